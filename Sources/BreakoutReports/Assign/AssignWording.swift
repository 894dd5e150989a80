import BreakoutModel

/// Every wording of the screen of `breakouts assign`, the two languages side by side.
struct AssignWording: Wording {
    let language: Language

    // MARK: Title and verdict

    func size(_ event: Event) -> String {
        [
            people(event.attendees.count),
            count(event.sessions.count, ("session", "sessions"), ("deelsessie", "deelsessies")),
            count(event.roundCount, ("round", "rounds"), ("ronde", "rondes")),
        ].joined(separator: ", ")
    }

    var proven: String { say("Proven: no allocation is better.", "Bewezen: geen indeling is beter.") }
    var doNotUse: String {
        say(
            "Do not use this allocation: the independent verifier has not approved it.",
            "Gebruik deze indeling niet: de onafhankelijke controle heeft haar niet goedgekeurd.")
    }
    var stoppedEarly: String {
        say(
            "Stopped early: a better allocation may exist.",
            "Voortijdig gestopt: er bestaat mogelijk een betere indeling.")
    }
    func noProof(_ strategy: String) -> String {
        say(
            "Made by the strategy '\(strategy)', which proves nothing: a better allocation may exist.",
            "Gemaakt met de strategie '\(strategy)', die niets bewijst: er bestaat mogelijk een betere indeling."
        )
    }
    var infeasible: String {
        say(
            "There is no allocation that keeps all the rules.",
            "Er bestaat geen indeling die aan alle regels voldoet.")
    }

    /// What the objective makes best, in order.
    func better(_ summary: Summary) -> String {
        let fair = say(
            "fewest people with the largest disappointment, then with the next largest, ...",
            "zo min mogelijk deelnemers met de grootste teleurstelling, dan met de op een na grootste, ...")
        let firsts = say("most first choices", "zo veel mogelijk eerste voorkeuren")
        let draw = say("the draw (seed \(summary.seed))", "de loting (startgetal \(summary.seed))")
        let order: [String] =
            switch summary.objective {
            case .fair: [fair, firsts, draw]
            case .firsts:
                [
                    say(
                        "most first choices, then most second choices, ...",
                        "zo veel mogelijk eerste voorkeuren, dan tweede, ..."), fair, draw,
                ]
            case .total:
                [
                    say("least disappointment in all", "samen zo min mogelijk teleurstelling"), fair, firsts,
                    draw,
                ]
            case .balanced:
                [
                    say(
                        "least disappointment, a large one weighing more than several small ones",
                        "zo min mogelijk teleurstelling, waarbij één grote zwaarder telt dan meer kleine"),
                    fair, firsts, draw,
                ]
            }
        return say("Better means: ", "Beter betekent: ")
            + order.joined(separator: say("; then ", "; daarna ")) + "."
    }

    /// What a stage counts, and how far it may be from the best.
    func gap(_ stage: StageSummary) -> String {
        if stage.name == Stage.lottery.name {
            return say(
                "No allocation is fairer; only the draw between equally good ones was not finished.",
                "Geen indeling is eerlijker; alleen de loting tussen even goede indelingen is niet voltooid.")
        }
        return say(
            "\(stageName(stage.name)): \(number(stage.value)) here, \(number(stage.bound)) at best.",
            "\(stageName(stage.name)): hier \(number(stage.value)), op zijn best \(number(stage.bound)).")
    }

    private func stageName(_ name: String) -> String {
        let prefix = "total regret at least "
        if name.hasPrefix(prefix) {
            let level = name.dropFirst(prefix.count)
            return say(
                "People with a disappointment of \(level) or more",
                "Deelnemers met een teleurstelling van \(level) of meer")
        }
        if name.hasPrefix(Stage.moves(extra: 0).name) {
            return say("Placements that must be moved", "Plaatsingen die verplaatst moeten worden")
        }
        switch name {
        case Stage.movesToWorse.name:
            return say("Moved to a place less wanted", "Verplaatst naar een minder gewenste plaats")
        case Stage.choices(1).name: return say("First choices", "Eerste voorkeuren")
        case Stage.choices(2).name: return say("Second choices", "Tweede voorkeuren")
        case Stage.choices(3).name: return say("Third choices", "Derde voorkeuren")
        case Stage.sumOfRegrets.name: return say("All disappointment together", "Alle teleurstelling samen")
        case Stage.sumOfSquares.name:
            return say("All disappointment, squared", "Alle teleurstelling, gekwadrateerd")
        default: return name
        }
    }

    func moved(_ count: Int) -> String {
        say(
            "\(people(count)) moved from a place that was already announced: see changes.csv.",
            "\(people(count)) met een andere plaats dan al was meegedeeld: zie changes.csv.")
    }

    // MARK: Rounds

    func roundHeading(_ round: Int) -> String { say("ROUND \(round)", "RONDE \(round)") }
    var full: String { say("full", "vol") }
    var notHeld: String { say("not held", "vervalt") }
    var tooFull: String { say("too full", "te vol") }
    func below(_ minimum: Int) -> String { say("minimum \(number(minimum))", "minimaal \(number(minimum))") }
    var noLimit: String { say("no limit", "geen limiet") }

    /// `Of 190 who chose: 150 (79%) 1st choice, 30 (16%) 2nd, 8 (4%) 3rd, 2 (1%) not on their list.`
    func choices(_ round: RoundSummary) -> String {
        guard round.choosing > 0 else { return say("Nobody chose.", "Niemand heeft gekozen.") }
        func part(_ count: Int) -> String {
            "\(number(count))\u{A0}(\(percent(count, of: round.choosing)))\u{A0}"
        }
        var parts = [part(round.profile.first ?? 0) + choice(.ranked(1))]
        for (regret, count) in round.profile.enumerated() where regret > 0 && count > 0 {
            parts.append(part(count) + ordinal(regret + 1))
        }
        if round.unlisted > 0 { parts.append(part(round.unlisted) + choice(.unlisted)) }
        let left = round.unplaced == nil ? 0 : round.choosing - round.profile.reduce(round.unlisted, +)
        if left > 0 { parts.append(part(left) + withoutPlace) }
        return say("Of \(number(round.choosing)) who chose: ", "Van de \(number(round.choosing)) die kozen: ")
            + parts.joined(separator: ", ") + "."
    }

    /// Everybody who did not choose, by reason; empty when there is nobody.
    func others(_ round: RoundSummary) -> String {
        let parts = [
            (round.onDuty, say("on duty", "met een taak")),
            (round.noPreference, say("without a preference", "zonder voorkeur")),
            (round.excused, say("excused (must be elsewhere)", "vrijgesteld door een verplichting elders")),
            (round.absent, say("absent", "afwezig")),
        ].filter { $0.0 > 0 }.map { number($0.0) + " " + $0.1 }
        return parts.isEmpty ? "" : say("Besides: ", "Verder: ") + list(parts) + "."
    }

    // MARK: All rounds together

    func allRoundsHeading(_ rounds: Int) -> String {
        switch rounds {
        case 1: say("DISAPPOINTMENT", "TELEURSTELLING")
        case 2: say("BOTH ROUNDS TOGETHER", "BEIDE RONDES SAMEN")
        default: say("ALL ROUNDS TOGETHER", "ALLE RONDES SAMEN")
        }
    }
    /// What the numbers mean; with one round the heading has said already that they are disappointments.
    func scale(_ rounds: Int) -> String {
        (rounds == 1 ? "" : say("disappointment: ", "teleurstelling: "))
            + say("2nd choice = 1, 3rd = 2, ...", "2e voorkeur = 1, 3e = 2, ...")
    }

    func everythingFirst(_ count: Int, of people: Int, worst: Int) -> String {
        if worst == 0 {
            return say(
                "Everybody who chose received everything they put first.",
                "Iedereen die koos, kreeg overal de eerste voorkeur.")
        }
        return say(
            "\(number(count)) of \(number(people)) people (\(percent(count, of: people))) received everything "
                + "they put first; nobody has more than \(number(worst)).",
            "\(number(count)) van de \(number(people)) deelnemers (\(percent(count, of: people))) \(count == 1 ? "kreeg" : "kregen") overal "
                + "de eerste voorkeur; niemand heeft meer dan \(number(worst)).")
    }
    func atLeast(_ level: Int) -> String { say("\(level) or more", "\(level) of meer") }

    // MARK: Who lost out most

    var lostOutHeading: String { say("WHO LOST OUT MOST", "WIE HET MEEST INLEVERDE") }
    func disappointment(_ total: Int) -> String {
        say("disappointment \(number(total))", "teleurstelling \(number(total))")
    }
    func moreWith(_ count: Int, total: Int) -> String {
        say(
            "And \(self.count(count, ("more person", "more people"), ("", ""))) with a disappointment of \(number(total)).",
            "En nog \(people(count)) met een teleurstelling van \(number(total)).")
    }

    /// `1.2: 3rd choice (full: 1.4, 1.1)`.
    func received(_ id: String, _ choice: Choice, _ reasons: [String]) -> String {
        id + ": " + self.choice(choice)
            + (reasons.isEmpty ? "" : " (" + reasons.joined(separator: "; ") + ")")
    }

    /// One reason, and the ids of the sessions that it holds for: `full: 1.4, 1.1`.
    func reason(_ obstacle: Obstacle, _ ids: [String], organisation: String, clash: String) -> String {
        let shown =
            ids.count > 5
            ? ids.prefix(4).joined(separator: ",\u{A0}") + " " + more(ids.count - 4)
            : ids.joined(separator: ",\u{A0}")
        switch obstacle {
        case .full: return say("full:\u{A0}", "vol:\u{A0}") + shown
        case .notHeld: return say("not held: ", "vervalt: ") + shown
        case .clash: return say("not with \(clash): ", "niet samen met \(clash): ") + shown
        case .organisation:
            return say("no more of \(organisation): ", "niet meer van \(organisation): ") + shown
        case .group(let group):
            return say("bound to group \(group): ", "gebonden aan groep \(group): ") + shown
        case .other: return say("room left:\u{A0}", "nog plaats:\u{A0}") + shown
        }
    }

    // MARK: Fairness

    var fairnessHeading: String { say("FAIRNESS", "EERLIJKHEID") }

    func twoDisappointments(_ count: Int, rounds: Int) -> String {
        let where_ =
            rounds == 2
            ? say("both rounds", "beide rondes") : say("two or more rounds", "twee of meer rondes")
        if count == 0 {
            return say(
                "Nobody missed their first choice in \(where_).",
                "Niemand liep in \(where_) de eerste voorkeur mis.")
        }
        return say(
            "\(people(count)) missed their first choice in \(where_).",
            "\(people(count)) \(count == 1 ? "liep" : "liepen") in \(where_) de eerste voorkeur mis.")
    }

    /// Called a link only beyond 0.1 and beyond what chance does to so few people: two standard errors, 2 / √n. Nil
    /// where so few people say neither the one nor the other.
    func correlation(_ first: Int, _ second: Int, _ coefficient: Double, people: Int) -> String? {
        let isLarge = abs(coefficient) > 0.1
        let isLink = isLarge && coefficient * coefficient * Double(people) > 4
        if isLarge && !isLink { return nil }
        let number = say("correlation ", "correlatie ") + decimal(coefficient, places: 2)
        if isLink && coefficient < 0 {
            return say(
                "Those who lost out in round \(first) lost out less often in round \(second) (\(number)).",
                "Wie in ronde \(first) inleverde, leverde in ronde \(second) minder vaak in (\(number)).")
        }
        if !isLink {
            return say(
                "Losing out in round \(first) goes with neither luck nor bad luck in round \(second) (\(number)).",
                "Inleveren in ronde \(first) hangt niet samen met inleveren in ronde \(second) (\(number)).")
        }
        return say(
            "Those who lost out in round \(first) lost out more often in round \(second) as well (\(number)).",
            "Wie in ronde \(first) inleverde, leverde ook in ronde \(second) vaker in (\(number)).")
    }

    func signUp(first: Double, last: Double) -> String {
        say(
            "Mean disappointment: first quarter to sign up \(decimal(first, places: 2)), "
                + "last quarter \(decimal(last, places: 2)).",
            "Gemiddelde teleurstelling: eerste kwart van de aanmeldingen \(decimal(first, places: 2)), "
                + "laatste kwart \(decimal(last, places: 2)).")
    }

    // MARK: Warnings and proof

    var warningsHeading: String { say("WARNINGS", "WAARSCHUWINGEN") }
    var proofHeading: String { say("PROOF", "BEWIJS") }
    func stages(_ proven: Int, of all: Int) -> String {
        say("\(proven) of \(all) stages proven", "\(proven) van de \(all) stappen bewezen")
    }
    var verified: String {
        say(
            "recomputed and approved by the independent verifier",
            "nagerekend en akkoord volgens de onafhankelijke controle")
    }
    var notVerified: String {
        say("NOT approved by the independent verifier", "NIET goedgekeurd door de onafhankelijke controle")
    }

    // MARK: Files and what to do next

    var filesHeading: String { say("FILES", "BESTANDEN") }
    var forTheRecord: String { say("for the record", "voor het dossier") }

    static let purposes: [(name: String, purpose: Bilingual)] = [
        (
            "report.html",
            Bilingual(
                en: "open in a browser: to look at and to print",
                nl: "open in een browser: om te bekijken en af te drukken")
        ),
        (
            "allocation.csv",
            Bilingual(en: "open in Excel: everybody's sessions", nl: "open in Excel: de hele indeling")
        ),
        ("changes.csv", Bilingual(en: "who moved, and why", nl: "wie van plaats veranderde, en waarom")),
        (
            "waiting-list.csv",
            Bilingual(en: "who would rather be where, in order", nl: "wie liever ergens anders zit, op volgorde")
        ),
        ("rooms.csv", Bilingual(en: "a list for each door", nl: "een lijst voor elke deur")),
        (
            "mail-merge.csv",
            Bilingual(en: "for letters from Word and Outlook", nl: "voor brieven met Word en Outlook")
        ),
        ("calendar/", Bilingual(en: "invitations for calendars", nl: "uitnodigingen voor agenda's")),
    ]

    var nextHeading: String { say("WHAT NEXT", "HOE VERDER") }
    let nextWidth = 23
    var checkAgain: String { say("Check once more", "Nog eens controleren") }
    var whyThere: String { say("Explain it to people", "Leg het mensen uit") }
    var whatItCosts: String { say("What each rule costs", "Wat elke regel kost") }
    var whatIsInTheWay: String { say("What is in the way", "Wat er in de weg staat") }
    var readAgain: String { say("See what was read", "Bekijk de invoer") }
}
