/// Bars of block characters.
enum Bar {
    private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// `value` of `whole`, to an eighth of a column. Something is never drawn as nothing, and less than all never as
    /// all.
    static func filled(_ value: Int, of whole: Int, width: Int) -> String {
        guard whole > 0, value > 0, width > 0 else { return "" }
        var steps = min(value, whole) * width * 8 / whole
        if value < whole { steps = min(max(steps, 1), width * 8 - 1) }
        return String(repeating: "█", count: steps / 8) + eighths[steps % 8]
    }

    /// `filled`, with the room left drawn as well: seats taken and seats free.
    static func seats(_ taken: Int, of capacity: Int, width: Int) -> [Span] {
        let bar = filled(taken, of: capacity, width: width)
        let rest = max(0, width - bar.count)
        return [Span(bar, .bar), Span(String(repeating: "░", count: rest), .dim)]
    }

    /// Demand against seats on a scale where `scale` is the full width: `█` wanted and there, `▒` wanted and not
    /// there, `░` there and not wanted. Whole columns, so that the three can be told apart.
    static func demand(_ wanted: Int, seats: Int, scale: Int, width: Int) -> [Span] {
        guard scale > 0 else { return [Span(String(repeating: " ", count: width))] }
        func columns(_ value: Int) -> Int { value == 0 ? 0 : max(1, (value * width + scale / 2) / scale) }
        let met = columns(min(wanted, seats))
        let over = wanted > seats ? max(1, columns(wanted) - met) : 0
        let free = wanted < seats ? max(1, columns(seats) - met) : 0
        let drawn = met + over + free
        return [
            Span(String(repeating: "█", count: met), .bar),
            Span(String(repeating: "▒", count: over), .warning),
            Span(String(repeating: "░", count: free), .dim),
            Span(String(repeating: " ", count: max(0, width - drawn))),
        ]
    }
}
