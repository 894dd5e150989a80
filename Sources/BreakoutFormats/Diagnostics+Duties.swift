import BreakoutModel

extension Diagnostic {
    static func unknownAttendee(_ name: String, suggestion: String?, at location: Location) -> Diagnostic {
        let near = DidYouMean(suggestion)
        return Diagnostic(
            .error, code: "unknown-attendee", at: location,
            message: Bilingual(
                en: name.isEmpty ? "this row names no attendee" : "\(quoted(name)) is no attendee\(near.english)",
                nl: name.isEmpty ? "deze rij noemt geen deelnemer" : "\(quoted(name)) is geen deelnemer\(near.dutch)"),
            notes: [
                Bilingual(
                    en: "write the id, the e-mail address or the full name as in the attendees file",
                    nl:
                        "schrijf het nummer, het e-mailadres of de volledige naam zoals in het deelnemersbestand"
                )
            ])
    }

    static func ambiguousAttendee(_ name: String, ids: [String], at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "ambiguous-attendee", at: location,
            message: Bilingual(
                en: "\(quoted(name)) may be any of these attendees: \(list(ids))",
                nl: "\(quoted(name)) kan elk van deze deelnemers zijn: \(list(ids))"),
            notes: [
                Bilingual(
                    en: "write the id of the one that is meant", nl: "schrijf het nummer van wie bedoeld is")
            ])
    }

    static func unknownSession(_ name: String, suggestion: String?, at location: Location) -> Diagnostic {
        let near = DidYouMean(suggestion)
        return Diagnostic(
            .error, code: "unknown-session", at: location,
            message: Bilingual(
                en: name.isEmpty ? "this row names no session" : "\(quoted(name)) is no session\(near.english)",
                nl: name.isEmpty ? "deze rij noemt geen deelsessie" : "\(quoted(name)) is geen deelsessie\(near.dutch)"),
            notes: [
                Bilingual(
                    en: "write the id or the title as in the sessions file",
                    nl: "schrijf de code of de titel zoals in het sessiebestand")
            ])
    }

    static func unknownDuty(_ text: String, suggestion: String?, at location: Location) -> Diagnostic {
        let near = DidYouMean(suggestion)
        return Diagnostic(
            .error, code: "unknown-duty", at: location,
            message: Bilingual(
                en: text.isEmpty ? "this row names no duty" : "\(quoted(text)) is no duty\(near.english)",
                nl: text.isEmpty ? "deze rij noemt geen taak" : "\(quoted(text)) is geen taak\(near.dutch)"),
            notes: [
                Bilingual(
                    en: "write chair, speaker, member or excluded",
                    nl: "schrijf voorzitter, spreker, lid of niet")
            ])
    }

    static func dutyTwice(firstLine: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .note, code: "duplicate-duty", at: location,
            message: Bilingual(
                en: "this duty is already on line \(firstLine); it counts once",
                nl: "deze taak staat al op regel \(firstLine); hij telt één keer"),
            notes: [Bilingual(en: "nothing needs to be done", nl: "u hoeft niets te doen")])
    }

    static func contradictoryDuties(
        _ attendee: String, session: String, firstLine: Int, at location: Location
    ) -> Diagnostic {
        Diagnostic(
            .error, code: "contradictory-duties", at: location,
            message: Bilingual(
                en: "\(quoted(attendee)) must and must not be at \(quoted(session)); see line \(firstLine)",
                nl:
                    "\(quoted(attendee)) moet wel en moet niet naar \(quoted(session)); zie regel \(firstLine)"
            ),
            notes: [Bilingual(en: "take one of the two rows out", nl: "haal een van de twee rijen weg")])
    }

    /// `round` counted from 1.
    static func dutyWhileAbsent(_ attendee: String, session: String, round: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "duty-while-absent", at: location,
            message: Bilingual(
                en: "\(quoted(attendee)) must be at \(quoted(session)), but is absent in round \(round)",
                nl: "\(quoted(attendee)) moet bij \(quoted(session)) zijn, maar is in ronde \(round) afwezig"),
            notes: [
                Bilingual(
                    en: "take round \(round) out of the column 'absent', or give the duty to somebody else",
                    nl: "haal ronde \(round) weg uit de kolom 'afwezig', of geef de taak aan iemand anders")
            ])
    }

    static func groupWithoutName(at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "group-without-name", at: location,
            message: Bilingual(en: "this row names no group", nl: "deze rij noemt geen groep"),
            notes: [
                Bilingual(
                    en: "give all members of a group the same group name",
                    nl: "geef alle leden van een groep dezelfde groepsnaam")
            ])
    }

    static func groupMemberTwice(_ group: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .note, code: "group-member-twice", at: location,
            message: Bilingual(
                en: "this attendee is already in group \(quoted(group))",
                nl: "deze deelnemer zit al in groep \(quoted(group))"),
            notes: [Bilingual(en: "nothing needs to be done", nl: "u hoeft niets te doen")])
    }

    static func unknownRule(_ text: String, suggestion: String?, at location: Location) -> Diagnostic {
        let near = DidYouMean(suggestion)
        return Diagnostic(
            .error, code: "unknown-rule", at: location,
            message: Bilingual(
                en: "\(quoted(text)) is no rule for a group\(near.english)",
                nl: "\(quoted(text)) is geen regel voor een groep\(near.dutch)"),
            notes: [Bilingual(en: "write together or apart", nl: "schrijf samen of apart")])
    }

    static func contradictoryRules(_ group: String, firstLine: Int, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "contradictory-rules", at: location,
            message: Bilingual(
                en: "group \(quoted(group)) has another rule on line \(firstLine)",
                nl: "groep \(quoted(group)) heeft op regel \(firstLine) een andere regel"),
            notes: [
                Bilingual(
                    en: "give all rows of a group the same rule",
                    nl: "geef alle rijen van een groep dezelfde regel")
            ])
    }

    static func groupWithoutRule(_ group: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .error, code: "group-without-rule", at: location,
            message: Bilingual(
                en: "group \(quoted(group)) has no rule", nl: "groep \(quoted(group)) heeft geen regel"),
            notes: [Bilingual(en: "write together or apart", nl: "schrijf samen of apart")])
    }

    static func groupOfOne(_ group: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .warning, code: "group-of-one", at: location,
            message: Bilingual(
                en: "group \(quoted(group)) has one member, so its rule means nothing",
                nl: "groep \(quoted(group)) heeft één lid, dus de regel doet niets"),
            notes: [
                Bilingual(
                    en: "add the other members, or check how the group's name is written",
                    nl: "voeg de andere leden toe, of controleer hoe de groepsnaam geschreven is")
            ])
    }
}
