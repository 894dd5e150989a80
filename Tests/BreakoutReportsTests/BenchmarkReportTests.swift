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
        let dutch = BenchmarkAdvice(report(), .dutch).sentences.joined(separator: "\n")
        #expect(dutch.contains("Gebruik 'exact fair' (wat exact fair doet)") && !dutch.contains("people"))
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
        #expect(pictures.map(\.name) == ["profiles.svg", "growth.svg"])
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
