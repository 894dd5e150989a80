/// One difference between an event as it is and as it was when a run was made.
public struct EventDifference: Hashable, Sendable, Codable {
    public enum Kind: String, CaseIterable, Sendable, Codable {
        // About attendees: `subject` is the id, `name` the name.
        case joined, withdrew
        /// Another ranking for the rounds.
        case reranked
        /// No longer there in the rounds, or there again.
        case absent, present
        case roles, renamed
        // About sessions and fixed items: `subject` is the id, `name` the title.
        case sessionAdded = "session added"
        case sessionGone = "session gone"
        case capacity, minimum, cancellable, room, time, title, topic
        case openTo = "open to"
        case requiredFor = "required for"
        // About duties: `subject` is the attendee's id, `name` the name, `to` or `from` the session, `detail` the duty.
        case dutyAdded = "duty added"
        case dutyGone = "duty gone"
        // About groups: `subject` is the group, `detail` the rule.
        case groupAdded = "group added"
        case groupGone = "group gone"
        case groupMembers = "group members"
        /// `subject` is the setting, in English.
        case setting
    }

    public var kind: Kind
    public var subject: String
    public var name: String
    /// Counted from 1.
    public var rounds: [Int]
    /// As text in the words of the files; empty for nothing (no limit, no room). Times are `14:15-15:15`.
    public var from: String
    public var to: String
    public var detail: String

    public init(
        _ kind: Kind, _ subject: String, name: String = "", rounds: [Int] = [], from: String = "", to: String = "",
        detail: String = ""
    ) {
        self.kind = kind
        self.subject = subject
        self.name = name
        self.rounds = rounds
        self.from = from
        self.to = to
        self.detail = detail
    }
}
