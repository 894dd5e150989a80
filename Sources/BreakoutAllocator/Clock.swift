import BreakoutModel

/// The clock: whether one person can do two things on one day.
///
/// A and B clash when A.end + transfer > B.start + grace, A being the one that starts first (at equal starts, the one
/// that ends first). Transfer is the time to change rooms, 0 within one room; a room that is not named counts as
/// another room. Grace is how late a participant may come; who chairs or speaks at B has none.
struct Clock {
    let transferMinutes: Int
    let graceMinutes: Int

    /// Something that one person attends. Without a time it clashes with nothing.
    struct Activity {
        let time: TimeSpan?
        let room: String?
        let isOnStage: Bool
    }

    init(_ settings: Settings) {
        transferMinutes = settings.transferMinutes
        graceMinutes = settings.lateArrivalMinutes
    }

    func clash(_ a: Activity, _ b: Activity) -> Bool {
        guard let slack = slack(a, b) else { return false }
        return slack < 0
    }

    /// Minutes to spare between the two, grace and transfer counted; negative when they clash, nil without times.
    func slack(_ a: Activity, _ b: Activity) -> Int? {
        guard let x = a.time, let y = b.time else { return nil }
        let aFirst = (x.start, x.end) <= (y.start, y.end)
        let (first, second) = aFirst ? (a, b) : (b, a)
        let transfer = first.room != nil && first.room == second.room ? 0 : transferMinutes
        let grace = second.isOnStage ? 0 : graceMinutes
        return (second.time!.start.minutes + grace) - (first.time!.end.minutes + transfer)
    }
}

extension Clock.Activity {
    /// Taking part in a session that one was placed in.
    init(_ session: Session, onStage: Bool = false) {
        self.init(time: session.time, room: session.room, isOnStage: onStage)
    }

    init(_ item: FixedItem, onStage: Bool = false) {
        self.init(time: item.time, room: item.room, isOnStage: onStage)
    }
}
