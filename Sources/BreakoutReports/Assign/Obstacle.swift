import BreakoutModel

/// Why an attendee is not in a session that they would rather have had, in so few words that sessions share them.
enum Obstacle: Hashable, Sendable {
    case full
    /// Left out: nobody is there.
    case notHeld
    /// It cannot be combined with what they have in another round: the clock, or the same topic.
    case clash(with: SessionIndex)
    /// The largest number of people of their organisation are there already.
    case organisation
    /// They belong to a group that stays together, or apart.
    case group(String)
    /// None of these, so there was room: some other rule, for somebody else, stood in the way; `explain` works it
    /// out.
    case other

    init(_ obstacle: MissedObstacle?, _ event: Event) {
        self =
            switch obstacle {
            case .full: .full
            case .cancelled: .notHeld
            case .clash(let other): .clash(with: other)
            case .organisation: .organisation
            case .together(let group), .apart(let group): .group(event.groups[group].name)
            case .neededWhereTheyAre, .begun, .told, nil: .other
            }
    }
}
