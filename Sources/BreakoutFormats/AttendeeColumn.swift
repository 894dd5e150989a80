import BreakoutModel

/// The columns of `attendees.csv` beside the rankings. Microsoft Forms and Google Forms bring headers of their own.
enum AttendeeColumn: ColumnKind {
    case attendee, id, email, name, firstName, infix, lastName, organisation, roles, absent
    case registered, completionTime, startTime

    var title: Bilingual {
        switch self {
        case .attendee: Bilingual(en: "attendee", nl: "deelnemer")
        case .id: Bilingual(same: "id")
        case .email: Bilingual(en: "email", nl: "e-mail")
        case .name: Bilingual(en: "name", nl: "naam")
        case .firstName: Bilingual(en: "first name", nl: "voornaam")
        case .infix: Bilingual(en: "infix", nl: "tussenvoegsel")
        case .lastName: Bilingual(en: "last name", nl: "achternaam")
        case .organisation: Bilingual(en: "organisation", nl: "organisatie")
        case .roles: Bilingual(en: "roles", nl: "rollen")
        case .absent: Bilingual(en: "absent", nl: "afwezig")
        case .registered: Bilingual(en: "registered", nl: "aangemeld")
        case .completionTime: Bilingual(en: "completion time", nl: "tijd van voltooien")
        case .startTime: Bilingual(en: "start time", nl: "begintijd")
        }
    }

    var otherNames: [String] {
        switch self {
        case .attendee: ["participant", "delegate", "deelnemerid", "attendeeid", "deelnemernummer"]
        case .id: []
        case .email: ["mail", "emailaddress", "emailadres", "mailadres"]
        case .name: ["fullname", "volledigenaam"]
        case .firstName: ["givenname", "roepnaam"]
        case .infix: ["tussenvoegsels", "voorvoegsel"]
        case .lastName: ["surname", "familyname", "familienaam"]
        case .organisation: ["organization", "gemeente", "municipality", "stad", "city"]
        case .roles: ["role", "rol"]
        case .absent: ["absence", "afwezigheid"]
        case .registered: ["registeredat", "registration", "aangemeldop", "aanmelddatum", "aanmelding"]
        case .completionTime:
            ["tijdvanvoltooiing", "voltooiingstijd", "tijdstipvanvoltooiing", "timestamp", "tijdstempel"]
        case .startTime: ["starttijd", "tijdvanstarten"]
        }
    }
}
