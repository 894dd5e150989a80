import BreakoutModel

/// `benchmark.html`: one page that stands by itself, without a network. What to do comes first, the numbers after it.
public enum BenchmarkPage {
    public static func html(_ report: BenchmarkReport, language: Language) -> String {
        BenchmarkPageWriter(report: report, words: BenchmarkWording(language: language)).html
    }
}

private struct BenchmarkPageWriter {
    let report: BenchmarkReport
    let words: BenchmarkWording
    private var order: BenchmarkOrder { BenchmarkOrder(report: report) }

    init(report: BenchmarkReport, words: BenchmarkWording) {
        self.report = report
        self.words = words
    }

    var html: String {
        "<!DOCTYPE html>\n<html lang=\"\(words.language.rawValue)\">\n<head>\n<meta charset=\"utf-8\">\n"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            + "<title>\(text(words.title))</title>\n<style>\(BenchmarkPageWriter.style)</style>\n</head>\n<body>\n"
            + "<main>\n<h1>\(text(words.title))</h1>\n" + events + advice + profile + ranking + trade + growth + numbers
            + machine + "</main>\n</body>\n</html>\n"
    }

    private func text(_ text: String) -> String { HTML.escaped(text) }

    private var events: String {
        let names = report.instances.map { "\($0.name) (\(words.size($0)))" }
        return "<p class=\"quiet\">\(text(names.joined(separator: " · ")))</p>\n"
    }

    private var advice: String {
        let sentences = BenchmarkAdvice(report, words.language).sentences
        guard let first = sentences.first else { return "" }
        let rest = sentences.dropFirst().map { "<li>\(text($0))</li>" }.joined(separator: "\n")
        return "<section class=\"advice\"><h2>\(text(words.advice))</h2>\n<p class=\"lead\">\(text(first))</p>\n"
            + (rest.isEmpty ? "" : "<ul>\n\(rest)\n</ul>\n") + "</section>\n"
    }

    private func figure(_ svg: String?, _ caption: String) -> String {
        svg.map { "<figure>\n<div class=\"wide\">\($0)</div><figcaption>\(text(caption))</figcaption>\n</figure>\n" }
            ?? ""
    }

    private var profile: String {
        guard let main = report.main else { return "" }
        return figure(BenchmarkPictures.profiles(report, main, words), words.profileText(main.name))
    }

    private var trade: String {
        guard let main = report.main else { return "" }
        return figure(BenchmarkPictures.trade(report, main, words), words.tradeText(main.name))
    }

    private var growth: String { figure(BenchmarkPictures.growth(report, words), words.growthText) }

    private var ranking: String {
        let events = order.rankedInstances
        let rows = order.standings.map { standing in
            let contender = standing.contender
            let absence = standing.instances < events ? words.placeOn(standing.instances, of: events) : nil
            let limits = [contender.limit?.text(in: words.language), absence].compactMap { $0 }
            return "<tr><td class=\"number\">\(text(words.short(standing.meanPlace)))</td>"
                + "<th scope=\"row\">\(text(contender.name))</th>"
                + "<td>\(text(contender.summary.text(in: words.language)))</td>"
                + "<td class=\"quiet\">\(text(limits.joined(separator: "; ")))</td></tr>"
        }
        return
            "<h2>\(text(words.ranking))</h2>\n<p class=\"quiet\">\(text(words.rankingRule))</p>\n<div class=\"wide\"><table>\n<thead><tr>"
            + "<th class=\"number\">\(text(words.meanPlace))</th><th>\(text(words.strategy))</th>"
            + "<th>\(text(words.what))</th><th>\(text(words.cannot))</th></tr></thead>\n<tbody>\n"
            + rows.joined(separator: "\n") + "\n</tbody></table></div>\n"
    }

    // MARK: Numbers

    private var numbers: String {
        let meanings = words.columns.map { "<dt>\(text($0.head))</dt><dd>\(text($0.meaning))</dd>" }
        return "<h2>\(text(words.eventsHeading))</h2>\n"
            + report.instances.map { table($0) + more($0) }.joined()
            + "<h3>\(text(words.legend))</h3>\n<dl>\n\(meanings.joined(separator: "\n"))\n</dl>\n"
            + "<p class=\"quiet\">\(text(words.notMeasured)). \(text(words.outliers)).</p>\n"
    }

    private func table(_ instance: BenchmarkInstance) -> String {
        let results = order.ranked(instance)
        let draws = results.first?.quality?.draws ?? report.repeats
        let head =
            "<h3>\(text(instance.name))</h3>\n<p class=\"quiet\">"
            + text(words.size(instance) + "; " + words.draws(draws)) + "</p>\n"
        let absent = order.absences(instance).map { words.leftOut($0.contenders, instance.name, because: $0.outcome) }
            .map { "<p class=\"doubt\">\(text($0))</p>\n" }.joined()
        guard !results.isEmpty else {
            return head
                + (order.isImpossible(instance) ? "<p>\(text(words.impossible(on: instance.name)))</p>\n" : absent)
        }
        let heads = words.columns.map { "<th class=\"number\" title=\"\(text($0.meaning))\">\(text($0.head))</th>" }
        let rows = results.enumerated().map { position, result in
            "<tr\(position == 0 ? " class=\"best\"" : "")><th scope=\"row\">\(text(result.contender))</th>"
                + words.cells(result).map { "<td class=\"number\">\(text($0))</td>" }.joined() + "</tr>"
        }
        let doubts = report.results(of: instance).compactMap { result -> String? in
            if result.quality?.verified == false { return words.notVerified(result.contender, instance.name) }
            if result.stopped == true { return words.stopped(result.contender, instance.name) }
            return result.quality?.proven == false ? words.unproven(result.contender, instance.name) : nil
        }
        return head
            + "<div class=\"wide\"><table>\n<thead><tr><th>\(text(words.strategy))</th>\(heads.joined())</tr></thead>\n<tbody>\n"
            + rows.joined(separator: "\n") + "\n</tbody></table></div>\n"
            + doubts.map { "<p class=\"doubt\">\(text($0))</p>\n" }.joined() + absent
    }

    /// What does not fit the first table, folded away.
    private func more(_ instance: BenchmarkInstance) -> String {
        let results = order.ranked(instance)
        guard !results.isEmpty else { return "" }
        let columns = MoreNumbers.columns(words)
        let heads = columns.map { "<th class=\"number\">\(text($0.head))</th>" }
        let rows = results.map { result in
            "<tr><th scope=\"row\">\(text(result.contender))</th>"
                + columns.map { "<td class=\"number\">\(text($0.value(result) ?? "–"))</td>" }.joined() + "</tr>"
        }
        return "<details><summary>\(text(words.detailHeading))</summary>\n<div class=\"wide\"><table>\n<thead><tr>"
            + "<th>\(text(words.strategy))</th>\(heads.joined())</tr></thead>\n<tbody>\n" + rows.joined(separator: "\n")
            + "\n</tbody></table></div>\n</details>\n"
    }

    private var machine: String {
        "<h2>\(text(words.machineHeading))</h2>\n<p>\(text(words.machine(report)))</p>\n"
    }

    private static let style = """
        :root{color-scheme:light}
        body{font:16px/1.5 system-ui,"Segoe UI","DejaVu Sans",sans-serif;color:#1f2933;background:#f5f7fa;margin:0}
        main{max-width:880px;margin:0 auto;padding:24px 20px 60px;background:#fff}
        h1{font-size:28px;margin:8px 0 4px}h2{font-size:20px;margin:36px 0 8px}h3{font-size:16px;margin:24px 0 2px}
        .quiet{color:#616e7c;font-size:14px;margin:2px 0 8px}
        .advice{border-left:5px solid #2b7a4b;background:#f0f7f1;padding:6px 18px 10px;margin:18px 0}
        .advice h2{margin:8px 0}.lead{font-size:17px;margin:6px 0}
        .doubt{color:#a33120;font-size:14px}
        table{border-collapse:collapse;font-size:13.5px;width:100%;margin:6px 0 4px}
        th,td{text-align:left;padding:3px 6px;border-bottom:1px solid #e4e7eb;vertical-align:top}
        thead th{color:#616e7c;font-weight:500}tbody th{font-weight:600;white-space:nowrap}
        .number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        .best{background:#f0f7f1}
        .wide{overflow-x:auto}
        figure{margin:22px 0}figure svg{display:block;width:100%;min-width:600px;height:auto}figcaption{color:#616e7c;font-size:14px}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;font-size:14px}dt{font-weight:600}dd{margin:0}
        details{margin:4px 0 12px;font-size:14px;overflow-x:auto}summary{cursor:pointer;color:#14506e}
        @media print{body{background:#fff}main{max-width:none;padding:0}details{display:none}.wide{overflow:visible}
        figure svg{min-width:0}figure,.advice,tr,dl{break-inside:avoid}h1,h2,h3{break-after:avoid}
        .advice,.best{print-color-adjust:exact}}
        """
}

/// The second table of an event.
private enum MoreNumbers {
    struct Column {
        let head: String
        let value: (BenchmarkResult) -> String?
    }

    static func columns(_ words: BenchmarkWording) -> [Column] {
        [
            Column(head: "Jain") { $0.quality?.jain.map { words.decimal($0, places: 3) } },
            Column(head: words.say("worst draw", "slechtste loting")) {
                ($0.quality?.worstOfAllDraws).map { words.number($0) }
            },
            Column(head: words.say("worst: above least", "ergste: boven minst")) {
                $0.distance?.worst.map { words.short($0) }
            },
            Column(head: words.say("first: below most", "eerste: onder meest")) {
                $0.distance?.firstChoices.map { words.short($0) }
            },
            Column(head: words.say("sum: above least", "som: boven minst")) {
                $0.distance?.totalRegret.map { words.short($0) }
            },
            Column(head: words.say("quartiles", "kwartielen")) { result in
                result.seconds.map { words.seconds($0.lowerQuartile) + "–" + words.seconds($0.upperQuartile) }
            },
            Column(head: words.say("memory", "geheugen")) { $0.peakMemoryBytes.map { words.bytes($0) } },
            Column(head: words.say("wishes", "wensen")) { $0.counters.map { words.number($0.attempts) } },
            Column(head: words.say("moves", "verzet")) { $0.counters.map { words.number($0.moves) } },
            Column(head: words.say("pivots", "pivots")) { $0.counters.map { words.number($0.pivots) } },
            Column(head: words.say("nodes", "knopen")) { $0.counters.map { words.number($0.nodes) } },
        ]
    }
}
