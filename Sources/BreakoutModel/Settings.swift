/// What the exact solver makes best, and in what order (`Objective.stages`).
public enum Objective: String, CaseIterable, Sendable, Codable {
    case fair, firsts, total, balanced
}

/// Seats that each session keeps back for people who sign up late.
public enum LateReserve: Hashable, Sendable {
    case seats(Int)
    /// Of the capacity, rounded down.
    case percent(Int)

    public func seats(ofCapacity capacity: Int) -> Int {
        switch self {
        case .seats(let seats): min(seats, capacity)
        case .percent(let percent): capacity * percent / 100
        }
    }
}

/// The settings of an event, with the defaults of an empty `settings.csv`.
public struct Settings: Sendable {
    public var title: String
    /// Whether the event's files give the title; if not, it is the name of the folder, which means nothing.
    public var isTitleGiven: Bool
    /// As written, `2026-02-04`; nil when not given.
    public var date: String?
    public var timeZone: String?
    /// Minutes needed between two rooms.
    public var transferMinutes: Int
    /// Minutes by which a participant (not a chair or speaker) may come late.
    public var lateArrivalMinutes: Int
    /// The largest number of people of one organisation in one session; nil: no limit.
    public var maximumPerOrganisation: Int?
    public var objective: Objective
    public var language: Language?
    public var seed: UInt64
    /// Kept by `assign`, opened by `rerun`; nil: nothing is kept back.
    public var lateReserve: LateReserve?
    /// Where `transferMinutes` and `maximumPerOrganisation` are written down, for pointing at them.
    public var transferOrigin: Diagnostic.Location?
    public var maximumOrigin: Diagnostic.Location?

    public init(
        title: String, isTitleGiven: Bool = true, date: String? = nil, timeZone: String? = nil,
        transferMinutes: Int = 0, lateArrivalMinutes: Int = 0, maximumPerOrganisation: Int? = nil,
        objective: Objective = .fair, language: Language? = nil, seed: UInt64 = 1, lateReserve: LateReserve? = nil
    ) {
        self.title = title
        self.isTitleGiven = isTitleGiven
        self.date = date
        self.timeZone = timeZone
        self.transferMinutes = transferMinutes
        self.lateArrivalMinutes = lateArrivalMinutes
        self.maximumPerOrganisation = maximumPerOrganisation
        self.objective = objective
        self.language = language
        self.seed = seed
        self.lateReserve = lateReserve
    }
}
