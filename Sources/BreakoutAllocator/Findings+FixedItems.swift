import BreakoutModel

// Who must attend a fixed item, because of a role or by a duty, held against its room and its minimum.
extension Findings {
    static func fixedItems(_ event: Event, _ maker: RuleBookMaker) -> [Diagnostic] {
        var attending = [Int](repeating: 0, count: event.fixedItems.count)
        for obligation in maker.obligations.joined() {
            if case .fixedItem(let item) = obligation.place { attending[item.value] += 1 }
        }
        return zip(event.fixedItems, attending).flatMap { item, attending in
            [tooSmall(item, attending), tooFew(item, attending)].compactMap { $0 }
        }
    }

    private static func tooSmall(_ item: FixedItem, _ attending: Int) -> Diagnostic? {
        guard let capacity = item.capacity, attending > capacity else { return nil }
        return Diagnostic(
            .warning, code: "item-too-small", at: item.origin,
            message: Bilingual(
                en: "\(people(attending).english) must attend '\(item.id)', which has \(seats(capacity).english)",
                nl: "\(people(attending).dutch) \(attending == 1 ? "moet" : "moeten") naar '\(item.id)', met "
                    + seats(capacity).dutch),
            notes: [
                Bilingual(
                    en: "find a larger room, or let fewer people attend it",
                    nl: "zoek een grotere zaal, of laat er minder mensen heen gaan")
            ])
    }

    /// Where nobody must go, people come as they like: then it is only worth a note.
    private static func tooFew(_ item: FixedItem, _ attending: Int) -> Diagnostic? {
        guard attending < item.minimum else { return nil }
        let needed = people(item.minimum), there = people(attending)
        return Diagnostic(
            attending > 0 ? .warning : .note, code: "item-too-empty", at: item.origin,
            message: Bilingual(
                en: "'\(item.id)' needs at least \(needed.english), but "
                    + (attending > 0 ? "only \(there.english) must attend it" : "nobody must attend it")
                    + ", and nobody is placed in what has no round",
                nl: "'\(item.id)' vraagt minstens \(needed.dutch), maar "
                    + (attending == 0
                        ? "niemand moet erheen" : "er \(attending == 1 ? "moet" : "moeten") maar \(there.dutch) heen")
                    + ", en zonder ronde wordt er niemand ingedeeld"),
            notes: [
                Bilingual(
                    en:
                        "require it for more people, lower its minimum, or give it a round if people can be placed in it",
                    nl:
                        "stel het voor meer mensen verplicht, verlaag het minimum, of geef het een ronde als deelnemers er "
                        + "ingedeeld kunnen worden")
            ])
    }
}
