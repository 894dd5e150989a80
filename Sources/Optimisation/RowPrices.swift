/// A price for every row, in whole numbers of 1/denominator: what a proof consists of.
public struct RowPrices: Sendable {
    public var denominator: Int128
    /// Per resource; a price on its upper limit. At least 0 in a proof.
    public var upper: [Int128]
    /// Per resource; a price on its lower limit. At least 0 in a proof.
    public var lower: [Int128]
    /// Per earlier stage; a price on keeping its value. At least 0 in a proof.
    public var stage: [Int128]
    /// By place in `AssignmentProblem.sideRules`, only those that are not 0. At least 0 in a proof.
    public var side: [Int: Int128] = [:]
    /// Only those that are not 0. At least 0 in a proof.
    public var cover: [Cover: Int128] = [:]
    /// Only those that are not 0. At least 0 in a proof.
    public var attendance: [Attendance: Int128] = [:]
    /// Places of side rules that are kept by a search (`CircleBound`) instead of by prices.
    public var jointly: [Int] = []

    init(denominator: Int128, resourceCount: Int, stageCount: Int) {
        self.denominator = denominator
        upper = Array(repeating: 0, count: resourceCount)
        lower = upper
        stage = Array(repeating: 0, count: stageCount)
    }

    /// Rounds the prices of a simplex to whole numbers over the denominator.
    init(_ prices: FloatRowPrices, denominator: Int128) {
        let scale = Double(denominator)
        func whole(_ price: Double) -> Int128 { Int128((price * scale).rounded()) }
        self.denominator = denominator
        upper = prices.upper.map(whole)
        lower = prices.lower.map(whole)
        stage = prices.stage.map(whole)
        side = prices.side.mapValues(whole).filter { $0.value != 0 }
        cover = prices.cover.mapValues(whole).filter { $0.value != 0 }
        attendance = prices.attendance.mapValues(whole).filter { $0.value != 0 }
    }

    /// Adds a multiple of the prices by which another stage (at `index`) was proven, with that stage's own cost.
    mutating func add(_ other: RowPrices, ofStage index: Int, times factor: Int128) {
        for r in upper.indices {
            upper[r] += factor * other.upper[r]
            lower[r] += factor * other.lower[r]
        }
        for s in other.stage.indices { stage[s] += factor * other.stage[s] }
        stage[index] += factor * other.denominator
        for (rule, price) in other.side { side[rule, default: 0] += factor * price }
        for (row, price) in other.cover { cover[row, default: 0] += factor * price }
        for (row, price) in other.attendance { attendance[row, default: 0] += factor * price }
    }

    var hasNegative: Bool {
        all.contains { $0 < 0 }
    }

    /// Keeps every sum that is made of prices far from overflow.
    var isWithinRange: Bool {
        let limit: Int128 = 1 << 84
        return denominator < limit && all.allSatisfy { $0 > -limit && $0 < limit }
    }

    var isNothing: Bool { all.allSatisfy { $0 == 0 } }

    private var all: [Int128] {
        upper + lower + stage + side.values + cover.values + attendance.values
    }
}

/// The prices of a simplex, sorted by what they are on; those of `isEquality` rows may be negative.
struct FloatRowPrices: Sendable {
    var upper: [Double]
    var lower: [Double]
    var stage: [Double]
    var side: [Int: Double] = [:]
    var cover: [Cover: Double] = [:]
    var attendance: [Attendance: Double] = [:]

    init(resourceCount: Int, stageCount: Int) {
        upper = Array(repeating: 0, count: resourceCount)
        lower = upper
        stage = Array(repeating: 0, count: stageCount)
    }

    init(_ simplex: Simplex) {
        self.init(resourceCount: simplex.problem.resourceCount, stageCount: simplex.stages.count)
        for (row, price) in zip(simplex.rows, simplex.prices) {
            // What rounding leaves of a price that is 0 must not become a negative one.
            set(row.isEquality ? price : max(0, price), of: row.kind)
        }
    }

    mutating func set(_ price: Double, of kind: LinearRow.Kind) {
        switch kind {
        case .upper(let resource): upper[resource] = price
        case .lower(let resource): lower[resource] = price
        case .stage(let index): stage[index] = price
        case .side(let rule): side[rule] = price
        case .cover(let row): cover[row] = price
        case .attendance(let row): attendance[row] = price
        }
    }

    func price(of kind: LinearRow.Kind) -> Double {
        switch kind {
        case .upper(let resource): upper[resource]
        case .lower(let resource): lower[resource]
        case .stage(let index): stage[index]
        case .side(let rule): side[rule] ?? 0
        case .cover(let row): cover[row] ?? 0
        case .attendance(let row): attendance[row] ?? 0
        }
    }

    func scaled(by factor: Double) -> FloatRowPrices {
        var scaled = self
        scaled.upper = upper.map { $0 * factor }
        scaled.lower = lower.map { $0 * factor }
        scaled.stage = stage.map { $0 * factor }
        scaled.side = side.mapValues { $0 * factor }
        scaled.cover = cover.mapValues { $0 * factor }
        scaled.attendance = attendance.mapValues { $0 * factor }
        return scaled
    }

    /// Between these prices and others.
    func halfWay(to other: FloatRowPrices) -> FloatRowPrices {
        func mean(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { ($0 + $1) / 2 } }
        func mean<Key>(_ a: [Key: Double], _ b: [Key: Double]) -> [Key: Double] {
            a.mapValues { $0 / 2 }.merging(b.mapValues { $0 / 2 }, uniquingKeysWith: +)
        }
        var between = self
        between.upper = mean(upper, other.upper)
        between.lower = mean(lower, other.lower)
        between.stage = mean(stage, other.stage)
        between.side = mean(side, other.side)
        between.cover = mean(cover, other.cover)
        between.attendance = mean(attendance, other.attendance)
        return between
    }

    var all: [Double] { upper + lower + stage + side.values + cover.values + attendance.values }

    /// Denominators worth trying, the likeliest first: those that make every price whole, then ever finer ones.
    func denominators() -> [Int128] {
        let prices = all.filter { $0 != 0 }
        if prices.isEmpty { return [1] }
        var result: [Int128] = []
        for denominator in 1...60 {
            let fits = prices.allSatisfy { price in
                let scaled = price * Double(denominator)
                return abs(scaled - scaled.rounded()) < 1e-4 + abs(scaled) * 1e-12
            }
            if fits { result.append(Int128(denominator)) }
            if result.count == 2 { break }
        }
        return result + [1 << 12, 1 << 24]
    }
}
