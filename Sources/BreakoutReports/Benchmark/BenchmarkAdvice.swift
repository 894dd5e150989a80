import BreakoutModel

/// What the numbers say to an organiser, in sentences; each only where the numbers are there to say it.
struct BenchmarkAdvice {
    let report: BenchmarkReport
    let order: BenchmarkOrder
    let words: BenchmarkWording

    init(_ report: BenchmarkReport, _ language: Language) {
        self.report = report
        order = BenchmarkOrder(report: report)
        words = BenchmarkWording(language: language)
    }

    private var main: BenchmarkInstance? { report.main }

    var sentences: [String] {
        guard let main, let best = order.standings.first,
            let result = result(of: best.contender.name, on: main), let quality = result.quality
        else { return [] }
        if let nothing = nothingToCompare(main) { return [nothing] }
        // With one alone nothing is compared.
        guard report.contenders.count > 1 else { return [] }
        return [
            winner(best, quality, main) + " " + command(best.contender), reason(best, quality, main),
            cutShort(best, main), choice(best, quality, main), usual(best, quality, main), blind(best, quality, main),
            honest(best, result, main), late(best, main), time(best, main),
        ].compactMap { $0 }
    }

    private func nothingToCompare(_ main: BenchmarkInstance) -> String? {
        if report.results(of: main).contains(where: { $0.outcome == .skipped }) {
            return words.say(
                "Not all strategies were run on '\(main.name)', so there is no advice.",
                "Niet alle strategieën zijn op '\(main.name)' gedraaid, dus is er geen advies.")
        }
        guard main.choosing == 0 else { return nil }
        return words.say(
            "Nobody ranked anything on '\(main.name)', so there is nothing to compare: 'breakouts assign' will do.",
            "Op '\(main.name)' gaf niemand een voorkeur op, dus valt er niets te vergelijken: 'breakouts assign' volstaat."
        )
    }

    private func result(of contender: String, on instance: BenchmarkInstance) -> BenchmarkResult? {
        report.results(of: instance).first { $0.contender == contender && $0.quality != nil && !$0.wasCutShort }
    }

    private func called(_ contender: BenchmarkContender) -> String {
        "'\(contender.name)' (\(contender.summary.text(in: words.language)))"
    }

    private func winner(
        _ best: BenchmarkOrder.Standing, _ quality: BenchmarkQuality, _ main: BenchmarkInstance
    ) -> String {
        let everything = words.short(quality.profile.first ?? 0)
        let worst =
            quality.worstRegret == 0
            ? words.say("nobody is disappointed", "niemand wordt teleurgesteld")
            : words.say(
                "nobody has more than \(words.disappointments(quality.worstRegret))",
                "niemand heeft meer dan \(words.disappointments(quality.worstRegret))")
        let proof =
            quality.proven == true
            ? words.say(" That nothing is better is proven.", " Dat niets beter is, is bewezen.") : ""
        let often =
            report.instances.count == 1
            ? words.say("it comes first", "die komt als eerste uit de bus")
            : words.say(
                "it comes first on \(best.firsts) of the \(best.instances) events",
                "die komt op \(best.firsts) van de \(best.instances) evenementen als eerste uit de bus")
        return words.say(
            "Use \(called(best.contender)): \(often). On '\(main.name)' \(everything) of \(main.choosing) people get everything "
                + "they put first, and \(worst).\(proof)",
            "Gebruik \(called(best.contender)): \(often). Op '\(main.name)' krijgen \(everything) van de \(main.choosing) "
                + "deelnemers alles wat zij bovenaan zetten, en \(worst).\(proof)"
        )
    }

    /// What to type.
    private func command(_ contender: BenchmarkContender) -> String {
        var flags = contender.proves ? "" : " --strategy \(contender.strategy)"
        if let objective = contender.objective, objective != .fair { flags += " --objective \(objective.rawValue)" }
        return flags.isEmpty
            ? words.say(
                "That is what 'breakouts assign' does with the event's folder, unless told otherwise.",
                "Dat is wat 'breakouts assign' met de map van het evenement doet, als u niets anders opgeeft.")
            : words.say(
                "The command: breakouts assign, the event's folder, and\(flags).",
                "De opdracht: breakouts assign, de map van het evenement, en\(flags).")
    }

    /// A proof that was not reached says nothing against who was looking for it.
    private func cutShort(_ best: BenchmarkOrder.Standing, _ main: BenchmarkInstance) -> String? {
        let short = report.results(of: main).filter { result in
            result.wasCutShort && report.contender(named: result.contender)?.proves == true
        }
        guard !short.isEmpty else { return nil }
        let names = words.list(short.map { "'\($0.contender)'" })
        return words.say(
            "\(names) did not come to an end there within the time and so has no place; with a larger --time-limit it may do "
                + "better than what is advised here.",
            "\(names) kwam daar niet op tijd tot een eind en heeft dus geen plaats; met een grotere --time-limit komt er "
                + "mogelijk iets beters uit dan wat hier is aangeraden.")
    }

    /// Whether another proven objective pleases more people fully, and what that asks of the others.
    private func choice(
        _ best: BenchmarkOrder.Standing, _ quality: BenchmarkQuality, _ main: BenchmarkInstance
    ) -> String? {
        let proven = report.contenders.filter { $0.proves && $0.name != best.contender.name }.compactMap { contender in
            result(of: contender.name, on: main)?.quality.map { (contender, $0) }
        }
        guard best.contender.proves, let everything = quality.profile.first,
            let (other, numbers) = proven.max(by: { ($0.1.profile.first ?? 0) < ($1.1.profile.first ?? 0) }),
            let more = numbers.profile.first, more > everything + 0.5,
            numbers.worstRegret > quality.worstRegret || numbers.twoDisappointments > quality.twoDisappointments
        else { return nil }
        var price: [String] = []
        if numbers.worstRegret > quality.worstRegret {
            price.append(
                words.say("somebody has ", "iemand heeft ") + words.disappointments(numbers.worstRegret)
                    + instead(of: quality.worstRegret))
        }
        if numbers.twoDisappointments > quality.twoDisappointments {
            price.append(
                words.peopleAre(numbers.twoDisappointments)
                    + words.say(" disappointed in more than one round", " in meer dan één ronde teleurgesteld")
                    + instead(of: quality.twoDisappointments))
        }
        return words.say(
            "It is a choice of values: \(called(other)) gives \(words.short(more)) people everything instead of "
                + "\(words.short(everything)), at a price: \(price.joined(separator: ", and ")).",
            "Het is een keuze: \(called(other)) geeft \(words.short(more)) deelnemers alles in plaats van "
                + "\(words.short(everything)), maar dat heeft een prijs: \(price.joined(separator: ", en ")).")
    }

    private func instead(of value: Double) -> String {
        words.say(" instead of ", " in plaats van ") + words.short(value)
    }

    /// Against what is usually done.
    private func usual(
        _ best: BenchmarkOrder.Standing, _ quality: BenchmarkQuality, _ main: BenchmarkInstance
    ) -> String? {
        guard best.contender.name != "first-come", let other = result(of: "first-come", on: main)?.quality,
            other.worstRegret > quality.worstRegret || other.twoDisappointments > quality.twoDisappointments
        else { return nil }
        let twice =
            other.twoDisappointments > quality.twoDisappointments
            ? words.say(
                ", and \(words.peopleAre(other.twoDisappointments)) disappointed twice instead of "
                    + "\(words.short(quality.twoDisappointments))",
                ", en \(words.peopleAre(other.twoDisappointments)) twee keer teleurgesteld in plaats van "
                    + "\(words.short(quality.twoDisappointments))") : ""
        return words.say(
            "With first come, first served somebody has \(words.disappointments(other.worstRegret)) there\(twice).",
            "Met wie het eerst komt, het eerst maalt heeft iemand daar \(words.disappointments(other.worstRegret))\(twice)."
        )
    }

    /// Against each round by itself.
    private func blind(
        _ best: BenchmarkOrder.Standing, _ quality: BenchmarkQuality, _ main: BenchmarkInstance
    ) -> String? {
        guard main.sessions.count > 1, let flow = result(of: "flow", on: main)?.quality,
            flow.twoDisappointments > quality.twoDisappointments
        else { return nil }
        return words.say(
            "With each round done by itself, however well, \(words.peopleAre(flow.twoDisappointments)) disappointed twice: "
                + "the rounds have to be looked at together.",
            "Met elke ronde apart, hoe goed ook, \(words.peopleBecome(flow.twoDisappointments)) twee keer teleurgesteld: "
                + "de rondes moeten samen bekeken worden.")
    }

    /// Whether people can play with their lists, and what it costs when they cannot.
    private func honest(
        _ best: BenchmarkOrder.Standing, _ result: BenchmarkResult, _ main: BenchmarkInstance
    ) -> String? {
        guard let own = result.misreports, own.people > 0 else { return nil }
        let safe = order.standings.first { standing in
            let samples = report.results.filter { $0.contender == standing.contender.name }.compactMap(\.misreports)
            // No gain in a sample is luck, unless the method itself gives no reason to play.
            return standing.contender.truthful ?? !standing.contender.proves
                && samples.contains { $0.people > 0 } && samples.allSatisfy { $0.gainers == 0 }
        }
        let risk = words.say(
            "\(own.gainers) of \(own.people) sampled people could have gained by another list than their own, had they known "
                + "all the other lists and the draw; so do not show lists before the allocation is out.",
            "\(own.gainers) van de \(own.people) deelnemers in de steekproef \(own.gainers == 1 ? "was" : "waren") met een andere lijst beter af geweest, bij kennis van "
                + "alle andere lijsten en de loting; toon dus geen lijsten voordat de indeling er is.")
        guard own.gainers > 0 else { return nil }
        guard let safe, safe.contender.name != best.contender.name,
            let other = self.result(of: safe.contender.name, on: main)?.quality
        else { return risk }
        return risk
            + words.say(
                " If that worries you, \(called(safe.contender)) left nobody in the samples anything to gain; then "
                    + "\(words.short(other.profile.first ?? 0)) people get everything they put first, and somebody has "
                    + "\(words.disappointments(other.worstRegret)).",
                " Als dat zorgen baart: bij \(called(safe.contender)) viel er voor niemand in de steekproeven iets te winnen; "
                    + "dan krijgen \(words.short(other.profile.first ?? 0)) deelnemers alles wat zij bovenaan zetten, en heeft "
                    + "iemand \(words.disappointments(other.worstRegret)).")
    }

    private func late(_ best: BenchmarkOrder.Standing, _ main: BenchmarkInstance) -> String? {
        guard let own = result(of: best.contender.name, on: main)?.lateSignUp, own.meanMoved > 0 else { return nil }
        let who =
            own.together
            ? words.say("\(own.lateSignUps) late sign-ups move", "verzetten \(own.lateSignUps) late aanmeldingen")
            : words.say("one late sign-up moves", "verzet één late aanmelding")
        return words.say(
            "Done all over again, \(who) \(words.others(own.meanMoved)) on average. Once people have been told, use "
                + "'breakouts rerun' for late sign-ups: it moves as few as possible.",
            "Als alles opnieuw gaat, \(who) gemiddeld \(words.others(own.meanMoved)). Hebben mensen al bericht, gebruik dan "
                + "'breakouts rerun' voor nakomers: dat verplaatst zo min mogelijk mensen.")
    }

    private func time(_ best: BenchmarkOrder.Standing, _ main: BenchmarkInstance) -> String? {
        guard let own = result(of: best.contender.name, on: main)?.seconds else { return nil }
        let largest = report.instances.max { $0.attendees < $1.attendees }
        let there = largest.flatMap { instance in
            result(of: best.contender.name, on: instance)?.seconds.map { (instance, $0) }
        }
        let here = words.say(
            "Time is no reason to choose another: it takes \(words.seconds(own.median))",
            "Tijd is geen reden voor een andere: het duurt \(words.seconds(own.median))")
        guard let (instance, time) = there, instance.name != main.name, instance.attendees > 2 * main.attendees else {
            return own.median < 60 ? here + "." : nil
        }
        return here
            + words.say(
                ", and \(words.seconds(time.median)) for \(words.people(instance.attendees)).",
                ", en \(words.seconds(time.median)) voor \(words.people(instance.attendees)).")
    }
}
