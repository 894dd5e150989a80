import BreakoutModel

/// From the files of an event folder to an event.
///
/// Bytes become text, text becomes tables, tables become rows, rows become the event. Every step reports what it
/// finds and goes on as far as it makes sense, so that all problems of all files come to light in one go.
public enum EventFolder {
    /// Reads the files of one folder, in any order. `folderName` is the title of an event that gives none.
    /// `otherNames` are the names of the other files of the folder: they are not read, but one that looks like a
    /// misspelt file of the event is told.
    public static func read(
        _ files: [InputFile], folderName: String, otherNames: [String] = [],
        options: ReadingOptions = ReadingOptions()
    ) -> EventReading {
        var findings = Findings()
        let strangers = StrangeFiles(otherNames, beside: files.map(\.name))
        var open = OpenFolder(files, strangers, &findings)
        strangers.report(&findings)

        let sessions = open.read(.sessions, &findings) { table, source, findings in
            SessionsReading(table, &source, &findings)
        }
        var people = AttendeeSection()
        if let table = open[.attendees]?.table {
            people.read(table, sessions ?? SessionsReading(), options, &open.sources[.attendees]!, &findings)
        }
        if let table = open[.late]?.table, people.table != nil {
            people.readLate(table, sessions ?? SessionsReading(), options, &open.sources, &findings)
        }
        if let table = open[.preferences]?.table, let sessions, sessions.roundCount > 0, people.table != nil {
            people.readPreferences(table, sessions, options, &open.sources[.preferences]!, &findings)
        }
        // Without sessions or attendees every name in the other files would be unknown, which helps nobody.
        let known = sessions != nil && people.table != nil
        let everybody = people
        let assembler = sessions.map { sessions in Later { EventAssembler(sessions: sessions, people: everybody) } }
        let pendingDuties =
            !known
            ? nil
            : open.readLater(.duties) { table, source, findings in
                DutiesReader.read(table, everybody.names, sessions!.names, &source, &findings)
            }
        let rankings = people.rankings(sessions ?? SessionsReading(), options, &open.sources, &findings)
        let duties = pendingDuties.map { open.take($0, of: .duties, &findings) }
        let groups =
            !known
            ? nil
            : open.read(.groups, &findings) { table, source, findings in
                GroupsReader.read(table, people.names, &source, &findings)
            }
        let untitled = Settings(title: folderName, isTitleGiven: false)
        let settings: Settings? = open.read(.settings, &findings) { table, source, findings in
            SettingsReader.read(table, defaults: untitled, &source, &findings)
        }

        var event: Event?
        if let assembler, let rankings {
            event = assembler.value().event(
                rankings, duties: duties ?? [], groups: groups ?? [],
                settings: settings ?? untitled, &findings)
        }
        open.hash()
        let sources = EventFileKind.allCases.compactMap { open.sources[$0] }
        return EventReading(
            event: findings.hasErrors ? nil : event, diagnostics: findings.sorted, sources: sources,
            language: settings?.language)
    }

    /// Whether a file of this name belongs to an event, in either language and any case.
    public static func isEventFile(_ name: String) -> Bool { EventFileKind(fileName: name) != nil }
}

/// The files of a folder by kind, opened as tables.
private struct OpenFolder {
    var files: [EventFileKind: TableFile] = [:]
    var sources: [EventFileKind: SourceFile] = [:]
    private var hashes: [EventFileKind: FileHash] = [:]

    init(_ all: [InputFile], _ strangers: StrangeFiles, _ findings: inout Findings) {
        for kind in EventFileKind.allCases {
            let candidates = all.filter { EventFileKind(fileName: $0.name) == kind }.sorted {
                $0.name < $1.name
            }
            guard let file = candidates.first else {
                if kind.isRequired { findings.add(.missingFile(kind, meant: strangers.name(meantFor: kind))) }
                continue
            }
            if candidates.count > 1 { findings.add(.twoFiles(candidates.map(\.name))) }
            hashes[kind] = FileHash(file.bytes)
            let opened = TableFile(file, isKnown: kind.isKnownHeader, &findings)
            files[kind] = opened
            sources[kind] = opened.source
        }
    }

    subscript(kind: EventFileKind) -> TableFile? { files[kind] }

    mutating func hash() {
        for (kind, hash) in hashes { sources[kind]?.sha256 = hash.hex() }
    }

    /// What a reader makes of the file; nil when there is no such file or it is no table.
    mutating func read<Value>(
        _ kind: EventFileKind, _ findings: inout Findings,
        _ body: (Table, inout SourceFile, inout Findings) -> Value
    ) -> Value? {
        guard let table = files[kind]?.table else { return nil }
        return body(table, &sources[kind]!, &findings)
    }

    /// What a reader made of a file, with what it counted and found.
    struct Pending<Value: Sendable>: Sendable {
        let value: Value
        let source: SourceFile
        let findings: Findings
    }

    /// As `read`, while other files are read; `take` waits for it.
    func readLater<Value>(
        _ kind: EventFileKind, _ body: @escaping @Sendable (Table, inout SourceFile, inout Findings) -> Value
    ) -> Later<Pending<Value>>? {
        guard let table = files[kind]?.table, let known = sources[kind] else { return nil }
        return Later {
            var source = known, findings = Findings()
            let value = body(table, &source, &findings)
            return Pending(value: value, source: source, findings: findings)
        }
    }

    mutating func take<Value>(
        _ later: Later<Pending<Value>>, of kind: EventFileKind, _ findings: inout Findings
    ) -> Value {
        let pending = later.value()
        sources[kind] = pending.source
        findings.add(contentsOf: pending.findings)
        return pending.value
    }
}

extension EventFileKind {
    /// Whether a header is one that this kind of file has.
    func isKnownHeader(_ header: String) -> Bool {
        switch self {
        case .sessions: SessionColumn.named(header) != nil
        case .attendees, .late: AttendeeColumn.named(header) != nil || RankingHeader(header)?.isPlain == true
        case .preferences: PreferenceColumn.named(header) != nil
        case .duties: DutyColumn.named(header) != nil
        case .groups: GroupColumn.named(header) != nil
        case .settings: SettingsColumn.named(header) != nil
        }
    }
}

extension RankingHeader {
    /// Whether the header begins with what it says about rankings, so that it is not two headers run together.
    var isPlain: Bool { !hasOtherWords || bracket != nil || !remainder.isEmpty }
}
