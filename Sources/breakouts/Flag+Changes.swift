import BreakoutModel

// The flags of explain, and the changes that what-if tries.
extension Flag {
    static let explaining: [Flag] = [
        Flag(
            .attendee, "WHO", [.explain], repeatable: true, en: "one attendee, by id, e-mail or name; may be repeated",
            nl: "één deelnemer, met id, e-mail of naam; mag vaker"),
        Flag(
            .all, nil, [.explain], en: "everybody (what happens without --attendee)",
            nl: "iedereen (dit gebeurt zonder --attendee)"),
        Flag(.csv, nil, [.explain], en: "print a table for Excel", nl: "druk een tabel voor Excel af"),
    ]

    /// The changes that what-if tries, in the order of help.
    static let changing: [Flag] = [
        Flag(
            .capacity, "S=N|none", [.whatIf], repeatable: true, en: "the room of session S holds N people",
            nl: "in de zaal van deelsessie S passen N mensen (none: geen limiet)"),
        Flag(
            .minimum, "S=N", [.whatIf], repeatable: true, en: "session S needs at least N people",
            nl: "deelsessie S vraagt minstens N deelnemers"),
        Flag(
            .cancellable, "S=yes|no", [.whatIf], repeatable: true,
            en: "says whether S may be cancelled when that is better",
            nl: "zegt of S mag vervallen als dat beter is"),
        Flag(
            .cancel, "S", [.whatIf], repeatable: true,
            en: "session S is not given; for who ranked it, it stays a wish that they did not get",
            nl: "deelsessie S vervalt; voor wie haar koos blijft zij een wens die niet uitkwam"),
        Flag(
            .openTo, "S", [.whatIf], repeatable: true, en: "session S is open to everyone",
            nl: "deelsessie S staat open voor iedereen"),
        Flag(
            .notRequired, "S", [.whatIf], repeatable: true, en: "nobody has to attend S because of a role",
            nl: "niemand hoeft vanwege een rol naar S"),
        Flag(
            .duty, "S=WHO:DUTY", [.whatIf], repeatable: true,
            en: "WHO is chair, speaker or member at S, or excluded there",
            nl: "WHO is bij S voorzitter, spreker, lid of juist niet"),
        Flag(
            .liftDuty, "S[=WHO]", [.whatIf], repeatable: true, en: "WHO (or everybody) has no duty at S",
            nl: "WHO (of iedereen) heeft bij S geen taak"),
        Flag(
            .liftGroup, "GROUP", [.whatIf], repeatable: true, en: "a group is not kept together or apart",
            nl: "een groep hoeft niet samen of apart"),
        Flag(
            .maximumPerOrganisation, "N|none", [.whatIf], en: "at most N people of one organisation in a session",
            nl: "hoogstens N mensen van één organisatie in een deelsessie (none: geen limiet)"),
        Flag(
            .transferMinutes, "N", [.whatIf], en: "minutes needed between two rooms",
            nl: "minuten nodig tussen twee zalen"),
        Flag(
            .lateArrivalMinutes, "N", [.whatIf], en: "minutes by which people may come late",
            nl: "minuten die men te laat mag komen"),
        Flag(
            .start, "S=TIME", [.whatIf], repeatable: true, en: "S (or: \"round 2\") starts then",
            nl: "S (of: \"ronde 2\") begint dan"),
        Flag(
            .end, "S=TIME", [.whatIf], repeatable: true, en: "S (or: \"round 2\") ends then",
            nl: "S (of: \"ronde 2\") eindigt dan"),
    ]
}
