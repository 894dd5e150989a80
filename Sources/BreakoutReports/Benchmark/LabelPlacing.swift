/// Where the names of dots can stand so that no two cover each other, and none covers a dot.
///
/// Greedy: each label takes the first free place around its dot, near places first. So the order of the calls decides;
/// for two dozen labels that is enough.
struct LabelPlacing {
    private struct Box {
        let left: Double
        let top: Double
        let right: Double
        let bottom: Double

        func meets(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }

    struct Place {
        /// Left end of the text, on its base line.
        let x: Double
        let y: Double
        /// Whether it is so far from the dot that a line must lead there.
        let isFar: Bool
    }

    private let area: Box
    private var taken: [Box] = []

    init(left: Double, top: Double, right: Double, bottom: Double) {
        area = Box(left: left, top: top, right: right, bottom: bottom)
    }

    mutating func takeDot(x: Double, y: Double, radius: Double) {
        taken.append(Box(left: x - radius, top: y - radius, right: x + radius, bottom: y + radius))
    }

    /// A place for a text of this width, 12 high, near a dot.
    mutating func place(width: Double, x: Double, y: Double, radius: Double) -> Place {
        for distance in stride(from: 3.0, through: 90, by: 6) {
            let reach = radius + distance
            let spots = [
                (x + reach, y), (x - reach - width, y), (x - width / 2, y - reach - 6), (x - width / 2, y + reach + 6),
                (x + reach * 0.7, y - reach * 0.7 - 4), (x + reach * 0.7, y + reach * 0.7 + 4),
                (x - reach * 0.7 - width, y - reach * 0.7 - 4), (x - reach * 0.7 - width, y + reach * 0.7 + 4),
            ]
            for (left, middle) in spots {
                let box = Box(left: left - 1, top: middle - 6.5, right: left + width + 1, bottom: middle + 6.5)
                let isInside =
                    box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom
                if isInside && !taken.contains(where: { $0.meets(box) }) {
                    taken.append(box)
                    return Place(x: left, y: middle + 4, isFar: distance > 12)
                }
            }
        }
        return Place(x: x + radius + 3, y: y + 4, isFar: false)
    }

    /// Heights for labels in one column, as near to where they belong as `spacing` allows, in their order.
    static func column(_ wanted: [Double], from top: Double, to bottom: Double, spacing: Double) -> [Double] {
        let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        var places = order.map { min(max(wanted[$0], top), bottom) }
        for position in places.indices.dropFirst() {
            places[position] = max(places[position], places[position - 1] + spacing)
        }
        var limit = bottom
        for position in places.indices.reversed() {
            places[position] = min(places[position], limit)
            limit = places[position] - spacing
        }
        var result = wanted
        for (position, label) in order.enumerated() { result[label] = places[position] }
        return result
    }
}
