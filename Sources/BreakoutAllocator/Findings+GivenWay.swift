import BreakoutModel

// Duties come before who is kept apart and before topics. That is told, since the organiser asked for both.
extension Findings {
    static func givenWay(_ event: Event, _ maker: RuleBookMaker) -> [Diagnostic] {
        notApart(event, maker) + topicTwice(event, maker)
    }

    /// The sessions at which duties put the attendee; not those of rounds that have begun, where nothing can be mended.
    private static func duties(
        of attendee: AttendeeIndex, _ event: Event, _ maker: RuleBookMaker
    ) -> [SessionIndex] {
        maker.obligations[attendee.value].compactMap { obligation in
            guard case .session(let session) = obligation.place,
                event.pin(of: attendee, round: event[session].round) == nil
            else { return nil }
            return session
        }
    }

    // MARK: Apart

    private static func notApart(_ event: Event, _ maker: RuleBookMaker) -> [Diagnostic] {
        event.groups.filter { $0.rule == .apart }.flatMap { group in
            var together: [SessionIndex: [AttendeeIndex]] = [:]
            for member in group.members {
                for session in duties(of: member, event, maker) { together[session, default: []].append(member) }
            }
            return together.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
                .map { notApart(group, $0.value, at: event[$0.key].id, event) }
        }
    }

    private static func notApart(
        _ group: Group, _ members: [AttendeeIndex], at session: String, _ event: Event
    ) -> Diagnostic {
        let areTwo = members.count == 2
        let who =
            areTwo
            ? Bilingual(
                en: members.map { person($0, event) }.joined(separator: " and "),
                nl: members.map { person($0, event) }.joined(separator: " en "))
            : names(members, event)
        return Diagnostic(
            .warning, code: "apart-by-duties", at: group.origin,
            message: Bilingual(
                en:
                    "\(who.english) should stay apart (group '\(group.name)') but \(areTwo ? "both" : "all") have a duty "
                    + "at '\(session)', and duties come first",
                nl: "\(who.dutch) horen apart te blijven (groep '\(group.name)') maar hebben "
                    + "\(areTwo ? "allebei" : "allemaal") een taak bij '\(session)', en taken gaan voor"),
            notes: [
                Bilingual(
                    en: "to keep them apart, leave only one of them a duty there; or take them out of the group",
                    nl: "geef daar maar een van hen een taak om ze apart te houden, of haal ze uit de groep")
            ])
    }

    // MARK: Topics

    private struct TopicTwice: Hashable {
        let first: SessionIndex
        let second: SessionIndex
    }

    private static func topicTwice(_ event: Event, _ maker: RuleBookMaker) -> [Diagnostic] {
        guard event.sessions.contains(where: { $0.topic != nil }) else { return [] }
        var found: [TopicTwice: [AttendeeIndex]] = [:]
        for index in event.attendees.indices where maker.obligations[index].count > 1 {
            let sessions = duties(of: AttendeeIndex(index), event, maker).sorted()
            for (place, first) in sessions.enumerated() {
                for second in sessions[(place + 1)...]
                where event[first].round != event[second].round
                    && RuleBookMaker.sameTopic(event[first], event[second])
                {
                    found[TopicTwice(first: first, second: second), default: []].append(AttendeeIndex(index))
                }
            }
        }
        return found.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }
            .map { topicTwice($0.key, $0.value, event) }
    }

    private static func topicTwice(
        _ pair: TopicTwice, _ people: [AttendeeIndex], _ event: Event
    ) -> Diagnostic {
        let count = self.people(people.count), isOne = people.count == 1
        let topic = event[pair.first].topic ?? "", first = event[pair.first].id, second = event[pair.second].id
        let who = names(people, event)
        let mend = Bilingual(
            en: "give one of the two sessions another topic, or one of the duties to somebody else",
            nl: "geef een van beide deelsessies een ander thema, of een van de taken aan iemand anders")
        return Diagnostic(
            .warning, code: "topic-twice-by-duties", at: event[pair.second].origin,
            message: Bilingual(
                en: "\(isOne ? who.english : count.english) \(isOne ? "has" : "have") the topic '\(topic)' twice, by "
                    + "duties at '\(first)' and '\(second)', and duties come first",
                nl: "\(isOne ? who.dutch : count.dutch) \(isOne ? "heeft" : "hebben") het thema '\(topic)' twee keer, "
                    + "door taken bij '\(first)' en '\(second)', en taken gaan voor"),
            notes: isOne ? [mend] : [Bilingual(en: "who: \(who.english)", nl: "wie: \(who.dutch)"), mend])
    }
}
