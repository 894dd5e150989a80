import BreakoutModel
import Optimisation

/// What a problem lets go beyond the rules, at a price: how many people cannot be placed, or what it would take to place
/// them.
public enum Leeway: Sendable {
    case none
    /// Whoever should have a place may be left without one.
    case unplaced
    /// Rooms may hold more than they do.
    case extraSeats
}

/// What people use up: a session each, or nowhere. With `.extraSeats` there is for each session and number of extra
/// seats another resource, used by people in that session of whom so many sit on seats that are not there yet: one for
/// somebody alone, up to all of them for people who stay together.
struct Resources {
    let event: Event
    let leeway: Leeway
    /// The most people who stay together.
    let largestGroup: Int

    init(event: Event, leeway: Leeway, largestGroup: Int) {
        self.event = event
        self.leeway = leeway
        self.largestGroup = leeway == .extraSeats ? largestGroup : 0
    }

    /// One more than there are sessions: where people are who are in no round at all, or in a round without a place.
    var nowhere: Int { event.sessions.count }
    var count: Int { event.sessions.count * (1 + largestGroup) + 1 }

    /// Nil where no seat can be added. A session that may be cancelled is held or not by the use of one resource, so
    /// its room stays as it is.
    func extraSeats(_ number: Int, of session: Int) -> Int? {
        guard leeway == .extraSeats, event.sessions[session].capacity != nil, !event.sessions[session].cancellable
        else { return nil }
        precondition(number >= 1 && number <= largestGroup, "more extra seats than people")
        return event.sessions.count * number + 1 + session
    }

    /// The session of a resource, and how many of its people have extra seats; nil for nowhere.
    func place(of resource: Int) -> (session: Int, extraSeats: Int)? {
        let sessions = event.sessions.count
        if resource < sessions { return (resource, 0) }
        return resource == sessions ? nil : ((resource - 1) % sessions, (resource - 1) / sessions)
    }

    func all(ofSession session: Int) -> [Int] {
        [session] + (0..<largestGroup).compactMap { extraSeats($0 + 1, of: session) }
    }

    /// Whether some resource seats people in a room and others beyond it: then rooms and minimums are rules over
    /// several resources.
    var sharesRooms: Bool { largestGroup > 1 }

    /// A problem without anybody in it.
    func problem(conflicts: Set<SessionPair>) -> AssignmentProblem {
        let sessions = event.sessions, rest = count - sessions.count
        var problem = AssignmentProblem(
            upperLimit: sessions.map { sharesRooms && !$0.cancellable ? nil : $0.capacity }
                + Array(repeating: nil, count: rest),
            lowerLimit: sessions.map { sharesRooms && !$0.cancellable ? 0 : $0.minimum }
                + Array(repeating: 0, count: rest),
            isCancellable: sessions.map(\.cancellable) + Array(repeating: false, count: rest),
            conflicts: conflicts.sorted { ($0.first, $0.second) < ($1.first, $1.second) }.flatMap { pair in
                all(ofSession: pair.first.value).flatMap { a in all(ofSession: pair.second.value).map { (a, $0) } }
            })
        problem.nowhere = nowhere
        return problem
    }
}
