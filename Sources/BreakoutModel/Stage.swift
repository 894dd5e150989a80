/// One stage of an objective: a number that is made as good as possible without giving up any earlier stage.
public enum Stage: Hashable, Sendable {
    /// The number of attendees whose total regret is at least this; as small as possible.
    case regretAtLeast(Int)
    /// The number of placements that are this choice (1 = first); as large as possible.
    case choices(Int)
    /// The sum of all total regrets; as small as possible.
    case sumOfRegrets
    /// The sum of the squares of all total regrets; as small as possible.
    case sumOfSquares
    /// The sum of the lottery weights of all placements in free rounds (`Lottery`); as small as possible.
    case lottery

    public enum Sense: String, Sendable, Codable {
        case minimise = "min"
        case maximise = "max"
    }

    public var sense: Sense {
        if case .choices = self { return .maximise }
        return .minimise
    }

    /// The name in `summary.json` and `certificate.json`.
    public var name: String {
        switch self {
        case .regretAtLeast(let level): "total regret at least \(level)"
        case .choices(1): "first choices"
        case .choices(2): "second choices"
        case .choices(3): "third choices"
        case .choices(let choice): "choices number \(choice)"
        case .sumOfRegrets: "sum of total regrets"
        case .sumOfSquares: "sum of squared total regrets"
        case .lottery: "lottery"
        }
    }
}

extension Objective {
    /// The stages, in order. `largestTotalRegret` and `deepestChoice` are those of the `ChoiceTable`: no stage
    /// beyond them could have any value but 0.
    public func stages(largestTotalRegret: Int, deepestChoice: Int) -> [Stage] {
        let levels = (0..<largestTotalRegret).reversed().map { Stage.regretAtLeast($0 + 1) }
        switch self {
        case .fair: return levels + [.choices(1), .lottery]
        case .total: return [.sumOfRegrets] + levels + [.choices(1), .lottery]
        case .balanced: return [.sumOfSquares] + levels + [.choices(1), .lottery]
        case .firsts:
            let choices = (0..<deepestChoice).map { Stage.choices($0 + 1) }
            return (choices.isEmpty ? [.choices(1)] : choices) + levels + [.lottery]
        }
    }
}
