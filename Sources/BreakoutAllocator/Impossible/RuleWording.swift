import BreakoutModel

/// Rules and repairs in words, with names and numbers.
struct RuleWording {
    let event: Event
    /// Whether the rows of the files are named.
    var showsPlaces = true
    /// Of one kind of rule that takes a line each, so many are shown.
    private let mostLines = 6

    // MARK: Rules

    /// A line for each rule, or for all rules of a kind that are read together.
    func list(_ core: [Rule]) -> [Bilingual] {
        rooms(core) + minimums(core) + times(core)
            + lines(core) { rule in
                switch rule {
                case .capacity, .minimum, .time, .itemTime, .duty: nil
                default: placed(words(rule), [rule])
                }
            } + lines(core) { if case .duty = $0 { placed(words($0), [$0]) } else { nil } }
    }

    // MARK: Where

    /// Where to look first: at what is least a matter of course.
    func place(of core: [Rule]) -> Diagnostic.Location? {
        let special = core.filter { rule in
            switch rule {
            case .capacity, .minimum, .time, .itemTime: false
            default: true
            }
        }
        let places = (special.isEmpty ? core : special).compactMap(place(of:))
        guard let first = places.first else { return nil }
        // Of a whole round no row is more to blame than another.
        return places.count > 1 && special.isEmpty
            ? Diagnostic.Location(file: first.file) : Diagnostic.Location(file: first.file, line: first.line)
    }

    private func place(of rule: Rule) -> Diagnostic.Location? {
        switch rule {
        case .capacity(let session), .minimum(let session), .openTo(let session), .requiredFor(let session),
            .time(let session):
            event[session].origin
        case .fixedItem(let item), .itemTime(let item): event[item].origin
        case .duty(let duty): event.duties[duty].origin
        case .group(let group): event.groups[group].origin
        case .spread: event.settings.maximumOrigin
        case .transfer: event.settings.transferOrigin
        case .topic(let topic): event.sessions.first { $0.topic == topic }?.origin
        }
    }

    /// The text with the rows that say so: `... (sessions.csv:3, 5)`.
    private func placed(_ text: Bilingual, _ rules: [Rule], most: Int = 4) -> Bilingual {
        let places = rules.compactMap(place(of:))
        guard showsPlaces, let file = places.first?.file else { return text }
        var runs: [(first: Int, last: Int)] = []
        for line in Set(places.compactMap(\.line)).sorted() {
            if let last = runs.last?.last, last + 1 == line {
                runs[runs.count - 1].last = line
            } else {
                runs.append((line, line))
            }
        }
        let texts = runs.prefix(most).map { $0.first == $0.last ? "\($0.first)" : "\($0.first)–\($0.last)" }
        let shown = texts.joined(separator: ", ") + (runs.count > most ? ", ..." : "")
        let place = " (\(file)" + (runs.isEmpty ? ")" : ":\(shown))")
        return Bilingual(en: text.english + place, nl: text.dutch + place)
    }

    private func lines(_ core: [Rule], _ words: (Rule) -> Bilingual?) -> [Bilingual] {
        let all = core.compactMap(words)
        guard all.count > mostLines else { return all }
        let more = all.count - mostLines + 1
        return all.prefix(mostLines - 1) + [
            Bilingual(en: "and \(more) more rules of this kind", nl: "en nog \(more) van zulke regels")
        ]
    }

    private func rooms(_ core: [Rule]) -> [Bilingual] {
        let sessions = core.compactMap { if case .capacity(let session) = $0 { session } else { nil } }
        guard !sessions.isEmpty else { return [] }
        let texts = sessions.map { "'\(event[$0].id)' (\(event[$0].capacity ?? 0))" }
        let list = Findings.list(texts)
        let text =
            sessions.count == 1
            ? Bilingual(
                en: "the room of '\(event[sessions[0]].id)' holds \(event[sessions[0]].capacity ?? 0)",
                nl: "in de zaal van '\(event[sessions[0]].id)' "
                    + (event[sessions[0]].capacity == 1
                        ? "past 1 persoon" : "passen \(event[sessions[0]].capacity ?? 0) mensen"))
            : Bilingual(en: "seats: \(list.english)", nl: "plaatsen: \(list.dutch)")
        return [placed(text, sessions.map { .capacity($0) })]
    }

    private func minimums(_ core: [Rule]) -> [Bilingual] {
        let sessions = core.compactMap { if case .minimum(let session) = $0 { session } else { nil } }
        guard !sessions.isEmpty else { return [] }
        func list(_ words: String) -> [String] {
            sessions.map {
                "'\(event[$0].id)' (\(event[$0].minimum)" + (event[$0].cancellable ? ", \(words))" : ")")
            }
        }
        let text =
            sessions.count == 1
            ? minimum(event[sessions[0]])
            : Bilingual(
                en: "minimums: " + Findings.list(list("may be cancelled")).english,
                nl: "minima: " + Findings.list(list("mag vervallen")).dutch)
        return [placed(text, sessions.map { .minimum($0) })]
    }

    private func minimum(_ session: Session) -> Bilingual {
        let people = Findings.people(session.minimum), isHeld = !session.cancellable
        return Bilingual(
            en: "'\(session.id)' needs at least \(people.english)" + (isHeld ? "" : " to be held; it may be cancelled"),
            nl: "'\(session.id)' vraagt minstens \(people.dutch)"
                + (isHeld ? "" : " om door te gaan; zij mag vervallen"))
    }

    private func times(_ core: [Rule]) -> [Bilingual] {
        func list(_ language: Language) -> String? {
            let texts = core.compactMap { rule -> String? in
                switch rule {
                case .time(let session):
                    event[session].time.map { "'\(event[session].id)' \($0.text(in: language))" }
                case .itemTime(let item): event[item].time.map { "'\(event[item].id)' \($0.text(in: language))" }
                default: nil
                }
            }
            return texts.isEmpty ? nil : Findings.list(texts).text(in: language)
        }
        guard let english = list(.english), let dutch = list(.dutch) else { return [] }
        let rules = core.filter { rule in
            switch rule {
            case .time, .itemTime: true
            default: false
            }
        }
        return [placed(Bilingual(en: "times: \(english)", nl: "tijden: \(dutch)"), rules)]
    }

    func words(_ rule: Rule) -> Bilingual {
        switch rule {
        case .capacity, .minimum, .time, .itemTime:
            (rooms([rule]) + minimums([rule]) + times([rule])).first ?? Bilingual(same: "")
        case .openTo(let session):
            Bilingual(
                en: "'\(event[session].id)' is open only to \(roles(event[session].openTo).english)",
                nl: "'\(event[session].id)' staat alleen open voor \(roles(event[session].openTo).dutch)")
        case .requiredFor(let session): required(event[session].id, event[session].requiredFor)
        case .fixedItem(let item): required(event[item].id, event[item].requiredFor)
        case .spread(let organisation): spread(organisation)
        case .group(let group): words(event.groups[group])
        case .duty(let duty): words(event.duties[duty])
        case .topic(let topic):
            both(topic) {
                ("\($0.english) have one topic, '\(topic)'", "\($0.dutch) hebben één thema, '\(topic)'")
            }
        case .transfer:
            Bilingual(
                en: "changing rooms takes \(Findings.minutes(event.settings.transferMinutes).english)",
                nl: "van zaal wisselen kost \(Findings.minutes(event.settings.transferMinutes).dutch)")
        }
    }

    private func both(_ topic: String, _ text: (Bilingual) -> (String, String)) -> Bilingual {
        let sessions = event.sessions.indices.filter { event.sessions[$0].topic == topic }.map { SessionIndex($0) }
        let (english, dutch) = text(Findings.ids(sessions, event))
        return Bilingual(en: english, nl: dutch)
    }

    private func required(_ id: String, _ requirement: Requirement) -> Bilingual {
        let whom =
            switch requirement {
            case .nobody: Bilingual(en: "nobody", nl: "niemand")
            case .everyone: Bilingual(en: "everyone", nl: "iedereen")
            case .roles(let list): roles(list)
            }
        return Bilingual(en: "'\(id)' is required for \(whom.english)", nl: "'\(id)' is verplicht voor \(whom.dutch)")
    }

    private func spread(_ organisation: OrganisationIndex) -> Bilingual {
        let maximum = event.settings.maximumPerOrganisation ?? 0, name = event.organisations[organisation.value]
        let people = event.attendees.count { $0.organisation == organisation }
        return Bilingual(
            en: "at most \(maximum) of the \(people) people of \(name) in one session",
            nl: "hoogstens \(maximum) van de \(people) deelnemers van \(name) in één deelsessie")
    }

    private func words(_ group: Group) -> Bilingual {
        let who = Findings.names(group.members, event)
        return switch group.rule {
        case .together:
            Bilingual(en: "together ('\(group.name)'): \(who.english)", nl: "samen ('\(group.name)'): \(who.dutch)")
        case .apart:
            Bilingual(en: "apart ('\(group.name)'): \(who.english)", nl: "apart ('\(group.name)'): \(who.dutch)")
        }
    }

    private func words(_ duty: Duty) -> Bilingual {
        let who = Findings.person(duty.attendee, event), place = Findings.name(duty.place, event)
        return switch duty.kind {
        case .excluded: Bilingual(en: "\(who) must not be at '\(place)'", nl: "\(who) mag niet bij '\(place)' zijn")
        case .chair: Bilingual(en: "\(who) chairs '\(place)'", nl: "\(who) zit '\(place)' voor")
        case .speaker: Bilingual(en: "\(who) speaks at '\(place)'", nl: "\(who) spreekt bij '\(place)'")
        case .member: Bilingual(en: "\(who) must be at '\(place)'", nl: "\(who) moet bij '\(place)' zijn")
        }
    }

    private func roles(_ list: [RoleIndex]) -> Bilingual { Findings.list(list.map { event.roles[$0.value] }) }

    // MARK: Repairs

    func words(_ repair: Repair) -> Bilingual {
        var english: [String] = [], dutch: [String] = []
        func add(_ text: Bilingual) {
            english.append(text.english)
            dutch.append(text.dutch)
        }
        if !repair.seats.isEmpty { add(seats(repair.seats, isExample: repair.areSeatsExample)) }
        if !repair.lowerings.isEmpty { add(lowerings(repair.lowerings, isExample: repair.areLoweringsExample)) }
        if let maximum = repair.maximum {
            let file = event.settings.maximumOrigin?.file
            add(
                Bilingual(
                    en: "raise 'maximum per organisation' in \(file ?? "settings.csv") to \(maximum)",
                    nl: "verhoog 'maximum per organisatie' in \(file ?? "instellingen.csv") naar \(maximum)"))
        }
        if !repair.retopics.isEmpty { add(retopics(repair.retopics).asExample(repair.areRetopicsExample)) }
        for rule in repair.lifted { add(lifting(rule)) }
        return Bilingual(en: english.joined(separator: ", and "), nl: dutch.joined(separator: ", en "))
    }

    private func seats(_ changes: [Repair.Change], isExample: Bool) -> Bilingual {
        let total = Findings.seats(changes.reduce(0) { $0 + $1.count })
        if changes.count == 1 {
            let id = event[changes[0].session].id
            return Bilingual(en: "add \(total.english) in '\(id)'", nl: "voeg \(total.dutch) toe in '\(id)'")
                .asExample(isExample)
        }
        let list = changes.map { "\($0.count) in '\(event[$0.session].id)'" }
        let places = Findings.list(list)
        return Bilingual(
            en: "add \(total.english): \(places.english)", nl: "voeg \(total.dutch) toe: \(places.dutch)"
        ).asExample(isExample)
    }

    private func lowerings(_ changes: [Repair.Change], isExample: Bool) -> Bilingual {
        let total = changes.reduce(0) { $0 + $1.count }
        func list(_ word: String) -> [String] {
            changes.map { "'\(event[$0.session].id)' \(word) \(event[$0.session].minimum - $0.count)" }
        }
        return Bilingual(
            en: "lower minimums by \(total) in total: \(Findings.list(list("to")).english)",
            nl: "verlaag minima met \(total) in totaal: \(Findings.list(list("naar")).dutch)"
        ).asExample(isExample)
    }

    private func retopics(_ sessions: [SessionIndex]) -> Bilingual {
        let list = Findings.ids(sessions, event)
        return sessions.count == 1
            ? Bilingual(en: "give \(list.english) another topic", nl: "geef \(list.dutch) een ander thema")
            : Bilingual(
                en: "give each of \(list.english) a topic of its own",
                nl: "geef \(list.dutch) elk een eigen thema")
    }

    private func lifting(_ rule: Rule) -> Bilingual {
        switch rule {
        case .duty(let index):
            let duty = event.duties[index]
            let text = words(duty), isExclusion = duty.kind == .excluded
            return Bilingual(
                en: "lift \(isExclusion ? "this exclusion" : "this duty"): \(text.english)",
                nl: "haal deze \(isExclusion ? "uitsluiting" : "taak") weg: \(text.dutch)")
        case .openTo(let session):
            return Bilingual(
                en: "open '\(event[session].id)' to everybody", nl: "stel '\(event[session].id)' voor iedereen open")
        case .requiredFor(let session): return notRequired(event[session].id)
        case .fixedItem(let item): return notRequired(event[item].id)
        case .group(let group):
            return Bilingual(
                en: "give up the group '\(event.groups[group].name)'",
                nl: "laat de groep '\(event.groups[group].name)' vervallen")
        case .topic(let topic):
            return both(topic) {
                ("give \($0.english) different topics", "geef \($0.dutch) verschillende thema's")
            }
        case .time(let session): return anotherTime(event[session].id)
        case .itemTime(let item): return anotherTime(event[item].id)
        case .transfer:
            return Bilingual(
                en: "count no time for changing rooms", nl: "reken geen tijd voor het wisselen van zaal")
        case .capacity, .minimum, .spread: return words(rule)
        }
    }

    private func notRequired(_ id: String) -> Bilingual {
        Bilingual(en: "no longer require '\(id)'", nl: "stel '\(id)' niet meer verplicht")
    }

    private func anotherTime(_ id: String) -> Bilingual {
        Bilingual(en: "move '\(id)' to another time", nl: "verplaats '\(id)' naar een ander tijdstip")
    }
}

extension Bilingual {
    /// Said as one way of several.
    fileprivate func asExample(_ isExample: Bool) -> Bilingual {
        isExample ? Bilingual(en: english + ", for example", nl: dutch + ", bijvoorbeeld") : self
    }
}
