/// One kernel: how long it took, and how much work that was. The work is the same on every machine, so a change in it
/// is a change of the program; the times are what a noisy machine made of it.
public struct KernelResult: Sendable, Codable {
    /// `pricing`, `csv scan`, ...
    public var name: String
    /// `1,000 people, 12 + 12 sessions`.
    public var size: String
    public var seconds: BenchmarkTime
    /// What is counted, and how many there were.
    public var work: [Count]

    public struct Count: Sendable, Codable, Hashable {
        public var unit: String
        public var count: Int

        public init(_ unit: String, _ count: Int) {
            self.unit = unit
            self.count = count
        }
    }

    public init(name: String, size: String, seconds: BenchmarkTime, work: [Count]) {
        self.name = name
        self.size = size
        self.seconds = seconds
        self.work = work
    }
}
