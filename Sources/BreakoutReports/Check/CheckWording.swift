import BreakoutModel

/// Every wording of the screen of `breakouts check`, the two languages side by side.
struct CheckWording: Wording {
    let language: Language

    var purpose: String {
        say(
            "This is how the event was understood. Nothing has been allocated or changed.",
            "Zo is het evenement begrepen. Er is niets ingedeeld of veranderd.")
    }

    // MARK: Files

    var filesHeading: String { say("FILES", "BESTANDEN") }

    /// `210 rows: 204 used, 6 blank · UTF-8, separated by semicolons · rankings: choice columns`.
    func source(_ file: SourceFile) -> String {
        let rows = count(file.read, ("row", "rows"), ("rij", "rijen"))
        let parts = [
            (file.used, say("used", "gebruikt")),
            (file.superseded, say("superseded by a later one", "vervangen door een latere")),
            (file.blank, say("blank", "leeg")), (file.rejected, say("rejected", "afgekeurd")),
        ].filter { $0.0 > 0 }.map { number($0.0) + " " + $0.1 }
        let allUsed = file.used == file.read ? rows : rows + ": " + parts.joined(separator: ", ")
        var text =
            allUsed + " · " + encoding(file) + say(", separated by ", ", gescheiden door ") + delimiter(file)
        if let shape = file.rankingShape {
            text += " · " + say("rankings: ", "voorkeuren: ") + rankingShape(shape)
        }
        return text
    }

    private func encoding(_ file: SourceFile) -> String {
        let bom = " with BOM"
        guard file.encoding.hasSuffix(bom) else { return file.encoding }
        return file.encoding.dropLast(bom.count) + say(bom, " met BOM")
    }

    private func delimiter(_ file: SourceFile) -> String {
        switch file.delimiter {
        case ";": say("semicolons", "puntkomma's")
        case ",": say("commas", "komma's")
        case "|": say("bars (|)", "strepen (|)")
        case "tab", "\t": say("tabs", "tabs")
        default: file.delimiter
        }
    }

    private func rankingShape(_ shape: String) -> String {
        switch shape {
        case "choice columns": say(shape, "een kolom per keuze")
        case "list in a cell": say(shape, "een lijst in een cel")
        case "session columns": say(shape, "een kolom per deelsessie")
        case "long": say("a row for each choice", "een rij per keuze")
        // Rounds that differ: `round 1: choice columns; round 2, round 3: list in a cell`.
        case let mixed where mixed.contains(": "):
            mixed.split(separator: "; ").map { part in
                let halves = part.split(separator: ": ", maxSplits: 1).map(String.init)
                guard halves.count == 2 else { return String(part) }
                return halves[0].replacing("round", with: say("round", "ronde")) + ": " + rankingShape(halves[1])
            }.joined(separator: "; ")
        default: shape
        }
    }

    // MARK: Settings

    var settingsHeading: String { say("SETTINGS", "INSTELLINGEN") }

    /// Those that decide who goes where; the others (title, date, language) show elsewhere.
    func settings(_ settings: Settings) -> String {
        let late = count(settings.lateArrivalMinutes, ("minute", "minutes"), ("minuut", "minuten"))
        return [
            say("objective ", "doel ") + name(of: settings.objective),
            say("seed of the draw ", "startgetal van de loting ") + "\(settings.seed)",
            count(settings.transferMinutes, ("minute", "minutes"), ("minuut", "minuten"))
                + say(" to change rooms", " wisseltijd tussen zalen"),
            settings.lateArrivalMinutes == 0
                ? say("nobody may come late", "niemand mag later binnenkomen")
                : say("coming up to \(late) late is allowed", "\(late) later binnenkomen mag"),
            settings.maximumPerOrganisation.map { most in
                say(
                    "at most \(number(most)) of one organisation in a session",
                    "hoogstens \(number(most)) van één organisatie per deelsessie")
            } ?? say("no maximum per organisation", "geen maximum per organisatie"),
        ].joined(separator: " · ")
    }

    // MARK: The day

    func size(_ event: Event) -> String { AssignWording(language: language).size(event) }
    var dayHeading: String { say("THE DAY", "DE DAG") }
    var noTime: String { say("no time", "geen tijd") }
    func sessions(_ count: Int, ids: [String]) -> String {
        let text = self.count(count, ("session", "sessions"), ("deelsessie", "deelsessies"))
        return ids.isEmpty ? text : text + " (" + list(ids) + ")"
    }
    var requiredForNobody: String { say("optional", "naar keuze") }
    func requiredForEveryone(_ people: Int) -> String {
        say(
            "everyone must attend (\(self.people(people)))",
            "verplicht voor iedereen (\(self.people(people)))")
    }
    func required(for roles: [String], _ people: Int) -> String {
        say(
            "required for \(list(roles)) (\(self.people(people)))",
            "verplicht voor \(list(roles)) (\(self.people(people)))")
    }

    // MARK: Rounds

    func roundHeading(_ round: Int) -> String { say("ROUND \(round)", "RONDE \(round)") }

    func standings(_ counts: Demand.Round) -> String {
        let parts = [
            (counts.choosing, counts.choosing == 1 ? say("chooses", "kiest") : say("choose", "kiezen")),
            (counts.onDuty, say("on duty", "met een taak")),
            (counts.noPreference, say("without a preference", "zonder voorkeur")),
            (counts.excused, say("excused (must be elsewhere)", "vrijgesteld (verplichting elders)")),
            (counts.absent, say("absent", "afwezig")),
        ]
        // Nobody choosing is worth saying; nobody absent is not.
        return parts.enumerated().filter { $0.offset == 0 || $0.element.0 > 0 }
            .map { number($0.element.0) + " " + $0.element.1 }.joined(separator: ", ")
    }

    func seats(_ seats: Int?, for placed: Int) -> String {
        guard let seats else {
            return say(
                "\(people(placed)) to place; seats without limit",
                "\(people(placed)) te plaatsen; onbeperkt plaats")
        }
        let text = say(
            "\(self.seats(seats)) for \(people(placed))", "\(self.seats(seats)) voor \(people(placed))")
        return text
            + (seats < placed
                ? say(": \(number(placed - seats)) too few", ": \(number(placed - seats)) te weinig")
                : say(", \(number(seats - placed)) to spare", ", \(number(seats - placed)) over"))
    }

    var seatsColumn: String { say("seats", "plaats") }
    var minimumColumn: String { say("min", "min") }
    var dutyColumn: String { say("duty", "taak") }
    var firstChoicesColumn: String { say("1st choices", "1e voorkeur") }
    var legend: String {
        say(
            "█ first choice with a seat · ▒ first choice without a seat · ░ seat left",
            "█ voorkeur met plaats · ▒ voorkeur zonder plaats · ░ plaats over")
    }
    func openTo(_ roles: [String]) -> String {
        say("open to \(list(roles)) only", "alleen open voor \(list(roles))")
    }
    var cancellable: String { say("may be cancelled", "mag vervallen") }
    func topic(_ topic: String) -> String { say("topic \(topic)", "thema \(topic)") }

    // MARK: Duties

    var dutiesHeading: String { say("WHO MUST BE WHERE", "WIE MOET WAAR ZIJN") }
    func duty(_ kind: DutyKind, many: Bool) -> String {
        switch kind {
        case .chair: say(many ? "chairs" : "chair", many ? "voorzitters" : "voorzitter")
        case .speaker: say(many ? "speakers" : "speaker", many ? "sprekers" : "spreker")
        case .member: say(many ? "members" : "member", many ? "leden" : "lid")
        case .excluded: say("not", "niet")
        }
    }
    func group(_ rule: GroupRule, _ name: String) -> String {
        switch rule {
        case .together: say("Together (\(name)):", "Samen (\(name)):")
        case .apart: say("Apart (\(name)):", "Apart (\(name)):")
        }
    }

    // MARK: Problems and what to do next

    var diagnosticsHeading: String { say("WHAT TO KNOW", "AANDACHTSPUNTEN") }
    var nextHeading: String { say("WHAT NEXT", "HOE VERDER") }
    let nextWidth = 26
    var mendFirst: String { say("Mend the errors, then", "Herstel de fouten en dan") }
    var makeAllocation: String { say("Make the allocation", "Maak de indeling") }
}
