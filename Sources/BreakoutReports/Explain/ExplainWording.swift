import BreakoutModel

/// Every wording of explanations, the two languages side by side.
struct ExplainWording: Wording {
    let language: Language
    let event: Event
    let naming: ExplainText.Naming

    // MARK: Names

    func name(_ session: SessionIndex) -> String {
        let id = event[session].id, title = event[session].title
        return naming == .ids || title == id ? id : "\(id) \(title)"
    }

    func name(_ place: DutyPlace) -> String {
        switch place {
        case .session(let session): return name(session)
        case .fixedItem(let item):
            let title = event[item].title
            return naming == .ids || title == event[item].id ? event[item].id : title
        }
    }

    private func timed(_ place: DutyPlace) -> String {
        let time: TimeSpan? =
            switch place {
            case .session(let session): event[session].time
            case .fixedItem(let item): event[item].time
            }
        return name(place) + (time.map { " (\($0.text(in: language)))" } ?? "")
    }

    /// Small numbers as words.
    private func word(_ value: Int) -> String {
        let english = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        let dutch = ["geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"]
        return value < english.count ? say(english[value], dutch[value]) : number(value)
    }

    // MARK: What they got

    func received(_ explanation: Explanation) -> String {
        let rounds = explanation.rounds
        if rounds.allSatisfy({ $0.choice == .ranked(1) }) {
            let places = rounds.map { $0.session.map(name) ?? "" }
            return rounds.count == 1
                ? say("Received the first choice: \(places[0]).", "Kreeg de eerste voorkeur: \(places[0]).")
                : say(
                    "Received the first choice in every round: \(list(places)).",
                    "Kreeg in elke ronde de eerste voorkeur: \(list(places)).")
        }
        return sentence(rounds.map(place).joined(separator: "; "))
    }

    /// `round 1: 1.2 (2nd choice)`.
    private func place(_ round: RoundExplanation) -> String {
        say("round", "ronde") + "\u{A0}\(round.round + 1): " + received(round)
    }

    /// What they got, a line for each round.
    func lines(_ explanation: Explanation) -> [String] { explanation.rounds.map { sentence(place($0)) } }

    private func received(_ round: RoundExplanation) -> String {
        guard let session = round.session else {
            switch round.reason {
            case .absent: return say("absent", "afwezig")
            case .excused:
                let causes = list(round.causes.map(timed))
                return say("no session, because of \(causes)", "geen deelsessie, vanwege \(causes)")
            default: return say("no place in this run", "geen plaats in deze run")
            }
        }
        return name(session) + " (" + kind(round) + ")"
    }

    private func kind(_ round: RoundExplanation) -> String {
        switch round.reason {
        case .chair: return say("as chair", "als voorzitter")
        case .speaker: return say("as speaker", "als spreker")
        case .member: return say("has to be there", "moet daar zijn")
        case .noPreference where round.dropped.isEmpty: return say("gave no preference", "gaf geen voorkeur op")
        case .noPreference: return say("had no choice left", "hield geen voorkeur over")
        default:
            let told = round.isAsTold && round.missed != nil ? say(", as told", ", zoals meegedeeld") : ""
            return round.choice.map { choice($0) + told } ?? say("not possible any more", "kan niet meer")
        }
    }

    private func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }

    // MARK: What did not count

    func dropped(_ wish: DroppedWish) -> String {
        let session = name(wish.session)
        switch wish.reason {
        case .notOpen:
            let roles = event[wish.session].openTo.map { event.roles[$0.value] }.joined(separator: ", ")
            return say(
                "\(session), ranked higher, did not count: it is open only to \(roles).",
                "\(session) stond hoger maar telde niet mee: alleen open voor \(roles).")
        case .excluded:
            return say(
                "\(session), ranked higher, did not count: the organiser ruled it out for this person.",
                "\(session) stond hoger maar telde niet mee: de organisatie sloot dit voor deze persoon uit.")
        case .clash(let place):
            return say(
                "\(session), ranked higher, did not count: it cannot be combined with \(timed(place)).",
                "\(session) stond hoger maar telde niet mee: dat gaat niet samen met \(timed(place)).")
        case .sameTopic(let other):
            return say(
                "\(session), ranked higher, did not count: \(name(other)) is on the same topic.",
                "\(session) stond hoger maar telde niet mee: \(name(other)) heeft hetzelfde thema.")
        }
    }

    // MARK: Why not the first choice

    func why(_ missed: MissedChoice, _ attendee: AttendeeIndex, _ round: RoundExplanation) -> [String] {
        zip(missed.sessions, missed.obstacles).compactMap { session, obstacles in
            guard let obstacle = obstacles.first else { return nil }
            return why(name(session), session, obstacle, attendee, round)
        }
    }

    private func why(
        _ name: String, _ session: SessionIndex, _ obstacle: MissedObstacle, _ attendee: AttendeeIndex,
        _ round: RoundExplanation
    ) -> String {
        let first = say("First choice \(name)", "Eerste voorkeur \(name)")
        switch obstacle {
        case .full(let firsts, let seats): return full(first, firsts: firsts, seats: seats)
        case .cancelled(let minimum, let firsts): return notHeld(first, minimum: minimum, firsts: firsts)
        case .clash(let other):
            let place = self.name(other) + " " + say("in round", "in ronde") + " \(event[other].round + 1)"
            return event[other].topic != nil && event[other].topic == event[session].topic
                ? say(
                    "\(first) is on the same topic as \(place).", "\(first) heeft hetzelfde thema als \(place).")
                : say(
                    "\(first) cannot be combined with \(place): there is not enough time between them.",
                    "\(first) gaat niet samen met \(place): daar zit niet genoeg tijd tussen.")
        case .organisation(let maximum):
            let organisation = event.organisation(of: attendee) ?? ""
            return say(
                "\(first) is complete for \(organisation): at most \(people(maximum)) of one organisation.",
                "\(first) is compleet voor \(organisation): hoogstens \(people(maximum)) van één organisatie.")
        case .together(let group):
            return say(
                "\(first) would have to suit all of group \(event.groups[group].name), which stays together.",
                "\(first) moet passen voor heel groep \(event.groups[group].name), die bij elkaar blijft.")
        case .apart(let group):
            return say(
                "\(first) has somebody of group \(event.groups[group].name), whose members are kept apart.",
                "Bij eerste voorkeur \(name) zit iemand van groep \(event.groups[group].name), die apart blijft.")
        case .neededWhereTheyAre(let minimum):
            let own = round.session.map { self.name($0) } ?? ""
            return say(
                "\(first) has room, but \(own) would fall below its minimum of \(minimum).",
                "\(first) heeft plaats, maar \(own) zou onder het minimum van \(minimum) komen.")
        case .begun:
            return say(
                "Round \(round.round + 1) had begun: nothing in it was changed.",
                "Ronde \(round.round + 1) was begonnen: daarin is niets gewijzigd.")
        case .told:
            let own = round.session.map { self.name($0) } ?? ""
            return say(
                "\(first) has room, but this person had been told \(own), and nobody is moved without need.",
                "\(first) heeft plaats, maar deze persoon had bericht over \(own), en niemand verhuist zonder noodzaak."
            )
        }
    }

    /// A minimum is the reason only where fewer people wanted to be there.
    private func notHeld(_ first: String, minimum: Int, firsts: Int) -> String {
        guard firsts < minimum else {
            return say(
                "\(first) is not held: nobody is placed there.", "\(first) gaat niet door: niemand is daar geplaatst.")
        }
        return say(
            "\(first) is not held: it needs at least \(people(minimum)), and \(firsts) put it first.",
            "\(first) gaat niet door: nodig zijn minstens \(people(minimum)), en \(firsts) \(firsts == 1 ? "zette" : "zetten") die op de eerste plaats."
        )
    }

    private func full(_ first: String, firsts: Int, seats: Int) -> String {
        if seats == 0 {
            return say("\(first) has no seats to give.", "\(first) heeft geen plaatsen te vergeven.")
        }
        if firsts > seats {
            return say(
                "\(first) is full: \(people(firsts)) put it first, and there \(seats == 1 ? "was" : "were") \(self.seats(seats)) to give.",
                "\(first) zit vol: \(people(firsts)) zetten die op de eerste plaats, en er \(seats == 1 ? "was" : "waren") \(self.seats(seats)) te vergeven."
            )
        }
        return say(
            "\(first) is full: its \(self.seats(seats)) went in part to people who did not put it first.",
            "\(first) zit vol: de \(self.seats(seats)) gingen deels naar mensen die iets anders op één hadden.")
    }

    // MARK: What it would have cost

    func cost(_ missed: MissedChoice, _ explanation: Explanation) -> String {
        let names = missed.sessions.map { event[$0].id }
        let place =
            names.count == 1
            ? say("A place in \(names[0])", "Een plaats in \(names[0])")
            : say("A place in one of \(list(names))", "Een plaats in een van \(list(names))")
        switch missed.cost {
        case .impossible:
            return say(
                "\(place) is not possible in any allocation that keeps all the rules.",
                "\(place) is niet mogelijk in een indeling die aan alle regels voldoet.")
        case .unknown(.stopped):
            return say(
                "What that would have cost others was not worked out to the end.",
                "Wat dat anderen had gekost, is niet tot het einde uitgerekend.")
        case .unknown(.incomplete):
            return say(
                "What that would have cost others cannot be told: not everybody has a place in this allocation.",
                "Wat dat anderen had gekost, is niet te zeggen: niet iedereen heeft in deze indeling een plaats.")
        case .unknown(.eventChanged):
            return say(
                "What that would have cost others cannot be told: the event has changed since.",
                "Wat dat anderen had gekost, is niet te zeggen: het evenement is sindsdien gewijzigd.")
        case .outcome(let outcome):
            guard let difference = outcome.difference else { return draw(place, outcome, explanation) }
            return difference.isWorse
                ? worse(place, outcome, difference, explanation) : better(place, difference)
        }
    }

    private func better(_ place: String, _ difference: StageDifference) -> String {
        say(
            "\(place) could have been given, and better for everybody together: then \(stage(difference)).",
            "\(place) had gekund, en beter voor allen samen: dan \(stage(difference)).")
    }

    /// Equal in all but the lottery.
    private func draw(_ place: String, _ outcome: ForcedOutcome, _ explanation: Explanation) -> String {
        if outcome.othersWorse > 0 {
            let others =
                outcome.othersWorse == 1
                ? say("somebody else", "iemand anders")
                : say("\(word(outcome.othersWorse)) others", "\(word(outcome.othersWorse)) anderen")
            return say(
                "\(place) would have been as good for everybody together, at the expense of \(others): the draw decided.",
                "\(place) was voor allen samen even goed geweest, ten koste van \(others): de loting besliste.")
        }
        let own =
            outcome.ownTotal > explanation.totalRegret ?? 0
            ? say("more in another round than it brings", "in een andere ronde meer dan de winst hier")
            : say("as much in another round as it brings", "in een andere ronde net zoveel als de winst hier")
        return say(
            "\(place) would have cost nobody else anything, and this person \(own): the draw decided.",
            "\(place) had niemand anders iets gekost, en deze persoon \(own): de loting besliste.")
    }

    private func worse(
        _ place: String, _ outcome: ForcedOutcome, _ difference: StageDifference, _ explanation: Explanation
    ) -> String {
        let then = stage(difference)
        guard outcome.othersWorse > 0 else {
            let but =
                difference.isAboutMoves
                ? say("but people had been told where to go", "maar er was al meegedeeld wie waar zit")
                : outcome.ownTotal > explanation.totalRegret ?? 0
                    ? say(
                        "but this person more in another round than it brings",
                        "maar deze persoon in een andere ronde meer dan de winst hier")
                    : say("but the whole would have been worse", "maar het geheel was slechter geweest")
            return say(
                "\(place) would have cost nobody else a choice, \(but): then \(then).",
                "\(place) had niemand anders een voorkeur gekost, \(but): dan \(then).")
        }
        let price = price(outcome.othersWorse, outcome.othersLoss), own = explanation.totalRegret ?? 0
        let besides = outcome.ownTotal < own ? "" : outcome.ownTotal > own ? ownMore : ownAsMuch
        return say(
            "\(place) would have cost \(price)\(besides): then \(then).",
            "\(place) had \(price) gekost\(besides): dan \(then).")
    }

    private var ownMore: String {
        say(
            ", and this person more in another round than it brings",
            ", en deze persoon in een andere ronde meer dan de winst hier")
    }
    private var ownAsMuch: String {
        say(
            ", and this person as much in another round as it brings",
            ", en deze persoon in een andere ronde net zoveel als de winst hier")
    }

    /// `two others a choice each`.
    private func price(_ others: Int, _ loss: Int) -> String {
        switch (others, loss) {
        case (1, 1): say("one other person a choice", "één ander een voorkeur")
        case (1, _): say("one other person \(word(loss)) choices", "één ander \(word(loss)) voorkeuren")
        case (_, others): say("\(word(others)) others a choice each", "\(word(others)) anderen elk een voorkeur")
        default:
            say(
                "\(word(others)) others \(word(loss)) choices between them",
                "\(word(others)) anderen samen \(word(loss)) voorkeuren")
        }
    }

    /// `69 people instead of 68 would have had a disappointment`, to stand behind "then".
    private func stage(_ difference: StageDifference) -> String {
        let before = number(difference.before), after = number(difference.after)
        switch difference.stage {
        case .unplaced, .unplacedOnDuty:
            return say(
                "\(after) instead of \(before) places would have been missing",
                "hadden er \(after) in plaats van \(before) plaatsen ontbroken")
        case .regretAtLeast(let level):
            let size =
                level == 1
                ? say("a disappointment", "een teleurstelling")
                : say("a disappointment of \(level) or more", "een teleurstelling van \(level) of meer")
            let instead = difference.before == 0 ? say("nobody", "niemand") : before
            let who = difference.after == 0 ? say("nobody", "niemand") : people(difference.after)
            return say(
                "\(who) instead of \(instead) would have had \(size)",
                "\(difference.after <= 1 ? "had" : "hadden") \(who) in plaats van \(instead) \(size) gehad")
        case .choices(let choice):
            return say(
                "\(after) instead of \(before) times a \(ordinal(choice)) choice would have been given",
                "was \(after) in plaats van \(before) keer een \(ordinal(choice)) voorkeur gegeven")
        case .sumOfRegrets:
            return say(
                "all disappointment together would have been \(after) instead of \(before)",
                "was alle teleurstelling samen \(after) in plaats van \(before) geweest")
        case .sumOfSquares:
            return say(
                "all disappointment together, each squared, would have been \(after) instead of \(before)",
                "was alle teleurstelling samen, ieders gekwadrateerd, \(after) in plaats van \(before) geweest")
        case .moves(let extra):
            let told = extra == 0 ? before : say("at most \(before)", "hoogstens \(before)")
            return say(
                "\(after) instead of \(told) placements that had been told would have been moved",
                "\(difference.after == 1 ? "was" : "waren") \(after) in plaats van \(told) meegedeelde plaatsingen verplaatst"
            )
        case .movesToWorse:
            return say(
                "\(after) instead of \(before) placements would have been moved to where they are less wanted",
                "\(difference.after == 1 ? "was" : "waren") \(after) in plaats van \(before) plaatsingen verplaatst naar waar ze minder gewenst zijn"
            )
        case .lottery: return ""
        }
    }
}

extension StageDifference {
    /// Whether it is what people had been told that makes the difference.
    var isAboutMoves: Bool {
        switch stage {
        case .moves, .movesToWorse: true
        default: false
        }
    }
}
