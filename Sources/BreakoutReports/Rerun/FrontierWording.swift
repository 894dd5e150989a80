import BreakoutModel

/// Every wording about what more moves would bring.
struct FrontierWording: Wording {
    let language: Language

    var heading: String { say("WHAT MORE MOVES WOULD BRING", "WAT MEER VERPLAATSINGEN BRENGEN") }
    var pictureTitle: String { say("What more moves would bring", "Wat meer verplaatsingen brengen") }
    var explanation: String {
        say(
            "Each line: so many moves more than needed, and the best that can be had with them.",
            "Elke regel: zoveel verplaatsingen meer dan nodig, en het beste dat daarmee kan.")
    }
    var extra: String { say("extra", "extra") }
    var moved: String { say("moved", "verplaatst") }
    var peopleWord: String { say("people", "mensen") }
    var firsts: String { say("1st choices", "1e voorkeuren") }
    var disappointed: String { say("people with disappointment", "mensen met teleurstelling") }
    var worst: String { say("worst", "grootste") }
    var proven: String { say("proven", "bewezen") }
    var notProven: String { say("not proven", "niet bewezen") }

    func headers(_ levels: Int) -> [String] {
        [extra, moved, peopleWord, firsts] + (0...levels).map { "\($0)" } + [worst]
    }
    var profileNote: String {
        say(
            "0, 1, 2, ...: people by disappointment (2nd choice = 1, 3rd = 2, ...).",
            "0, 1, 2, ...: mensen naar teleurstelling (2e voorkeur = 1, 3e = 2, ...).")
    }
    func nothing(isProven: Bool) -> String {
        guard isProven else {
            return say(
                "Stopped early: what more moves would bring is not known.",
                "Voortijdig gestopt: wat meer verplaatsingen brengen, is niet bekend.")
        }
        return say(
            "More moves bring nothing: no allocation without a limit on moves is better.",
            "Meer verplaatsingen brengen niets: ook zonder grens aan het aantal kan het niet beter.")
    }
    func end(_ last: FrontierPoint) -> String {
        let extra = last.extraMoves
        guard last.proven else {
            return say(
                "Stopped early: what still more moves would bring is not known.",
                "Voortijdig gestopt: wat nog meer verplaatsingen brengen, is niet bekend.")
        }
        return say(
            "Beyond \(count(extra, ("extra move", "extra moves"), ("", ""))) nothing improves.",
            "Boven \(count(extra, ("", ""), ("extra verplaatsing", "extra verplaatsingen"))) verbetert er niets meer.")
    }
    func wouldMove(_ extra: Int) -> String {
        say("Would move with \(extra) extra: ", "Verplaatst bij \(extra) extra: ")
    }
    func mover(_ mover: FrontierPoint.Mover) -> String { mover.name + " " + mover.from + "→" + mover.to }
    var allProven: String {
        say(
            "Each line is proven and was approved by the independent verifier.",
            "Elke regel is bewezen en akkoord volgens de onafhankelijke controle.")
    }
    var notAllProven: String {
        say("Not every line is proven: stopped early.", "Niet elke regel is bewezen: voortijdig gestopt.")
    }
    var worseLabel: String { say("Show those too", "Toon ook die") }
    /// What moves to worse places would bring beyond the last line; nil where they bring nothing.
    func allowingWorse(_ rerun: RerunSummary, _ last: FrontierPoint) -> String? {
        guard let other = rerun.allowingWorse else { return nil }
        let moves = count(other.moved, ("move", "moves"), ("verplaatsing", "verplaatsingen"))
        let gain: String
        let before = last.profile.dropFirst().reduce(0, +), after = other.profile.dropFirst().reduce(0, +)
        if other.worst < last.worst {
            gain = say(
                "the largest disappointment would be \(number(other.worst)) instead of \(number(last.worst))",
                "de grootste teleurstelling zou \(number(other.worst)) zijn in plaats van \(number(last.worst))")
        } else if after < before {
            gain = say(
                "\(people(after)) instead of \(number(before)) would miss a first choice",
                "\(people(after)) in plaats van \(number(before)) zouden een eerste voorkeur missen")
        } else {
            gain = say(
                "the allocation would be better by its objective", "de indeling zou beter zijn naar haar doel")
        }
        return say(
            "All this moves nobody needlessly to a place that they want less. If that were allowed, with \(moves) in all "
                + "\(gain).",
            "Hierbij gaat niemand onnodig naar een plaats die minder gewenst is. Mocht dat wel, dan zou het met "
                + "\(moves) in totaal beter kunnen: \(gain).")
    }
    var chooseLabel: String { say("Allow more moves", "Meer verplaatsen") }

    var allowed: String { say("extra moves allowed", "toegestaan extra") }
    var allMoves: String { say("placements moved in all", "verplaatst in totaal") }
    var bars: String {
        say(
            "Bars: people who did not get every first choice.", "Balken: wie niet overal de eerste voorkeur kreeg.")
    }
    func level(_ level: Int, isLast: Bool) -> String {
        isLast
            ? say("disappointment \(level) or more", "teleurstelling \(level) of meer")
            : say("disappointment \(level)", "teleurstelling \(level)")
    }
    func tip(_ point: FrontierPoint) -> String {
        say(
            "+\(point.extraMoves): \(point.moved) placements of \(point.movedPeople) people moved; "
                + "\(point.firstChoices) first choices; worst disappointment \(point.worst)",
            "+\(point.extraMoves): \(point.moved) plaatsingen van \(point.movedPeople) deelnemers verplaatst; "
                + "\(point.firstChoices) eerste voorkeuren; grootste teleurstelling \(point.worst)")
    }
}

/// Every wording about waiting lists and late sign-ups to come.
struct LateWording: Wording {
    let language: Language

    var waitingHeading: String { say("FREE SEATS THAT SOMEBODY WANTS", "VRIJE PLAATSEN DIE GEWENST ZIJN") }
    func offer(_ list: WaitingList, _ names: [String]) -> String {
        let free = list.free.map { say("\(seats($0)) free", "\(seats($0)) vrij") } ?? say("no limit", "geen limiet")
        return free + ": " + names.joined(separator: "; ")
    }
    func gain(_ entry: WaitingList.Entry) -> String {
        entry.name + say(" (now \(entry.from))", " (nu \(entry.from))")
    }
    func noOffers(_ waiting: Int) -> String {
        say(
            "No free seat helps anybody; \(people(waiting)) would rather be elsewhere: see waiting-list.csv.",
            "Geen vrije plaats helpt iemand verder; \(people(waiting)) \(waiting == 1 ? "wil" : "willen") liever elders: zie waiting-list.csv."
        )
    }
    var fillLabel: String { say("Give these seats away", "Vergeef die plaatsen") }

    var lateHeading: String { say("IF MORE PEOPLE SIGN UP", "ALS ER NOG MENSEN BIJ KOMEN") }
    func late(_ room: LateRoom) -> String {
        let free =
            room.freeSeats.map { say("\(seats($0)) free", "\(seats($0)) vrij") } ?? say("no limit", "geen limiet")
        let ten = "\(room.firstChoicesOfTen / 10)" + say(".", ",") + "\(room.firstChoicesOfTen % 10)"
        let start = roundTitle(room.round) + ": " + free + ". "
        guard room.sessions.contains(where: { $0.firstChoices > 0 }) else { return start }
        let full = room.sessions.filter { $0.free == 0 && $0.firstChoices > 0 }.map(\.session)
        let rest = full.isEmpty ? "" : say("; full: ", "; vol: ") + list(full)
        return start
            + say(
                "Of the next ten about \(ten) can still get their first choice\(rest).",
                "Van de volgende tien kunnen er ongeveer \(ten) hun eerste voorkeur nog krijgen\(rest).")
    }
    var assumption: String {
        say(
            "Reckoned as if they choose the way people chose so far.",
            "Berekend alsof zij kiezen zoals er tot nu toe is gekozen.")
    }

    func waitingHeader() -> [String] {
        [
            say("session", "sessie"), say("title", "titel"), say("round", "ronde"), say("place", "plaats"),
            say("attendee", "deelnemer"), say("name", "naam"), say("organisation", "organisatie"),
            say("now in", "nu in"), say("gain", "winst"), say("offered", "aangeboden"),
        ]
    }
}
