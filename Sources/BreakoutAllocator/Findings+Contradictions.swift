import BreakoutModel

// Why no allocation can exist, where that shows without solving.
extension Findings {
    static func dutiesAtOnce(_ event: Event, _ clashes: [RuleBookMaker.Clash]) -> [Diagnostic] {
        sameClashes(clashes).map { twoDutiesAtOnce(event, $0.map(\.attendee), $0[0].first, $0[0].second) }
    }

    /// Together for all who must attend the same two things by the same rows, such as the holders of a role.
    static func sameClashes(_ clashes: [RuleBookMaker.Clash]) -> [[RuleBookMaker.Clash]] {
        struct Key: Hashable {
            let places: [DutyPlace]
            let origins: [Diagnostic.Location?]
        }
        return gathered(clashes) {
            Key(places: [$0.first.place, $0.second.place], origins: [$0.first.origin, $0.second.origin])
        }
    }

    /// Those with one key together, in the order of the first of each.
    private static func gathered<Item, Key: Hashable>(_ items: [Item], by key: (Item) -> Key) -> [[Item]] {
        var places: [Key: Int] = [:], groups: [[Item]] = []
        for item in items {
            if let place = places[key(item)] {
                groups[place].append(item)
            } else {
                places[key(item)] = groups.count
                groups.append([item])
            }
        }
        return groups
    }

    /// One person by name; of more, how many, and their names in a note.
    static func subject(_ people: [AttendeeIndex], _ event: Event) -> (name: Bilingual, notes: [Bilingual]) {
        guard people.count > 1 else { return (Bilingual(same: person(people[0], event)), []) }
        let who = names(people, event)
        return (Findings.people(people.count), [Bilingual(en: "who: \(who.english)", nl: "wie: \(who.dutch)")])
    }

    private static func twoDutiesAtOnce(
        _ event: Event, _ people: [AttendeeIndex], _ a: Obligation, _ b: Obligation
    ) -> Diagnostic {
        let names = subject(people, event).notes
        let lines = [a.origin, b.origin].compactMap { $0 }.sorted(), both = mustAttend(people, a, b, event)
        return Diagnostic(
            .error, code: "two-duties-at-once", at: lines.last,
            message: Bilingual(
                en: both.english + ": no allocation can exist", nl: both.dutch + ": er bestaat geen indeling"),
            notes: names + whyNotBoth(a, b, event) + [
                waysOfOneDuty(
                    isOfRole: [a, b].contains { isOfRole($0, people[0], event) }, inOneRound: areInOneRound(a, b, event)
                )
            ] + (lines.count == 2 ? [otherDuty(lines[0])] : []))
    }

    /// Within one round no other time helps: there everybody is in one session.
    private static func waysOfOneDuty(isOfRole: Bool, inOneRound: Bool) -> Bilingual {
        let move = Bilingual(
            en: inOneRound ? "move one of the sessions to another round" : "move one in time",
            nl: inOneRound ? "zet een van de deelsessies in een andere ronde" : "verschuif er één")
        return isOfRole
            ? Bilingual(
                en: "lift one of the two duties, take the role that requires one of them away, or \(move.english)",
                nl: "haal een van beide taken weg, of de rol waardoor die verplicht is, of \(move.dutch)")
            : Bilingual(
                en: "lift one of the two duties, or \(move.english)",
                nl: "haal een van beide taken weg, of \(move.dutch)")
    }

    /// Whether it is a role, and no row of the duties, by which somebody must be there.
    private static func isOfRole(_ obligation: Obligation, _ attendee: AttendeeIndex, _ event: Event) -> Bool {
        let requirement =
            switch obligation.place {
            case .session(let session): event[session].requiredFor
            case .fixedItem(let item): event[item].requiredFor
            }
        guard case .roles = requirement, event.requirement(requirement, includes: attendee) else { return false }
        return !event.duties.contains {
            $0.kind.bindsToSession && $0.attendee == attendee && $0.place == obligation.place
        }
    }

    static func mustAttend(
        _ people: [AttendeeIndex], _ a: Obligation, _ b: Obligation, _ event: Event
    ) -> Bilingual {
        let who = subject(people, event).name
        return both { language in
            let x = timed(a.place, event, language), y = timed(b.place, event, language)
            return language == .english
                ? "\(who.english) must be at \(x) and at \(y), which cannot both be attended"
                : "\(who.dutch) \(people.count > 1 ? "moeten" : "moet") bij \(x) en bij \(y) zijn, wat niet samengaat"
        }
    }

    static func otherDuty(_ place: Diagnostic.Location) -> Bilingual {
        let line = place.line.map { ":\($0)" } ?? ""
        return Bilingual(
            en: "the other duty is at \(place.file)\(line)", nl: "de andere taak staat op \(place.file)\(line)")
    }

    static func dutyWhileAbsent(_ event: Event, _ attendee: AttendeeIndex, _ duty: Obligation) -> Diagnostic {
        let who = person(attendee, event), place = name(duty.place, event)
        return Diagnostic(
            .error, code: "duty-while-absent", at: duty.origin,
            message: Bilingual(
                en: "\(who) has a duty at '\(place)' but is absent in that round: no allocation can exist",
                nl: "\(who) heeft een taak bij '\(place)' maar is in die ronde afwezig: er bestaat geen indeling"),
            notes: [
                Bilingual(
                    en: "remove the absence, or give the duty to somebody else",
                    nl: "haal de afwezigheid weg, of geef de taak aan iemand anders")
            ])
    }

    static func dutyAndExcluded(_ event: Event, _ attendee: AttendeeIndex, _ duty: Obligation) -> Diagnostic {
        let who = person(attendee, event), place = name(duty.place, event)
        let rows = event.duties.filter { $0.attendee == attendee && $0.place == duty.place }
        let areWritten = rows.allSatisfy { $0.origin != nil }
        return Diagnostic(
            .error, code: "duty-and-excluded", at: duty.origin,
            message: Bilingual(
                en: "\(who) must be at '\(place)' and must not be there: no allocation can exist",
                nl: "\(who) moet bij '\(place)' zijn en mag er niet zijn: er bestaat geen indeling"),
            notes: [
                // What is only thought of stands in no file.
                areWritten
                    ? Bilingual(
                        en: "remove one of the two lines of the duties",
                        nl: "haal een van beide regels bij de taken weg")
                    : Bilingual(
                        en: "lift the duty, or the exclusion", nl: "laat de taak vervallen, of juist de uitsluiting")
            ])
    }

    /// Once for all in whose way the same row is.
    static func nothingOpen(
        _ event: Event, _ shut: [(attendee: AttendeeIndex, round: Int)]
    ) -> [Diagnostic] {
        struct Key: Hashable {
            let round: Int
            let place: Diagnostic.Location?
            let isOfExclusions: Bool
        }
        let placed = shut.map {
            (
                attendee: $0.attendee,
                key: Key(
                    round: $0.round, place: door(event, $0.attendee, $0.round),
                    isOfExclusions: isExcludedEverywhere($0.attendee, $0.round, event))
            )
        }
        return gathered(placed) { $0.key }.map { same in
            let key = same[0].key, people = same.map(\.attendee)
            return key.isOfExclusions
                ? excludedEverywhere(event, people, key.round, key.place)
                : nothingOpen(event, people, key.round, key.place)
        }
    }

    /// The sessions of the round from which the attendee is excluded by name.
    private static func exclusions(of attendee: AttendeeIndex, _ round: Int, _ event: Event) -> Set<SessionIndex> {
        Set(
            event.duties.compactMap { duty in
                guard duty.attendee == attendee, duty.kind == .excluded, case .session(let session) = duty.place,
                    event[session].round == round
                else { return nil }
                return session
            })
    }

    /// Whether exclusions alone shut the round: without one of them a session would be open.
    private static func isExcludedEverywhere(_ attendee: AttendeeIndex, _ round: Int, _ event: Event) -> Bool {
        exclusions(of: attendee, round, event).count == event.sessions(inRound: round).count
            && event.sessions(inRound: round).contains { event[$0].openTo.isEmpty }
    }

    /// The row that shuts the round for the attendee.
    private static func door(_ event: Event, _ attendee: AttendeeIndex, _ round: Int) -> Diagnostic.Location? {
        let sessions = event.sessions(inRound: round)
        // The last thing that was shut for them; else the first door.
        let exclusion = event.duties.last { duty in
            guard duty.attendee == attendee, duty.kind == .excluded, case .session(let session) = duty.place else {
                return false
            }
            return sessions.contains(session)
        }
        return exclusion?.origin ?? sessions.first { !event[$0].openTo.isEmpty }.flatMap { event[$0].origin }
    }

    private static func nothingOpen(
        _ event: Event, _ people: [AttendeeIndex], _ round: Int, _ place: Diagnostic.Location?
    ) -> Diagnostic {
        let (who, names) = subject(people, event)
        return Diagnostic(
            .error, code: "no-open-session", at: place,
            message: Bilingual(
                en: "no session of round \(round + 1) is open to \(who.english): no allocation can exist",
                nl: "geen deelsessie van ronde \(round + 1) staat open voor \(who.dutch): er bestaat geen indeling"),
            notes: names + [waysIn(event, people, round)])
    }

    private static func excludedEverywhere(
        _ event: Event, _ people: [AttendeeIndex], _ round: Int, _ place: Diagnostic.Location?
    ) -> Diagnostic {
        let (who, names) = subject(people, event), isOne = people.count == 1
        return Diagnostic(
            .error, code: "no-open-session", at: place,
            message: Bilingual(
                en: "\(who.english) \(isOne ? "is" : "are") excluded from every session of round \(round + 1): "
                    + "no allocation can exist",
                nl: "\(who.dutch) \(isOne ? "is" : "zijn") uitgesloten van elke deelsessie van ronde \(round + 1): "
                    + "er bestaat geen indeling"),
            notes: names + [
                Bilingual(
                    en: "lift one of the exclusions, or mark them absent in round \(round + 1)",
                    nl: "haal een van de uitsluitingen weg, of meld hen afwezig in ronde \(round + 1)")
            ])
    }

    /// Nobody can be let in by a role whom none was given, and no exclusion lifted where there is none.
    private static func waysIn(_ event: Event, _ people: [AttendeeIndex], _ round: Int) -> Bilingual {
        let hasRoles = people.contains { !event[$0].roles.isEmpty }
        let isExcluded = people.contains { !exclusions(of: $0, round, event).isEmpty }
        let en =
            (hasRoles
                ? "open a session to one of their roles"
                : "open a session to everybody, give them a role that one is open to")
            + (isExcluded ? ", lift an exclusion" : "")
        let nl =
            (hasRoles
                ? "stel een deelsessie open voor een van hun rollen"
                : "stel een deelsessie open voor iedereen, geef hun een rol waarvoor er een openstaat")
            + (isExcluded ? ", haal een uitsluiting weg" : "")
        return Bilingual(
            en: "\(en), or mark them absent in round \(round + 1)",
            nl: "\(nl), of meld hen afwezig in ronde \(round + 1)")
    }

    /// Rounds with fewer seats than people, more duties than seats, more minimums than people: whatever is cancelled.
    static func impossibleRooms(_ event: Event, _ demand: Demand, _ range: DemandRange) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for round in 0..<event.roundCount {
            if let seats = demand.seats[round], seats < range.leastPlaced[round] {
                found.append(tooFewSeats(round: round, seats: seats, people: range.leastPlaced[round]))
            }
            let minimum = event.sessions(inRound: round).reduce(0) {
                $0 + (event[$1].cancellable ? 0 : event[$1].minimum)
            }
            if minimum > range.mostPlaced[round] {
                found.append(minimumsTooHigh(round: round, minimum: minimum, people: range.mostPlaced[round]))
            }
            for session in event.sessions(inRound: round) where !event[session].cancellable {
                if let capacity = event[session].capacity, range.leastOnDuty[session.value] > capacity {
                    found.append(
                        tooManyDuties(event[session], capacity: capacity, onDuty: range.leastOnDuty[session.value]))
                }
                if range.mostPossible[session.value] < event[session].minimum {
                    found.append(cannotBeFilled(event[session], possible: range.mostPossible[session.value]))
                }
            }
        }
        return found
    }

    private static func tooFewSeats(round: Int, seats: Int, people count: Int) -> Diagnostic {
        Diagnostic(
            .error, code: "too-few-seats",
            message: Bilingual(
                en:
                    "round \(round + 1) has \(Findings.seats(seats).english) for \(people(count).english): no allocation can exist",
                nl:
                    "ronde \(round + 1) heeft \(Findings.seats(seats).dutch) voor \(people(count).dutch): er bestaat geen indeling"
            ),
            notes: [
                Bilingual(
                    en:
                        "add \(Findings.seats(count - seats).english): a larger room, or another session in round \(round + 1)",
                    nl:
                        "voeg \(Findings.seats(count - seats).dutch) toe: een grotere zaal, of nog een deelsessie in ronde \(round + 1)"
                )
            ])
    }

    private static func minimumsTooHigh(round: Int, minimum: Int, people count: Int) -> Diagnostic {
        Diagnostic(
            .error, code: "minimums-too-high",
            message: Bilingual(
                en:
                    "the minimums of round \(round + 1) add up to \(minimum) but only \(people(count).english) "
                    + "\(count == 1 ? "is" : "are") placed there: "
                    + "no allocation can exist",
                nl:
                    "de minima van ronde \(round + 1) zijn samen \(minimum), maar er \(count == 1 ? "is" : "zijn") daar maar "
                    + "\(people(count).dutch): "
                    + "er bestaat geen indeling"),
            notes: [
                Bilingual(
                    en: "lower minimums by \(minimum - count) in total, or drop a session",
                    nl: "verlaag minima met samen \(minimum - count), of laat een deelsessie vervallen")
            ])
    }

    private static func tooManyDuties(_ session: Session, capacity: Int, onDuty: Int) -> Diagnostic {
        let crowd = crowdOnDuty(session, capacity: capacity, onDuty: onDuty)
        return Diagnostic(
            .error, code: "more-duties-than-seats",
            message: Bilingual(
                en: crowd.words.english + ": no allocation can exist",
                nl: crowd.words.dutch + ": er bestaat geen indeling"),
            notes: [crowd.mend])
    }

    static func crowdOnDuty(_ session: Session, capacity: Int, onDuty: Int) -> (words: Bilingual, mend: Bilingual) {
        let short = Findings.seats(onDuty - capacity), seats = Findings.seats(capacity), people = people(onDuty)
        return (
            Bilingual(
                en: "\(people.english) \(onDuty == 1 ? "has" : "have") a duty at '\(session.id)', which has "
                    + seats.english,
                nl: "\(people.dutch) \(onDuty == 1 ? "heeft" : "hebben") een taak bij '\(session.id)', met "
                    + seats.dutch),
            Bilingual(
                en: "find a larger room (\(short.english) short), or lift a duty",
                nl: "zoek een grotere zaal (\(short.dutch) te weinig), of haal een taak weg")
        )
    }

    private static func cannotBeFilled(_ session: Session, possible: Int) -> Diagnostic {
        Diagnostic(
            .error, code: "session-cannot-be-filled",
            message: Bilingual(
                en:
                    "'\(session.id)' needs at least \(people(session.minimum).english) but only \(possible) may attend it: "
                    + "no allocation can exist",
                nl:
                    "'\(session.id)' vraagt minstens \(people(session.minimum).dutch), maar er mogen er maar \(possible) "
                    + "bij zijn: er bestaat geen indeling"),
            notes: [
                Bilingual(
                    en: "lower its minimum to \(possible), or open it to more people",
                    nl: "verlaag het minimum naar \(possible), of stel de deelsessie open voor meer deelnemers")
            ])
    }
}
