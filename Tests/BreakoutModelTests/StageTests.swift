import BreakoutModel
import Testing

@Suite struct StageTests {
    private func names(_ objective: Objective) -> [String] {
        objective.stages(largestTotalRegret: 2, deepestChoice: 3).map(\.name)
    }

    @Test("each objective has its stages in its order")
    func order() {
        let fair = ["total regret at least 2", "total regret at least 1", "first choices", "lottery"]
        #expect(names(.fair) == fair)
        #expect(names(.total) == ["sum of total regrets"] + fair)
        #expect(names(.balanced) == ["sum of squared total regrets"] + fair)
        #expect(
            names(.firsts) == [
                "first choices", "second choices", "third choices", "total regret at least 2",
                "total regret at least 1",
                "lottery",
            ])
    }

    @Test(
        "where nobody can be disappointed there are no regret stages, and always a draw", arguments: Objective.allCases)
    func trivial(objective: Objective) {
        let stages = objective.stages(largestTotalRegret: 0, deepestChoice: 0)
        #expect(stages.last == .lottery)
        #expect(stages.contains(.choices(1)))
        #expect(!stages.contains { if case .regretAtLeast = $0 { true } else { false } })
    }

    @Test("choices are counted up, everything else down")
    func sense() {
        #expect(Stage.choices(4).sense == .maximise && Stage.choices(4).name == "choices number 4")
        for stage in [Stage.regretAtLeast(1), .sumOfRegrets, .sumOfSquares, .lottery] {
            #expect(stage.sense == .minimise)
        }
    }

    @Test("a stage is proven when value and bound are one")
    func proven() {
        #expect(StageSummary(name: "x", sense: .minimise, value: 3, bound: 3).proven)
        #expect(!StageSummary(name: "x", sense: .minimise, value: 3, bound: 2).proven)
    }
}
