import BreakoutModel

/// The wording of everything that the rules find. One function per finding, both languages side by side.
enum Findings {
    static func all(
        _ event: Event, _ maker: RuleBookMaker, _ demand: Demand, _ range: DemandRange
    ) -> [Diagnostic] {
        excused(event, maker) + tightConnections(event, maker) + tightRounds(event) + missingTimes(event)
            + mustBeCancelled(event, maker, demand) + roomFindings(event, maker, demand, range)
            + fixedItems(event, maker) + givenWay(event, maker)
            + droppedChoices(event, maker)
    }

    // MARK: Words

    static func name(_ place: DutyPlace, _ event: Event) -> String {
        switch place {
        case .session(let session): event[session].id
        case .fixedItem(let item): event[item].id
        }
    }

    /// `'ABV' (13:30–14:15)`.
    static func timed(_ place: DutyPlace, _ event: Event, _ language: Language) -> String {
        let time: TimeSpan? =
            switch place {
            case .session(let session): event[session].time
            case .fixedItem(let item): event[item].time
            }
        return "'\(name(place, event))'" + (time.map { " (\($0.text(in: language)))" } ?? "")
    }

    static func person(_ attendee: AttendeeIndex, _ event: Event) -> String {
        event[attendee].name + (event.organisation(of: attendee).map { " (\($0))" } ?? "")
    }

    static func people(_ count: Int) -> Bilingual {
        Bilingual(
            en: count == 1 ? "1 person" : "\(count) people", nl: count == 1 ? "1 deelnemer" : "\(count) deelnemers")
    }

    static func seats(_ count: Int) -> Bilingual {
        Bilingual(en: count == 1 ? "1 seat" : "\(count) seats", nl: count == 1 ? "1 plaats" : "\(count) plaatsen")
    }

    static func minutes(_ count: Int) -> Bilingual {
        Bilingual(en: count == 1 ? "1 minute" : "\(count) minutes", nl: count == 1 ? "1 minuut" : "\(count) minuten")
    }

    /// The first few names, and how many more.
    static func names(_ attendees: [AttendeeIndex], _ event: Event, most: Int = 4) -> Bilingual {
        let shown = attendees.prefix(most).map { person($0, event) }.joined(separator: "; ")
        let more = attendees.count - most
        guard more > 0 else { return Bilingual(same: shown) }
        return Bilingual(en: shown + "; and \(more) more", nl: shown + "; en nog \(more)")
    }

    static func both(_ text: (Language) -> String) -> Bilingual {
        Bilingual(en: text(.english), nl: text(.dutch))
    }
}
