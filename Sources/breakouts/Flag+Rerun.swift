import BreakoutModel

// The flags of rerun.
extension Flag {
    static let rerunning: [Flag] = [
        Flag(
            .published, "RUN", [.rerun],
            en: "the run that people were told about: its number or folder (default: the latest)",
            nl: "de run die is meegedeeld: nummer of map (standaard: de laatste)"),
        Flag(
            .maxMoves, "N", [.rerun],
            en: "so many more moves than needed, when they make the allocation better (default 0)",
            nl: "zoveel extra verplaatsingen, als de indeling er beter van wordt (standaard 0)"),
        Flag(
            .allowWorse, nil, [.rerun],
            en: "moves may also go to a place that somebody wants less",
            nl: "verplaats iemand zo nodig ook naar een plaats die minder gewenst is"),
        Flag(
            .frozenRounds, "ROUNDS", [.rerun], en: "rounds that have begun and stay as they are: 1, or 1,2",
            nl: "rondes die begonnen zijn en blijven zoals ze zijn: 1, of 1,2"),
        Flag(
            .now, "TIME", [.rerun], en: "rounds that have begun at this time stay as they are: 13:30",
            nl: "rondes die op deze tijd begonnen zijn, blijven zoals ze zijn: 13.30"),
        Flag(
            .frontier, nil, [.rerun],
            en: "show what each further move would bring, until nothing improves",
            nl: "toon wat elke verdere verplaatsing brengt, tot niets meer verbetert"),
        Flag(
            .fillFreedSeats, nil, [.rerun],
            en: "give free seats, in order, to those who gain most by them",
            nl: "geef vrije plaatsen, op volgorde, aan wie er het meest bij wint"),
    ]
}
