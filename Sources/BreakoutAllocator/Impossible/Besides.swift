import BreakoutModel

/// What is in the way of an event even without what is impossible for single people, so that it need not wait until that
/// is mended.
///
/// Idea: whatever becomes of that, more people only take more room. So the event is looked at in which nobody is asked
/// what they cannot do, and who is asked it counts in the rounds that it does not touch alone; who has nothing open in a
/// round is not in that round. Without the minimums of such rounds, too, which they might help to meet; these are looked
/// at by themselves (`helped`). What it lacks can be counted, and the event lacks it too.
struct Besides {
    /// Without them where they are not counted, and without the minimums there.
    let event: Event
    /// The whole event, with nothing impossible asked of anybody: what is to mend all else must do so here.
    let lifted: Event
    /// By round: who is not counted there because of what they must do, and because nothing is open to them.
    private let overasked: [[AttendeeIndex]]
    private let shut: [[AttendeeIndex]]
    /// By round: of these, who may be in any session of it once that is mended.
    let anywhere: [[AttendeeIndex]]
    /// Whether counting shows something in the way of the others.
    let isPlain: Bool
    /// Minimums of those rounds that are too much for all who may be there.
    let minimums: [Cause]
    /// The other minimums of those rounds, with all the help that there can be; nil where nothing is known to be too much.
    let helped: Event?

    /// Nil where nothing is known to be in the way of the others.
    init?(_ event: Event, _ rules: RuleBook) {
        guard event.pins.isEmpty else { return nil }
        let spared = event.sparing(rules.overasked)
        let there = RuleBook(withoutFindings: spared.without(rules.overasked))
        var overasked = [[AttendeeIndex]](repeating: [], count: event.roundCount), shut = overasked
        for (attendee, places) in rules.overasked.sorted(by: { $0.key < $1.key }) {
            for round in 0..<event.roundCount
            where places.contains(where: { event.isOf($0, round) })
                || rules.presence(of: attendee, round: round) != there.presence(of: attendee, round: round)
            {
                overasked[round].append(attendee)
            }
        }
        for (attendee, round) in there.shut where !overasked[round].contains(attendee) { shut[round].append(attendee) }
        let unmet = event.sessions.indices.map { SessionIndex($0) }.filter {
            !overasked[event[$0].round].isEmpty || !shut[event[$0].round].isEmpty
        }
        let left = spared.without(Set(unmet.map { .minimum($0) })).missing(overasked).missing(shut)
        let others = RuleBook(withoutFindings: left)
        guard others.personalContradictions.isEmpty else { return nil }
        let isSpared = RuleBook(withoutFindings: spared).overasked.isEmpty
        self.event = left
        lifted = (isSpared ? spared : spared.missing(overasked)).missing(shut)
        self.overasked = overasked
        self.shut = shut
        isPlain = Infeasibility.isPlain(left, others)
        let uncounted = zip(overasked, shut).map(+)
        minimums = Besides.minimums(spared, others, uncounted)
        anywhere = zip(uncounted, shut).enumerated().map { round, people in
            people.0.filter { attendee in
                people.1.contains(attendee) || rules.overasked[attendee]?.contains { event.isOf($0, round) } == true
            }
        }
        let told = Set(minimums.compactMap(\.proof.round))
        helped = Besides.helped(spared, uncounted, anywhere, rounds: uncounted.indices.filter { !told.contains($0) })
        if !isPlain && minimums.isEmpty && helped == nil { return nil }
    }

    /// Whether the event is also mended with the rounds open that are shut to somebody, who is there then.
    func isMended(by repair: Repair, _ search: inout CoreSearch) -> Bool {
        guard shut.contains(where: { !$0.isEmpty }) else { return true }
        let mended = repair.applied(to: lifted)
        let opened = mended.replacing(
            sessions: mended.sessions.map { shut[$0.round].isEmpty ? $0 : $0.open },
            attendees: mended.attendees.enumerated().map { index, attendee in
                attendee.present(in: shut.indices.filter { shut[$0].contains(AttendeeIndex(index)) })
            },
            duties: mended.duties.filter { duty in
                guard duty.kind == .excluded, case .session(let session) = duty.place else { return true }
                return !shut[mended[session].round].contains(duty.attendee)
            })
        return search.isFeasible(opened) == .yes
    }

    /// Whether somebody is not counted in a round of the cause.
    func leavesOut(_ cause: Cause) -> Bool {
        cause.rounds(of: event).contains { !overasked[$0].isEmpty || !shut[$0].isEmpty }
    }

    /// A reason of the event without them, which says who is not counted in its rounds.
    func told(_ reason: Diagnostic, rounds: [Int]) -> Diagnostic {
        var notes: [Bilingual] = []
        // Of several rounds they may be missing in some, and count in the others.
        var unable: [(rounds: [Int], people: [AttendeeIndex])] = []
        for attendee in Set(rounds.flatMap { overasked[$0] }).sorted() {
            let own = rounds.filter { overasked[$0].contains(attendee) }
            if let at = unable.firstIndex(where: { $0.rounds == own }) {
                unable[at].people.append(attendee)
            } else {
                unable.append((own, [attendee]))
            }
        }
        for (own, people) in unable {
            let who = Findings.names(people, event)
            let place = own == rounds ? Bilingual(en: "here", nl: "hier") : Findings.inRounds(own)
            notes.append(
                Bilingual(
                    en: "not counted \(place.english), because what they must do is impossible: \(who.english)",
                    nl: "\(place.dutch) niet meegeteld, omdat niet kan wat zij moeten: \(who.dutch)"))
        }
        for round in rounds where !shut[round].isEmpty {
            let who = Findings.names(shut[round], event)
            notes.append(
                Bilingual(
                    en: "not counted here, because nothing is open to them in round \(round + 1): \(who.english)",
                    nl: "hier niet meegeteld, omdat in ronde \(round + 1) niets voor hen openstaat: \(who.dutch)"))
        }
        return reason.adding(notes)
    }
}

extension Event {
    /// Without the duties at these places, and without a part in what roles require there outside the rounds.
    fileprivate func sparing(_ asked: [AttendeeIndex: Set<DutyPlace>]) -> Event {
        let kept = duties.filter { !($0.kind.bindsToSession && asked[$0.attendee]?.contains($0.place) == true) }
        let leaves = asked.sorted { $0.key < $1.key }.flatMap { attendee, places in
            fixedItems.indices.map { DutyPlace.fixedItem(FixedItemIndex($0)) }.filter(places.contains).map {
                Duty(attendee: attendee, place: $0, kind: .excluded)
            }
        }
        return replacing(duties: kept + leaves.filter { !kept.contains($0) })
    }

    /// Without them in the rounds of these places.
    fileprivate func without(_ asked: [AttendeeIndex: Set<DutyPlace>]) -> Event {
        missing(
            (0..<roundCount).map { round in
                asked.filter { $0.value.contains { isOf($0, round) } }.map(\.key)
            })
    }

    /// By round: who is absent from it as well.
    func missing(_ people: [[AttendeeIndex]]) -> Event {
        var rounds: [AttendeeIndex: [Int]] = [:]
        for (round, people) in people.enumerated() {
            for attendee in people { rounds[attendee, default: []].append(round) }
        }
        if rounds.isEmpty { return self }
        return replacing(
            attendees: attendees.enumerated().map { index, attendee in
                rounds[AttendeeIndex(index)].map { attendee.missing($0) } ?? attendee
            })
    }

    fileprivate func isOf(_ place: DutyPlace, _ round: Int) -> Bool {
        if case .session(let session) = place { self[session].round == round } else { false }
    }
}

extension Session {
    /// To everybody.
    fileprivate var open: Session {
        Session(
            id: id, round: round, title: title, room: room, capacity: capacity, minimum: minimum,
            cancellable: cancellable, time: time, openTo: [], requiredFor: requiredFor, topic: topic, origin: origin)
    }
}

extension Attendee {
    /// Absent from these rounds as well.
    func missing(_ rounds: [Int]) -> Attendee {
        var absent = absent
        for round in rounds { absent.insert(round) }
        return away(absent)
    }

    /// Not absent from these.
    fileprivate func present(in rounds: [Int]) -> Attendee {
        if rounds.isEmpty { return self }
        return away(RoundSet((0..<RoundSet.capacity).filter { absent.contains($0) && !rounds.contains($0) }))
    }

    private func away(_ absent: RoundSet) -> Attendee {
        Attendee(
            id: id, key: key, name: name, email: email, organisation: organisation, roles: roles, absent: absent,
            registered: registered)
    }
}
