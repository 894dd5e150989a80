import BreakoutAllocator
import BreakoutModel

/// What the seats that are kept back for late sign-ups mean for a first allocation.
enum LateReserveNote {
    static func of(_ event: Event, _ choice: LateReserveChoice) -> [Diagnostic] {
        guard event.settings.lateReserve != nil else { return [] }
        let reserves = choice.seats
        let rounds = event.sessionRanges.enumerated().map { round, range in
            (round: round + 1, seats: range.reduce(0) { $0 + reserves[$1] })
        }
        func list(_ word: String) -> String {
            rounds.map { "\($0.seats) (\(word) \($0.round))" }.joined(separator: ", ")
        }
        return givenUp(event, choice) + undecided(event, choice) + [
            Diagnostic(
                .note, code: "late-reserve",
                message: Bilingual(
                    en: "seats kept back for late sign-ups: \(list("round"))",
                    nl: "plaatsen die vrij blijven voor nakomers: \(list("ronde"))"),
                notes: [
                    Bilingual(
                        en: "breakouts rerun opens them; 'late reserve' in the settings sets how many",
                        nl: "breakouts rerun geeft ze vrij; 'reserve voor nakomers' bij de instellingen bepaalt hoeveel"
                    )
                ])
        ]
    }

    private static func givenUp(_ event: Event, _ choice: LateReserveChoice) -> [Diagnostic] {
        guard !choice.givenUp.isEmpty else { return [] }
        let names = names(choice.givenUp, event)
        return [
            Diagnostic(
                .warning, code: "late-reserve-given-up",
                message: Bilingual(
                    en: "no seats are kept back for late sign-ups in \(names.english): there would be no allocation",
                    nl: "in \(names.dutch) blijven geen plaatsen vrij voor nakomers: dan zou er geen indeling zijn"),
                notes: [
                    Bilingual(
                        en: "a larger room, or a session that is open to more people, would leave room for them",
                        nl: "een grotere zaal, of een deelsessie die voor meer mensen openstaat, geeft hun ruimte")
                ])
        ]
    }

    private static func undecided(_ event: Event, _ choice: LateReserveChoice) -> [Diagnostic] {
        guard !choice.undecided.isEmpty else { return [] }
        let names = names(choice.undecided, event)
        return [
            Diagnostic(
                .warning, code: "late-reserve-undecided",
                message: Bilingual(
                    en: "no seats are kept back for late sign-ups in \(names.english): in this time it was not found "
                        + "out whether there would be an allocation",
                    nl: "in \(names.dutch) blijven geen plaatsen vrij voor nakomers: in deze tijd is niet uitgezocht "
                        + "of er dan een indeling is"),
                notes: [
                    Bilingual(
                        en: "half of --time-limit is for that question: a larger one, or none, may keep them back",
                        nl: "de helft van --time-limit is voor die vraag: met een grotere, of zonder, blijven ze "
                            + "misschien wel vrij")
                ])
        ]
    }

    private static func names(_ sessions: [SessionIndex], _ event: Event) -> Bilingual {
        func list(_ and: String) -> String {
            let names = sessions.map { "'\(event[$0].id)'" }
            return names.count == 1
                ? names[0] : names.dropLast().joined(separator: ", ") + and + names[names.count - 1]
        }
        return Bilingual(en: list(" and "), nl: list(" en "))
    }
}
