import BreakoutModel

/// What the seats that are kept back for late sign-ups mean for a first allocation.
enum LateReserveNote {
    static func of(_ event: Event) -> [Diagnostic] {
        guard event.settings.lateReserve != nil else { return [] }
        let reserves = event.lateReserves
        let rounds = event.sessionRanges.enumerated().map { round, range in
            (round: round + 1, seats: range.reduce(0) { $0 + reserves[$1] })
        }
        func list(_ word: String) -> String {
            rounds.map { "\($0.seats) (\(word) \($0.round))" }.joined(separator: ", ")
        }
        return [
            Diagnostic(
                .note, code: "late-reserve",
                message: Bilingual(
                    en: "seats kept back for late sign-ups: \(list("round"))",
                    nl: "plaatsen die vrij blijven voor nakomers: \(list("ronde"))"),
                notes: [
                    Bilingual(
                        en: "breakouts rerun opens them; 'late reserve' in settings.csv sets how many",
                        nl: "breakouts rerun geeft ze vrij; 'late reserve' in settings.csv bepaalt hoeveel")
                ])
        ]
    }
}
