import BreakoutModel

extension BenchmarkAdvice {
    /// What decided: where the best and the next that fares otherwise part ways, in the order of the ranking.
    func reason(
        _ best: BenchmarkOrder.Standing, _ quality: BenchmarkQuality, _ main: BenchmarkInstance
    ) -> String? {
        let others = order.ranked(main).filter { $0.contender != best.contender.name && !$0.wasCutShort }
        let equals = others.filter { order.place(of: $0.contender, on: main) == 1 }.map { "'\($0.contender)'" }
        guard order.place(of: best.contender.name, on: main) == 1 else { return nil }
        if !others.isEmpty && equals.count == others.count {
            return words.say("All the others came out the same there.", "Met alle andere kwam daar hetzelfde uit.")
        }
        let same =
            equals.isEmpty
            ? nil
            : words.say(
                "\(words.list(equals)) came out the same there.", "Met \(words.list(equals)) kwam daar hetzelfde uit.")
        let next = others.first { order.place(of: $0.contender, on: main) != 1 }
        let decided = next.flatMap { next in next.quality.map { decisive(quality, next.contender, $0) } }
        let sentences = [same, decided].compactMap { $0 }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    private func decisive(_ best: BenchmarkQuality, _ name: String, _ other: BenchmarkQuality) -> String {
        func said(_ en: String, _ nl: String, _ own: String, _ theirs: String) -> String {
            words.say(
                "What decides against the next one, '\(name)': \(en) (\(theirs), against \(own)).",
                "Wat beslist tegen de eerstvolgende, '\(name)': \(nl) (\(theirs), tegen \(own)).")
        }
        if other.worstRegret > best.worstRegret + 0.0005 {
            return said(
                "whoever is worst off there has more disappointments",
                "wie daar het slechtst af is, heeft meer "
                    + "teleurstellingen", words.short(best.worstRegret), words.short(other.worstRegret))
        }
        if other.twoDisappointments > best.twoDisappointments + 0.0005 {
            return said(
                "the worst is the same, but more people are disappointed twice",
                "de ergste is gelijk, maar meer deelnemers worden twee keer teleurgesteld",
                words.short(best.twoDisappointments), words.short(other.twoDisappointments))
        }
        if let own = best.meanRegret, let theirs = other.meanRegret, theirs > own + 0.0005 {
            return said(
                "nobody is worse off, but the mean disappointment is larger",
                "niemand is slechter af dan de ergste, maar de gemiddelde teleurstelling is groter",
                words.decimal(own, places: 3), words.decimal(theirs, places: 3))
        }
        return said(
            "all is the same but for fewer first choices", "alles is gelijk, op minder eerste voorkeuren na",
            words.short(best.firstChoices), words.short(other.firstChoices))
    }
}
