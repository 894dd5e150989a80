import BreakoutModel
import Testing

@testable import BreakoutReports

@Suite("The benchmark's screen, page and table")
struct BenchmarkReportTests {
    private func contender(_ name: String, proves: Bool = false) -> BenchmarkContender {
        BenchmarkContender(
            name: name, strategy: name, objective: nil, proves: proves,
            summary: .init(Bilingual(en: "what \(name) does", nl: "wat \(name) doet")), limit: nil)
    }

    private func result(
        _ contender: String, on instance: String, worst: Double, twice: Double, mean: Double, seconds: Double,
        gainers: Int = 0, proven: Bool? = nil
    ) -> BenchmarkResult {
        var result = BenchmarkResult(instance: instance, contender: contender, outcome: .allocated)
        result.quality = BenchmarkQuality(
            draws: 5, verified: true, proven: proven, profile: [6, 2, 1.5, 0.5], firstChoices: 8, firstChoiceShare: 0.8,
            unlisted: 0, meanRegret: mean, worstRegret: worst, worstOfAllDraws: Int(worst), totalRegret: 6,
            sumOfSquares: 9, twoDisappointments: twice, gini: 0.5, jain: 0.9, envious: 2, enviedWithoutStrongerWish: 1)
        result.seconds = BenchmarkTime(
            runs: 5, median: seconds, lowerQuartile: seconds, upperQuartile: seconds, least: seconds, most: seconds,
            outliers: [])
        result.misreports = BenchmarkMisreports(people: 10, tried: 20, gainers: gainers)
        result.lateSignUp = BenchmarkStability(lateSignUps: 5, together: false, meanMoved: 1, mostMoved: 2)
        return result
    }

    private func report(event: String = "day") -> BenchmarkReport {
        func instance(_ name: String, _ family: String?, _ people: Int) -> BenchmarkInstance {
            BenchmarkInstance(
                name: name, title: name, family: family, attendees: people, sessions: [4, 6], choosing: 10)
        }
        let names = ["exact fair", "serial", "first-come"]
        var results: [BenchmarkResult] = []
        for (name, factor) in [(event, 1.0), ("growth/100", 1), ("growth/1000", 10)] {
            results.append(
                result(
                    names[0], on: name, worst: 1, twice: 0, mean: 0.4, seconds: 0.01 * factor, gainers: 2, proven: true)
            )
            results.append(result(names[1], on: name, worst: 4, twice: 3, mean: 0.6, seconds: 0.001 * factor))
            results.append(result(names[2], on: name, worst: 5, twice: 1, mean: 0.7, seconds: 0.002 * factor))
        }
        return BenchmarkReport(
            version: "1", commit: nil,
            machine: BenchmarkMachine(
                system: "Linux", processor: "P", cores: 2, memoryBytes: 8_000_000_000, compiler: "Swift"),
            repeats: 5,
            instances: [
                instance(event, nil, 12), instance("growth/100", "growth", 100),
                instance("growth/1000", "growth", 1000),
            ],
            contenders: names.map { contender($0, proves: $0 == names[0]) }, results: results)
    }

    @Test("the ranking goes by the worst, then by two disappointments, then by the mean")
    func ranking() {
        let order = BenchmarkOrder(report: report())
        #expect(order.standings.map(\.contender.name) == ["exact fair", "serial", "first-come"])
        #expect(order.standings.map(\.meanPlace) == [1, 2, 3])
    }

    @Test("what a limit cut short has no place, whatever its numbers, and comes after all who have one everywhere")
    func cutShortHasNoPlace() throws {
        var report = report()
        // The best of all, were it not cut short on the largest event: once by the clock, once for want of a proof.
        for cut in ["stopped", "unproven"] {
            report.results[6].stopped = cut == "stopped" ? true : nil
            report.results[6].quality?.proven = cut == "stopped"
            let order = BenchmarkOrder(report: report)
            let large = try #require(report.instances.last)
            #expect(report.results[6].instance == large.name && report.results[6].contender == "exact fair")
            #expect(order.place(of: "exact fair", on: large) == nil, "\(cut)")
            #expect(order.place(of: "serial", on: large) == 1, "the others move up")
            #expect(order.ranked(large).map(\.contender) == ["serial", "first-come", "exact fair"])
            #expect(order.standings.map(\.contender.name) == ["serial", "first-come", "exact fair"])
            #expect(order.standings.map(\.instances) == [3, 3, 2] && order.rankedInstances == 3)
            for language in Language.allCases {
                let said = BenchmarkWording(language: language).placeOn(2, of: 3)
                #expect(BenchmarkPage.html(report, language: language).contains(said))
                #expect(
                    BenchmarkScreen.text(report, folder: nil, style: TextStyle(language: language)).contains(said))
                #expect(!BenchmarkAdvice(report, language).sentences[0].contains("exact fair"))
            }
            // Nor a curve or a dot where it was cut short.
            let growth = try #require(BenchmarkPictures.growth(report, BenchmarkWording(language: .english)))
            #expect(!growth.contains(">exact fair<") && growth.contains(">serial<"))
        }
    }

    @Test("equal numbers share a place, and a difference below a thousandth is none")
    func equalsShareAPlace() {
        var report = report()
        report.results[1].quality = report.results[0].quality
        report.results[1].quality?.proven = nil
        report.results[1].quality?.meanRegret? += 0.0004
        let order = BenchmarkOrder(report: report)
        #expect(report.contenders.map { order.place(of: $0.name, on: report.instances[0]) } == [1, 1, 3])
        report.results[1].quality?.meanRegret? += 0.001
        #expect(BenchmarkOrder(report: report).place(of: "serial", on: report.instances[0]) == 2)
    }

    @Test("the advice names the best, what it spares people, and who could have gained")
    func advice() {
        let english = BenchmarkAdvice(report(), .english).sentences.joined(separator: "\n")
        #expect(english.contains("Use 'exact fair' (what exact fair does): it comes first on 3 of the 3 events"))
        #expect(
            english.contains("6 of 10 people get everything they put first, and nobody has more than 1 disappointment.")
        )
        #expect(
            english.contains("somebody has 5 disappointments there, and 1 person is disappointed twice instead of 0"))
        #expect(english.contains("2 of 10 sampled people could have gained"))
        #expect(english.contains("'serial' (what serial does) left nobody in the samples anything to gain"))
        #expect(english.contains("one late sign-up moves 1 other person on average"))
        #expect(english.contains("'breakouts rerun'"))
        #expect(
            english.contains("That is what 'breakouts assign' does with the event's folder, unless told otherwise."))
        let dutch = BenchmarkAdvice(report(), .dutch).sentences.joined(separator: "\n")
        #expect(dutch.contains("Gebruik 'exact fair' (wat exact fair doet)") && !dutch.contains("people"))
    }

    @Test("the advice says how to ask for it, what another objective would ask of people, and what came to no end")
    func adviceInFull() {
        var report = report()
        // Another proven objective: more people get everything, and somebody more is worse off.
        report.contenders[1].proves = true
        report.contenders[1].objective = .total
        report.results[1].quality?.profile = [8, 0, 1, 1]
        let english = BenchmarkAdvice(report, .english).sentences.joined(separator: "\n")
        #expect(
            english.contains(
                "It is a choice of values: 'serial' (what serial does) gives 8 people everything instead of 6, at a price: "
                    + "somebody has 4 disappointments instead of 1, and 3 people are disappointed in more than one round "
                    + "instead of 0."))
        #expect(BenchmarkAdvice(report, .dutch).sentences.contains { $0.hasPrefix("Het is een keuze: 'serial'") })
        // The best was not done in time: something else is advised, with its command, and that is said.
        report.results[0].quality?.proven = false
        report.results[1].quality?.worstRegret = 9
        let short = BenchmarkAdvice(report, .english).sentences
        #expect(short.contains { $0.hasPrefix("'exact fair' did not come to an end there within the time") })
        report.contenders[1].proves = false
        report.contenders[1].objective = nil
        report.results[1].quality?.worstRegret = 0
        report.results[3].quality?.proven = false
        let other = BenchmarkAdvice(report, .english).sentences[0]
        #expect(other.hasPrefix("Use 'serial'") && other.contains("and --strategy serial."), "\(other)")
    }

    @Test("whoever the limit cut short is too slow for larger days of its family only, and all say so")
    func tooSlow() {
        var report = report()
        report.results[4].stopped = true
        #expect(report.results[4].instance == "growth/100" && report.results[4].contender == "serial")
        #expect(report.tooSlow(family: "growth", attendees: 1000) == ["serial"])
        #expect(report.tooSlow(family: "growth", attendees: 100).isEmpty)
        #expect(report.tooSlow(family: "skew", attendees: 1000).isEmpty)
        #expect(report.tooSlow(family: nil, attendees: 1000).isEmpty)
        report.results[7] = BenchmarkResult(instance: "growth/1000", contender: "serial", outcome: .tooSlow)
        #expect(report.tooSlow(family: "growth", attendees: 10_000) == ["serial"])
        for language in Language.allCases {
            let said = BenchmarkWording(language: language).leftOut(["serial"], "growth/1000", because: .tooSlow)
            #expect(BenchmarkPage.html(report, language: language).contains(HTML.escaped(said)))
            let screen = BenchmarkScreen.text(report, folder: nil, style: TextStyle(language: language))
            #expect(screen.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(said))
        }
    }

    @Test("an event that cannot be done is not what the advice is about, and one that was not run is not impossible")
    func noAllocation() {
        var report = report()
        for number in 0..<3 {
            report.results[number] = BenchmarkResult(
                instance: "day", contender: report.contenders[number].name, outcome: .impossible)
        }
        #expect(report.main?.name == "growth/100" && BenchmarkOrder(report: report).isImpossible(report.instances[0]))
        #expect(BenchmarkAdvice(report, .english).sentences[0].contains("On 'growth/100'"))
        for number in 0..<3 { report.results[number].outcome = .skipped }
        let order = BenchmarkOrder(report: report)
        #expect(!order.isImpossible(report.instances[0]))
        #expect(order.absences(report.instances[0]).map(\.contenders) == [report.contenders.map(\.name)])
    }

    @Test("the advice says what decided against the next one, and what came out the same")
    func whatDecided() {
        var report = report()
        let reason = BenchmarkAdvice(report, .english).sentences[1]
        #expect(
            reason
                == "What decides against the next one, 'serial': whoever is worst off there has more disappointments "
                + "(4, against 1).")
        report.results[1].quality = report.results[0].quality
        report.results[1].quality?.proven = nil
        report.results[2].quality?.worstRegret = 1
        report.results[2].quality?.twoDisappointments = 0
        let both = BenchmarkAdvice(report, .english).sentences[1]
        #expect(both.hasPrefix("'serial' came out the same there.") && both.contains("mean disappointment is larger"))
    }

    @Test("only a method that gives no reason to play is recommended to those who fear it")
    func safeByMethod() {
        var report = report()
        report.contenders[1].truthful = false
        report.contenders[2].truthful = true
        let said = BenchmarkAdvice(report, .english).sentences.joined(separator: "\n")
        #expect(said.contains("'first-come' (what first-come does) left nobody in the samples anything to gain"))
    }

    @Test("no line of the screen is wider than 80 columns", arguments: Language.allCases)
    func screenFits(language: Language) {
        let text = BenchmarkScreen.text(report(), folder: nil, style: TextStyle(language: language))
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 80, "\(line)") }
        #expect(text.contains("exact fair"))
    }

    @Test("the page stands by itself, and a name cannot get out of its text", arguments: Language.allCases)
    func pageIsSafe(language: Language) {
        let page = BenchmarkPage.html(report(event: "<script>alert('x')</script>&"), language: language)
        #expect(!page.contains("<script") && page.contains("&lt;script&gt;"))
        let outside = page.replacing("http://www.w3.org/2000/svg", with: "")
        #expect(!outside.contains("http:") && !outside.contains("https:") && !outside.contains("src="))
        #expect(page.contains("<svg") && page.hasSuffix("</html>\n"))
        for tag in ["table", "tr", "figure", "svg", "section", "dl", "details"] {
            let opened = page.split(separator: "<\(tag)").count, closed = page.split(separator: "</\(tag)>").count
            #expect(opened == closed, "\(tag)")
        }
    }

    @Test("pictures of their own: who gets what, and growth")
    func pictures() {
        let pictures = BenchmarkPictures.all(report(), language: .english)
        #expect(pictures.map(\.name) == ["profiles.svg", "trade.svg", "growth.svg"])
        for picture in pictures { #expect(picture.svg.hasPrefix("<svg") && !picture.svg.contains("nan")) }
    }

    @Test("the table has a row for each result, all of one width")
    func table() {
        let rows = BenchmarkTable.rows(report())
        #expect(rows.count == 10 && rows.allSatisfy { $0.count == rows[0].count })
        #expect(rows[1].prefix(4) == ["day", "12", "exact fair", "allocated"])
        let column = rows[0].firstIndex(of: "mean regret")!
        #expect(rows[1][column] == "0.4")
    }

    @Test("powers of ten fall on their places", arguments: [(1.0, 0.0), (10.0, 1.0), (1000.0, 3.0), (0.001, -3.0)])
    func logarithm(value: Double, power: Double) { #expect(abs(LogScale.log10(value) - power) < 1e-5) }
}
