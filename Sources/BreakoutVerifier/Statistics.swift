// The few statistics that the fairness part of a summary states, from their definitions.

func mean(_ values: [Int]) -> Double? {
    values.isEmpty ? nil : Double(values.reduce(0, +)) / Double(values.count)
}

/// The mean of the two middle values where their number is even.
func median(_ values: [Int]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? Double(sorted[middle]) : Double(sorted[middle - 1] + sorted[middle]) / 2
}

/// Pearson's; nil when one of the two does not vary. In whole numbers up to the last step:
/// (n·Σxy − Σx·Σy) / √((n·Σx² − (Σx)²)·(n·Σy² − (Σy)²)).
func correlation(_ pairs: [(Int, Int)]) -> Double? {
    guard pairs.count >= 2 else { return nil }
    let n = pairs.count
    var x = 0, y = 0, xx = 0, yy = 0, xy = 0
    for (a, b) in pairs {
        x += a
        y += b
        xx += a * a
        yy += b * b
        xy += a * b
    }
    let varianceX = n * xx - x * x, varianceY = n * yy - y * y
    guard varianceX > 0 && varianceY > 0 else { return nil }
    return Double(n * xy - x * y) / (root(Double(varianceX)) * root(Double(varianceY)))
}

/// The square root of a number above 0, by Newton's method from above: each step is smaller until the last digit.
/// (`squareRoot()` asks for the C library's mathematics, which we do not link.)
private func root(_ number: Double) -> Double {
    var root = max(number, 1)
    while true {
        let next = (root + number / root) / 2
        if next >= root { return root }
        root = next
    }
}

/// The sum of |x_i - x_j| over ordered pairs is, for ascending x, 2·Σ (2i − n + 1)·x_i with i from 0.
func gini(_ values: [Int]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sum = values.reduce(0, +)
    guard sum > 0 else { return 0 }
    let n = values.count
    let differences = values.sorted().enumerated().reduce(0) { $0 + 2 * (2 * $1.offset - n + 1) * $1.element }
    return Double(differences) / (2 * Double(n) * Double(sum))
}

/// The share of all regret that falls on the first floor(n·p/10) of those with the least, for p = 0 ... 10.
func lorenz(_ values: [Int]) -> [Double] {
    guard !values.isEmpty else { return [] }
    let sorted = values.sorted()
    let sum = sorted.reduce(0, +)
    return (0...10).map { tenth in
        let part = sorted.prefix(sorted.count * tenth / 10).reduce(0, +)
        return sum == 0 ? 0 : Double(part) / Double(sum)
    }
}
