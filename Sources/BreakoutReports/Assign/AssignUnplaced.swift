import BreakoutModel

extension AssignPage {
    var unplacedCount: Int { summary.rounds.reduce(0) { $0 + ($1.unplaced ?? 0) } }

    /// Who is left without a place, by round and reason, each by name.
    mutating func unplaced(_ diagnostics: [Diagnostic]) {
        guard !diagnostics.isEmpty else { return }
        screen.heading(words.unplacedHeading)
        screen.add(diagnostics, indent: 2, largestGroup: 40, shown: 35)
        told.formUnion(diagnostics.map { $0.message.text(in: words.language) })
    }
}

extension AssignWording {
    var unplacedHeading: String { say("WITHOUT A PLACE", "ZONDER PLAATS") }

    func unplaced(_ count: Int) -> String {
        count == 1
            ? say(
                "Not everybody can be placed: 1 person is left without a place in a round.",
                "Niet iedereen kan worden ingedeeld: 1 deelnemer heeft in een ronde geen plaats.")
            : say(
                "Not everybody can be placed: \(number(count)) places are missing (below).",
                "Niet iedereen kan worden ingedeeld: er ontbreken \(number(count)) plaatsen (zie hieronder).")
    }

    var provenUnplaced: String {
        say(
            "Proven: no allocation places more people, and of those that place as many none is better.",
            "Bewezen: geen indeling plaatst meer deelnemers, en van die dat ook doen is er geen beter.")
    }

    var withoutPlace: String { say("without a place", "zonder plaats") }
    func noPlace(_ round: Int) -> String { say("round \(round): no place", "ronde \(round): geen plaats") }
}
