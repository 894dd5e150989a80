import BreakoutAllocator
import BreakoutFormats
import BreakoutModel
import BreakoutReports
import BreakoutVerifier
import Optimisation

/// `breakouts explain`: why people are where they are, from a stored run or, where there is none, an allocation made now.
struct ExplainCommand {
    let arguments: Arguments
    private var console: Console

    init(_ arguments: Arguments, _ console: Console) throws(Failure) {
        self.arguments = arguments
        self.console = console
        if arguments.has(.all) && arguments.has(.attendee) { throw ExplainCommand.clash(.all, .attendee) }
        if arguments.has(.json) && arguments.has(.csv) { throw ExplainCommand.clash(.json, .csv) }
    }

    private static func clash(_ a: Flag.Name, _ b: Flag.Name) -> Failure {
        Failure(
            .usage,
            Bilingual(
                en: "--\(a.rawValue) and --\(b.rawValue) cannot be combined",
                nl: "--\(a.rawValue) en --\(b.rawValue) gaan niet samen"))
    }

    func run() throws(Failure) -> ExitCode {
        try console.withEvent(arguments) { input, console throws(Failure) in
            var command = self
            command.console = console
            return try command.run(input)
        }
    }

    private func run(_ input: EventInput) throws(Failure) -> ExitCode {
        let people = try people(EventNames(input.event))
        let control = input.control()
        guard let subject = try subject(input, control) else {
            return try console.reportImpossible(input, arguments)
        }
        var explainer = Explainer(
            event: subject.event, rules: subject.rules, allocation: subject.allocation, objective: subject.objective,
            seed: subject.seed, fits: subject.run.fits, leavesOut: subject.leavesOut, rerun: subject.rerun,
            control: control)
        let explanations = explainer.explain(people ?? inListOrder(subject.event))
        if arguments.has(.json) {
            try console.print(
                String(
                    decoding: RunDocuments.encode(
                        ExplainDocument(explanations, subject.event, subject, console.language)), as: UTF8.self))
        } else if arguments.has(.csv) {
            try console.print(
                String(
                    decoding: ExplainTable.csv(explanations, subject.event, console.language), as: UTF8.self))
        } else if !console.isQuiet {
            let text =
                people == nil
                ? ExplainScreen.everybody(
                    explanations, event: subject.event, run: subject.run, style: console.outputStyle)
                : ExplainScreen.people(
                    explanations, event: subject.event, run: subject.run, style: console.outputStyle)
            try console.print(text + "\n")
        }
        return Interrupt.isRequested ? .interrupted : .done
    }

    // MARK: Whom

    /// The people asked for; nil for everybody.
    private func people(_ names: EventNames) throws(Failure) -> [AttendeeIndex]? {
        guard arguments.has(.attendee) else { return nil }
        var people: [AttendeeIndex] = []
        for text in arguments.texts(.attendee) {
            let attendee = try Arguments.attendee(text, names)
            if !people.contains(attendee) { people.append(attendee) }
        }
        return people
    }

    /// By name as in the Netherlands.
    private func inListOrder(_ event: Event) -> [AttendeeIndex] {
        let keyed = event.attendees.enumerated().map { (NameOrder.key($1.name), $0) }
        return keyed.sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 < $1.0 }.map { AttendeeIndex($0.1) }
    }

    // MARK: Which allocation

    /// The run that was asked for, or the latest; without any, an allocation made now. Nil when there is none.
    private func subject(_ input: EventInput, _ control: SolveControl) throws(Failure) -> ExplainSubject? {
        guard arguments.has(.run) || !RunFolder.numbers(in: input.folder + "/runs").isEmpty else {
            let objective = input.event.settings.objective
            guard
                let day = try SolvedDay.solve(input.event, input.rules, objective: objective, control: control).day
            else { return nil }
            return ExplainSubject(
                event: input.event, rules: input.rules, allocation: day.solved.allocation, objective: objective,
                seed: input.event.settings.seed,
                run: ExplainedRun(folder: nil, event: input.folder, isProven: day.solved.isOptimal))
        }
        let folder = try RunFolder.find(arguments.text(.run), event: input.folder)
        let stored = try StoredRun.read(folder)
        guard stored.diagnostics.allSatisfy({ $0.severity < .error }) else {
            throw Failure(
                .badData,
                Bilingual(
                    en: "'\(folder.path)/allocation.csv' is not what a run writes",
                    nl: "'\(folder.path)/allocation.csv' is niet wat een run schrijft"),
                hints: stored.diagnostics.filter { $0.severity == .error }.prefix(5).map(\.message))
        }
        let changed = stored.changedInputs(input.loaded.files)
        let published = try stored.publishedRun(of: folder, event: input.folder)
        let whole = input.loaded.reading.event!
        let used = try stored.asUsed(whole, published)
        let verification = stored.verify(used, published: published)
        guard verification.accepted || !changed.isEmpty else {
            throw Failure(
                .badData,
                Bilingual(
                    en: "the run in '\(folder.path)' was changed by hand or is not one of this event",
                    nl: "de run in '\(folder.path)' is met de hand gewijzigd of is niet van dit evenement"),
                hints: verification.violations.prefix(3).map(\.message)
                    + [
                        Bilingual(
                            en: "see: breakouts verify \(input.folder)", nl: "zie: breakouts verify \(input.folder)")
                    ])
        }
        return ExplainSubject(
            event: used, rules: RuleBook(used), allocation: stored.allocation(in: used),
            objective: stored.summary.objective, seed: stored.summary.seed,
            rerun: published.flatMap { stored.explained($0, used) },
            run: ExplainedRun(
                folder: folder.path, event: input.folder, isProven: stored.summary.status == .optimal,
                changedFiles: changed,
                fits: verification.accepted), leavesOut: stored.summary.rounds.contains { ($0.unplaced ?? 0) > 0 })
    }
}

/// The allocation that is explained, and how it was made.
struct ExplainSubject {
    /// As the run used it: with seats kept back, or with rounds that had begun.
    let event: Event
    let rules: RuleBook
    let allocation: Allocation
    let objective: Objective
    let seed: UInt64
    /// What it is a rerun of.
    var rerun: ExplainedRerun?
    let run: ExplainedRun
    /// Whether people may be without a place in it.
    var leavesOut = false
}

extension StoredRun {
    /// What the run is a rerun of. Whoever was given a freed seat afterwards counts as having been told it: nothing about
    /// moves would be right otherwise.
    func explained(_ published: PublishedRun, _ event: Event) -> ExplainedRerun? {
        guard let rerun = summary.rerun else { return nil }
        var records = published.records
        for seat in rerun.filled {
            let key = Attendee.key(of: seat.attendee)
            for index in records.indices
            where records[index].round == seat.round && Attendee.key(of: records[index].attendee) == key {
                records[index].session = seat.to
            }
        }
        return ExplainedRerun(
            published: Published(records: records, event: event), terms: published.terms, fewestMoves: rerun.fewestMoves
        )
    }

    /// The placements of those people and sessions that the event knows.
    func allocation(in event: Event) -> Allocation {
        var allocation = Allocation(attendeeCount: event.attendees.count, roundCount: event.roundCount)
        var people: [String: Int] = [:], sessions: [String: Int] = [:]
        for (index, attendee) in event.attendees.enumerated() { people[attendee.key] = index }
        for (index, session) in event.sessions.enumerated() { sessions[session.id] = index }
        for record in records {
            guard let attendee = people[Attendee.key(of: record.attendee)], let session = sessions[record.session],
                event.sessions[session].round == record.round - 1
            else { continue }
            allocation[AttendeeIndex(attendee), record.round - 1] = SessionIndex(session)
        }
        return allocation
    }
}
