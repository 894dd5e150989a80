import BreakoutModel

/// A change in a few words, with what it is now: `1.1: 60 seats (now 48)`.
public enum ChangeText {
    public static func label(_ change: EventChange, event: Event, language: Language) -> String {
        WhatIfWording(language: language, event: event).label(change)
    }

    /// Why these changes do not make an event.
    public static func error(_ error: EventChangeError, of changes: [EventChange], event: Event) -> Bilingual {
        func text(_ language: Language) -> String {
            WhatIfWording(language: language, event: event).error(error, of: changes)
        }
        return Bilingual(en: text(.english), nl: text(.dutch))
    }
}

/// Every wording of what-if, the two languages side by side.
struct WhatIfWording: Wording {
    let language: Language
    let event: Event

    // MARK: Changes

    func label(_ change: EventChange) -> String {
        switch change {
        case .capacity(let session, let capacity):
            let now = event[session].capacity
            if let now, capacity == now + 1 {
                return say(
                    "\(id(session)): one more seat (now \(number(now)))",
                    "\(id(session)): één plaats meer (nu \(number(now)))")
            }
            return "\(id(session)): \(limit(capacity)) (\(self.now) \(now.map { number($0) } ?? limit(nil)))"
        case .minimum(let session, 0):
            return say(
                "\(id(session)): no minimum (now \(event[session].minimum))",
                "\(id(session)): geen minimum (nu \(event[session].minimum))")
        case .minimum(let session, let minimum):
            return
                "\(id(session)): \(say("at least", "minstens")) \(people(minimum)) (\(now) \(event[session].minimum))"
        case .cancellable(let session, let cancellable):
            return cancellable
                ? say("\(id(session)): may be cancelled", "\(id(session)): mag vervallen")
                : say("\(id(session)): may not be cancelled", "\(id(session)): mag niet vervallen")
        case .notHeld(let session): return say("\(id(session)): not given", "\(id(session)): vervalt")
        case .openToEveryone(let session):
            return say("\(id(session)): open to everyone", "\(id(session)): open voor iedereen")
        case .notRequired(let place):
            return say("\(id(place)): nobody has to attend", "\(id(place)): voor niemand verplicht")
        case .time(let place, let start, let end):
            let span: TimeSpan? =
                switch place {
                case .session(let session): event[session].time
                case .fixedItem(let item): event[item].time
                }
            return "\(id(place)): \(times(start, end)) (\(now) \(span?.text(in: language) ?? "–"))"
        case .roundTime(let round, let start, let end): return "\(roundTitle(round + 1)): \(times(start, end))"
        case .addedDuty(let duty): return "\(id(duty.place)): " + self.duty(duty, isAdded: true)
        case .liftedDuty(let duty): return "\(id(duty.place)): " + self.duty(duty, isAdded: false)
        case .liftedGroup(let group):
            let name = event.groups[group].name
            return event.groups[group].rule == .together
                ? say("group \(name): not kept together", "groep \(name): niet per se samen")
                : say("group \(name): not kept apart", "groep \(name): niet per se apart")
        case .liftedTopic(let topic):
            return say("topic \(topic): may be had twice", "thema \(topic): mag twee keer")
        case .maximumPerOrganisation, .transferMinutes, .lateArrivalMinutes: return setting(change)
        }
    }

    private func setting(_ change: EventChange) -> String {
        let settings = event.settings
        switch change {
        case .maximumPerOrganisation(let maximum):
            let present = settings.maximumPerOrganisation.map { number($0) } ?? say("none", "geen")
            return maximum.map {
                say(
                    "at most \($0) of one organisation (now \(present))",
                    "hoogstens \($0) van één organisatie (nu \(present))")
            } ?? say("no maximum per organisation (now \(present))", "geen maximum per organisatie (nu \(present))")
        case .transferMinutes(let minutes):
            return say(
                "transfer \(minutes) minutes (now \(settings.transferMinutes))",
                "wisseltijd \(minutes) minuten (nu \(settings.transferMinutes))")
        case .lateArrivalMinutes(let minutes):
            return say(
                "late arrival \(minutes) minutes (now \(settings.lateArrivalMinutes))",
                "te laat mag \(minutes) minuten (nu \(settings.lateArrivalMinutes))")
        default: preconditionFailure("not a setting")
        }
    }

    private var now: String { say("now", "nu") }
    private func id(_ session: SessionIndex) -> String { event[session].id }
    private func id(_ place: DutyPlace) -> String {
        switch place {
        case .session(let session): id(session)
        case .fixedItem(let item): event[item].id
        }
    }
    private func limit(_ capacity: Int?) -> String { capacity.map { seats($0) } ?? say("no limit", "geen limiet") }

    private func times(_ start: TimeOfDay?, _ end: TimeOfDay?) -> String {
        switch (start, end) {
        case (let start?, let end?): TimeSpan(start: start, end: end)?.text(in: language) ?? ""
        case (let start?, nil): say("from ", "vanaf ") + start.text(in: language)
        case (nil, let end?): say("until ", "tot ") + end.text(in: language)
        case (nil, nil): ""
        }
    }

    private func duty(_ duty: Duty, isAdded: Bool) -> String {
        let who = event[duty.attendee].name
        let with = isAdded ? say("with", "met") : say("without", "zonder")
        return switch duty.kind {
        case .chair: say("\(with) chair \(who)", "\(with) voorzitter \(who)")
        case .speaker: say("\(with) speaker \(who)", "\(with) spreker \(who)")
        case .member: say("\(with) member \(who)", "\(with) lid \(who)")
        case .excluded:
            isAdded
                ? say("not open to \(who)", "niet open voor \(who)") : say("open to \(who)", "open voor \(who)")
        }
    }

    func error(_ error: EventChangeError, of changes: [EventChange]) -> String {
        switch error {
        case .minimumAboveCapacity(let session):
            say(
                "\(id(session)) would hold fewer people than its minimum; \(whatElse(session, changes))",
                "in \(id(session)) passen dan minder mensen dan het minimum; \(whatElse(session, changes))")
        case .endNotAfterStart(let place):
            say(
                "\(id(place)) would not end after its start; give both: --start and --end",
                "\(id(place)) zou niet na het begin eindigen; geef beide: --start en --end")
        case .timeIncomplete(let place):
            say(
                "the programme gives no times for \(id(place)); give both: --start and --end",
                "het programma geeft geen tijden voor \(id(place)); geef beide: --start en --end")
        }
    }

    /// Of the room and the minimum of a session the one that was not changed, to be changed too.
    private func whatElse(_ session: SessionIndex, _ changes: [EventChange]) -> String {
        let capacity = "--capacity \(id(session))=N", minimum = "--minimum \(id(session))=N"
        let changesCapacity = changes.contains { if case .capacity(session, _) = $0 { true } else { false } }
        let changesMinimum = changes.contains { if case .minimum(session, _) = $0 { true } else { false } }
        if changesCapacity && changesMinimum {
            return say(
                "give a larger \(capacity), or a smaller \(minimum)",
                "geef een grotere \(capacity), of een kleinere \(minimum)")
        }
        let other = changesMinimum ? capacity : minimum
        return say("change that too: \(other)", "wijzig dat ook: \(other)")
    }

    // MARK: The screen

    var nextHeading: String { say("WHAT NEXT", "HOE VERDER") }
    var nextWidth: Int { 36 }
    var makeItSo: String { say("Change the files as you like, then", "Pas de bestanden naar wens aan, dan") }
    var tryOthers: String { say("Try other changes", "Probeer andere wijzigingen") }
    var tryTogether: String { say("Try some together", "Probeer er enkele samen") }
    var someChanges: String { say("--capacity S=N --lift-duty S=WHO", "--capacity S=N --lift-duty S=WIE") }

    var heading: String { say("WHAT IF", "WAT ALS") }
    var rulesHeading: String { say("WHAT EACH RULE COSTS", "WAT ELKE REGEL KOST") }
    var rulesDetail: String {
        say("the difference when that one alone is given up", "het verschil als die ene vervalt")
    }
    var scale: String { say("people by disappointment:", "deelnemers met teleurstelling:") }
    var firsts: String { say("first choices", "1e voorkeuren") }
    var present: String { say("as it is", "zoals het is") }
    var together: String { say("all of these together", "alles samen") }
    var better: String { say("better", "beter") }
    var worse: String { say("worse", "slechter") }
    var same: String { say("no difference", "geen verschil") }
    var impossible: String { say("no allocation", "geen indeling") }
    var notAlone: String { say("not possible by itself", "kan niet op zichzelf") }
    var skipped: String { say("not worked out", "niet uitgerekend") }
    var notProven: String { say("not proven", "niet bewezen") }
    func orMore(_ level: Int) -> String { "\(level)+" }

    func objective(_ objective: Objective) -> String {
        say("objective ", "doel ") + name(of: objective)
    }

    /// What the last line comes to, in words.
    func sentence(_ result: ScenarioResult, _ before: ScenarioResult) -> String {
        let all = result.regret.profile.first ?? 0, allBefore = before.regret.profile.first ?? 0
        let everything = say(
            "\(number(all)) of \(people(result.choosing)) would receive everything they put first (now "
                + "\(number(allBefore)) of \(number(before.choosing)))",
            "\(number(all)) van de \(people(result.choosing)) \(all == 1 ? "krijgt" : "krijgen") dan overal de eerste voorkeur (nu "
                + "\(number(allBefore)) van de \(number(before.choosing)))")
        let choices = say(
            "\(number(result.firstChoices)) first \(result.firstChoices == 1 ? "choice" : "choices") would be given (now \(number(before.firstChoices)))",
            "er \(result.firstChoices == 1 ? "wordt" : "worden") \(number(result.firstChoices)) eerste \(result.firstChoices == 1 ? "voorkeur" : "voorkeuren") gegeven (nu \(number(before.firstChoices)))"
        )
        let worst =
            result.regret.worst == before.regret.worst
            ? say(
                "the largest disappointment stays \(result.regret.worst)",
                "de grootste teleurstelling blijft \(result.regret.worst)")
            : say(
                "the largest disappointment would be \(result.regret.worst) (now \(before.regret.worst))",
                "de grootste teleurstelling wordt \(result.regret.worst) (nu \(before.regret.worst))")
        var parts = [everything, choices, worst]
        if result.excused != before.excused {
            parts.append(
                say(
                    "\(people(result.excused)) would be excused from a round (now \(number(before.excused)))",
                    "\(people(result.excused)) \(result.excused == 1 ? "is" : "zijn") vrijgesteld in een ronde (nu \(number(before.excused)))"
                ))
        }
        return parts.joined(separator: "; ") + "."
    }

    var noDifference: String { say("No difference: ", "Geen verschil: ") }
    var noDifferenceFound: String {
        say("No difference found in time, but not proven: ", "Op tijd geen verschil gevonden, maar niet bewezen: ")
    }
    var notWorkedOut: String { say("Not worked out in time: ", "Niet op tijd uitgerekend: ") }

    /// Many changes in a sentence, those of one kind together.
    func inOneBreath(_ changes: [EventChange]) -> String {
        var seats: [String] = [], minimums: [String] = [], parts: [String] = []
        for change in changes {
            switch change {
            case .capacity(let session, _): seats.append(id(session))
            case .minimum(let session, _): minimums.append(id(session))
            default: parts.append(label(change))
            }
        }
        if !minimums.isEmpty {
            parts.insert(say("no minimum in ", "geen minimum in ") + list(minimums), at: 0)
        }
        if !seats.isEmpty { parts.insert(say("one more seat in ", "één plaats meer in ") + list(seats), at: 0) }
        return parts.joined(separator: "; ") + "."
    }

    func proven(_ isProven: Bool) -> String {
        isProven
            ? say(
                "Each line is the best allocation of that event, proven and checked by the independent verifier. "
                    + "Nothing was written or changed.",
                "Elke regel is de beste indeling van dat evenement, bewezen en nagerekend door de onafhankelijke "
                    + "controle. Er is niets geschreven of gewijzigd.")
            : say(
                "Stopped early: some lines are not proven to be the best, or not worked out. Nothing was written or changed.",
                "Voortijdig gestopt: van sommige regels is niet bewezen dat ze de beste zijn, of ze zijn niet "
                    + "uitgerekend. Er is niets geschreven of gewijzigd.")
    }

    var otherPeople: String { say("others choose", "anderen kiezen") }

    /// More or fewer rounds that people are excused from.
    func excused(_ difference: Int) -> String {
        difference > 0
            ? say("\(number(difference)) more excused", "\(number(difference)) meer vrijgesteld")
            : say("\(number(-difference)) fewer excused", "\(number(-difference)) minder vrijgesteld")
    }

    var comparability: String {
        say(
            "Where other people choose (somebody with a duty becomes free, or somebody is excused), the numbers differ by "
                + "that too: they do not tell better from worse.",
            "Waar anderen kiezen (iemand met een taak wordt vrij, of iemand is vrijgesteld), verschillen de aantallen ook "
                + "daardoor: ze zeggen dan niet wat beter of slechter is.")
    }

    var stillWished: String {
        say(
            "A session that is not given stays in the rankings, as a wish that was not got; so it does with capacity 0 in "
                + "the sessions file. Without its row there, and with --drop-unknown, it is out of the rankings too, and "
                + "disappointments are smaller.",
            "Een deelsessie die vervalt blijft in de voorkeuren staan, als een wens die niet uitkwam; zo ook met "
                + "capaciteit 0 in het bestand met deelsessies. Zonder haar rij daar, en met --drop-unknown, is zij ook "
                + "uit de voorkeuren, en zijn de teleurstellingen kleiner.")
    }

    func nothingToGiveUp() -> String {
        say("This event has no rules to give up.", "Dit evenement heeft geen regels om op te geven.")
    }
}
