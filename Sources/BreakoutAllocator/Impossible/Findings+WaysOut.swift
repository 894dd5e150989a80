import BreakoutModel

// What would mend an event without an allocation, in words.
extension Findings {
    private static let shownRepairs = 6

    /// What is told with a cause.
    enum WaysOut {
        /// There is no other cause.
        case single([Repair])
        /// Each mends all causes.
        case ofEverything([Repair])
        /// Each mends all but what is impossible for single people.
        case ofAllElse([Repair])
        /// There is no other cause but that, and somebody is not counted in it.
        case ofThoseCounted([Repair])
        /// Each mends this cause, and nothing is known that mends all; `isLast` of the causes.
        case ofThisAlone([Repair], isLast: Bool)
    }

    static func words(_ ways: WaysOut, _ event: Event) -> [Bilingual] {
        switch ways {
        case .single([]):
            return [
                Bilingual(
                    en: "give up or widen one of these, or mark somebody as absent",
                    nl: "geef er een op of verruim die, of meld iemand afwezig")
            ]
        case .single(let repairs): return list(repairs, event, scope: Bilingual(same: ""))
        case .ofEverything(let repairs):
            return list(repairs, event, scope: Bilingual(en: " (mends all of it)", nl: " (herstelt alles)"))
        case .ofAllElse(let repairs):
            return list(repairs, event, scope: Bilingual(en: " (mends all else)", nl: " (herstelt al het andere)"))
        case .ofThoseCounted([]): return words(.single([]), event)
        case .ofThoseCounted(let repairs):
            let scope = Bilingual(en: " (for those who are counted)", nl: " (voor wie is meegeteld)")
            return list(repairs, event, scope: scope)
        case .ofThisAlone(let repairs, let isLast):
            let scope = Bilingual(en: " (mends this alone)", nl: " (herstelt alleen dit)")
            return list(repairs, event, scope: scope, isRepeated: true) + (isLast ? [oneByOne] : [])
        }
    }

    /// Where more is in the way than so many causes that are told.
    static func notAll(told count: Int?) -> [Bilingual] {
        guard let count else { return [] }
        return [
            Bilingual(
                en: "this is not all that is in the way: of all causes \(count) are told",
                nl: "dit is niet alles wat in de weg zit: van alle oorzaken worden er \(count) genoemd")
        ]
    }

    /// What there was no time for.
    static func cutShort(causes: Bool, ways: Bool) -> [Bilingual] {
        var notes: [Bilingual] = []
        if causes {
            notes.append(
                Bilingual(
                    en: "time was up before all of it was looked through: more may be in the way",
                    nl: "de tijd was om voordat alles was bekeken: er kan meer in de weg zitten"))
        }
        if ways {
            notes.append(
                Bilingual(
                    en: "time was up before every way out was tried: there may be shorter ones",
                    nl: "de tijd was om voordat elke uitweg was geprobeerd: misschien zijn er kortere"))
        }
        return notes
    }

    private static let oneByOne = Bilingual(
        en: "no short list of changes was found that mends all of it: mend these one by one, and see what is left then",
        nl: "er is geen korte lijst wijzigingen gevonden die alles herstelt: herstel deze een voor een, en kijk "
            + "wat er dan over is")

    private static func list(
        _ repairs: [Repair], _ event: Event, scope: Bilingual, isRepeated: Bool = false
    ) -> [Bilingual] {
        let wording = RuleWording(event: event)
        let next = isRepeated ? scope : Bilingual(same: "")
        let more = repairs.count - shownRepairs
        return repairs.prefix(shownRepairs).enumerated().map { position, repair in
            let text = wording.words(repair)
            return position == 0
                ? Bilingual(
                    en: "way out\(scope.english): \(text.english)", nl: "uitweg\(scope.dutch): \(text.dutch)")
                : Bilingual(en: "or\(next.english): \(text.english)", nl: "of\(next.dutch): \(text.dutch)")
        } + (more > 0 ? [others(more)] : [])
    }

    /// How many ways out there was no room for.
    private static func others(_ count: Int) -> Bilingual {
        Bilingual(
            en: "and \(Findings.count(count, "more way out was", "more ways out were")) found",
            nl: "en er \(count == 1 ? "is nog 1 andere uitweg" : "zijn nog \(count) andere uitwegen") gevonden")
    }
}

extension Diagnostic {
    /// The same with more said about it.
    func adding(_ more: [Bilingual]) -> Diagnostic {
        Diagnostic(severity, code: code, at: location, message: message, notes: notes + more)
    }
}
