import BreakoutModel

/// Something that takes a person's time: a session or a fixed item, with its names turned into numbers so that
/// comparing two is cheap.
struct Activity {
    let id: String
    let time: TimeSpan?
    /// Nil when the room is not known.
    let room: Int?
    /// Nil for fixed items and for sessions without a topic.
    let topic: Int?
}

/// The rule of the clock.
struct Clock {
    let transfer: Int
    let grace: Int

    /// Whether one person cannot do both.
    ///
    /// The one that starts first (at equal starts: the one that ends first) must be over, with the walk to another
    /// room, before the other has begun, with the grace of a late arrival. Chairs and speakers get no grace. When
    /// both have the same start and end, either may be the later one, and being on stage at one of them is enough to
    /// lose the grace.
    func clash(_ a: Activity, onStage aOnStage: Bool, _ b: Activity, onStage bOnStage: Bool) -> Bool {
        guard let x = a.time, let y = b.time else { return false }
        let sameRoom = a.room != nil && a.room == b.room
        let walk = sameRoom ? 0 : transfer
        if x == y {
            return x.end.minutes + walk > y.start.minutes + (aOnStage || bOnStage ? 0 : grace)
        }
        let aFirst = (x.start.minutes, x.end.minutes) < (y.start.minutes, y.end.minutes)
        let (first, second) = aFirst ? (x, y) : (y, x)
        let secondOnStage = aFirst ? bOnStage : aOnStage
        return first.end.minutes + walk > second.start.minutes + (secondOnStage ? 0 : grace)
    }
}
