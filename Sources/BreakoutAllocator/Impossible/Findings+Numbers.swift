import BreakoutModel

// Numbers beyond those of a smallest set: the ways out mend what is so when all rules are counted.
extension Findings {
    /// Where more people have to be in these sessions than the set shows, or fewer may be than it lets: how many in all.
    /// `helps` where somebody is counted as a help who may be none.
    static func inAll(_ proof: Cause.Proof, _ event: Event, helps: Bool) -> [Bilingual] {
        let rules = RuleBook(withoutFindings: event), everybody = event.attendees.indices.map { AttendeeIndex($0) }
        let check = SeatCheck(event, rules)
        // What no day can be made with is open to nobody, in the set as in all rules; whoever has nothing left so is in
        // another cause.
        func options(_ attendee: AttendeeIndex, _ round: Int) -> [SessionIndex] {
            let left = check.options(of: attendee, round: round)
            return left.isEmpty ? rules.options(of: attendee, round: round) : left
        }
        switch proof {
        case .seats(let round, let sessions, isWholeRound: false, let people, _),
            .crowd(let round, let sessions, let people, _):
            let all = everybody.filter {
                rules.presence(of: $0, round: round) == .sure
                    && options($0, round).allSatisfy(sessions.contains)
            }
            return all.count > people.count ? [confined(all, event)] : []
        case .minimums(let round, let sessions, isWholeRound: false, let people, _) where !helps,
            .drought(let round, let sessions, let people, _, _) where !helps:
            let all = everybody.filter {
                rules.presence(of: $0, round: round) != .none
                    && options($0, round).contains(where: sessions.contains)
            }
            return all.count < people.count ? [welcome(all, event)] : []
        default: return []
        }
    }

    private static func confined(_ people: [AttendeeIndex], _ event: Event) -> Bilingual {
        let who = names(people, event)
        return Bilingual(
            en: "with all other rules there are \(people.count) people who can be nowhere else: \(who.english)",
            nl: "met alle andere regels zijn er \(people.count) deelnemers die nergens anders kunnen zijn: \(who.dutch)"
        )
    }

    private static func welcome(_ people: [AttendeeIndex], _ event: Event) -> Bilingual {
        if people.isEmpty {
            return Bilingual(
                en: "with all other rules nobody may be there", nl: "met alle andere regels mag er niemand heen")
        }
        let who = names(people, event), isOne = people.count == 1
        return Bilingual(
            en: "with all other rules only \(people.count) may be there: \(who.english)",
            nl: "met alle andere regels \(isOne ? "mag" : "mogen") er maar \(people.count) heen: \(who.dutch)")
    }
}
