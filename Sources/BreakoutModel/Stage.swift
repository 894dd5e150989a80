/// One stage of an objective: a number that is made as good as possible without giving up any earlier stage.
public enum Stage: Hashable, Sendable {
    /// The number of placements that are left out; as small as possible. Only where no allocation places everybody.
    case unplaced
    /// Of those the number of people on duty; as small as possible.
    case unplacedOnDuty
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
    /// The number of published placements whose owner gets another session of the round; as small as possible, and
    /// then so many more may be moved for the sake of the later stages. With more, the stage's value is the least
    /// that is possible, not what the allocation has.
    case moves(extra: Int)
    /// The number of published placements whose owner gets a session that they want less than the one they were told;
    /// as small as possible.
    case movesToWorse

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
        case .unplaced: "unplaced"
        case .unplacedOnDuty: "unplaced on duty"
        case .regretAtLeast(let level): "total regret at least \(level)"
        case .choices(1): "first choices"
        case .choices(2): "second choices"
        case .choices(3): "third choices"
        case .choices(let choice): "choices number \(choice)"
        case .sumOfRegrets: "sum of total regrets"
        case .sumOfSquares: "sum of squared total regrets"
        case .lottery: "lottery"
        case .moves(0): "published placements moved"
        case .moves(let extra): "published placements moved, \(extra) more allowed"
        case .movesToWorse: "moved to a worse place"
        }
    }

    /// By how much an allocation may exceed the stage's value.
    public var allowance: Int {
        if case .moves(let extra) = self { return extra }
        return 0
    }
}

extension Objective {
    /// The stages, in order. `largestTotalRegret` and `deepestChoice` are those of the `ChoiceTable`: no stage
    /// beyond them could have any value but 0.
    ///
    /// Where people may be left unplaced, as few as possible are, of people on duty before others; only then the rest.
    public func stages(largestTotalRegret: Int, deepestChoice: Int, allowsUnplaced: Bool = false) -> [Stage] {
        if allowsUnplaced {
            return [.unplaced, .unplacedOnDuty]
                + stages(largestTotalRegret: largestTotalRegret, deepestChoice: deepestChoice)
        }
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

/// What a rerun asks before the objective.
public struct RerunTerms: Hashable, Sendable {
    /// So many more placements than the fewest possible may be moved when that improves the objective.
    public var extraMoves: Int
    /// Whether people may be moved to a place that they want less when that improves the objective.
    public var allowsWorse: Bool

    public init(extraMoves: Int = 0, allowsWorse: Bool = false) {
        self.extraMoves = extraMoves
        self.allowsWorse = allowsWorse
    }

    /// All stages of a rerun, around those of its objective.
    ///
    /// Where more moves are allowed than needed, the fewest that the objective takes come before the lottery, so that
    /// nobody is moved for the sake of a draw.
    public func stages(around objective: [Stage]) -> [Stage] {
        let about: [Stage] = [.moves(extra: extraMoves)] + (allowsWorse ? [] : [.movesToWorse])
        guard extraMoves > 0 else { return about + objective }
        return about + objective.filter { $0 != .lottery } + [.moves(extra: 0), .lottery]
    }
}
