import BreakoutAllocator
import BreakoutFormats
import BreakoutModel
import BreakoutVerifier
import FoundationEssentials

/// A run that people were told about, as a rerun reads it. It is never written to.
struct PublishedFolder {
    let run: RunFolder
    /// As the manifest of a rerun names it: relative to the event's folder where it is in there.
    let name: String
    let records: [AllocationRecord]
    let summary: Summary
    let manifest: Manifest?
    /// The event as it was then, from the copies that the run keeps; nil for a run without them.
    let event: Event?
    private let hashes: (allocation: String, manifest: String?)

    /// Where a run keeps copies of the files that it was made from.
    static let inputs = "inputs"

    static func read(_ run: RunFolder, event folder: String) throws(Failure) -> PublishedFolder {
        do {
            return try reading(run, event: folder)
        } catch {
            // What can be done about it, whatever is the matter: the run itself is never mended.
            throw Failure(
                error.code, error.message,
                hints: error.hints + [
                    Bilingual(
                        en:
                            "this is the run that people were told about: put the file back as the run wrote it (from a "
                            + "backup), or name another run: breakouts rerun \(folder) --published RUN",
                        nl: "dit is de run die is meegedeeld: zet het bestand terug zoals de run het schreef (uit een "
                            + "reservekopie), of noem een andere run: breakouts rerun \(folder) --published RUN")
                ])
        }
    }

    private static func reading(_ run: RunFolder, event folder: String) throws(Failure) -> PublishedFolder {
        let bytes = try LoadedEvent.bytes(run.path + "/allocation.csv")
        let (records, diagnostics) = AllocationCSV.read(InputFile(name: "allocation.csv", bytes: bytes))
        if let error = diagnostics.first(where: { $0.severity == .error }) {
            throw Failure(
                .badData,
                Bilingual(
                    en: "'\(run.path)/allocation.csv' cannot be read: \(error.message.english)",
                    nl: "'\(run.path)/allocation.csv' is niet te lezen: \(error.message.dutch)"))
        }
        let told = try RunDocuments.bytes(Summary.self, from: run.path + "/summary.json")
        let manifestPath = run.path + "/manifest.json"
        var manifest: Manifest?
        var manifestHash: String?
        if run.has("manifest.json") {
            let stated = try RunDocuments.bytes(Manifest.self, from: manifestPath)
            (manifest, manifestHash) = (stated.value, SHA256.hex(stated.bytes))
        }
        for (name, bytes) in [("allocation.csv", bytes), ("summary.json", told.bytes)] {
            try check(run, name, bytes, manifest)
        }
        return PublishedFolder(
            run: run, name: name(of: run, in: folder), records: records, summary: told.value, manifest: manifest,
            event: storedEvent(run, manifest), hashes: (SHA256.hex(bytes), manifestHash))
    }

    /// What a rerun starts from must be what the run wrote.
    private static func check(
        _ run: RunFolder, _ name: String, _ bytes: [UInt8], _ manifest: Manifest?
    ) throws(Failure) {
        guard let stated = manifest?.outputs.first(where: { $0.name == name }), stated.sha256 != SHA256.hex(bytes)
        else { return }
        throw Failure(
            .badData,
            Bilingual(
                en: "'\(run.path)/\(name)' was changed after the run: it is not what its manifest says",
                nl: "'\(run.path)/\(name)' is na de run gewijzigd: het is niet wat het manifest zegt"))
    }

    var reference: Manifest.Published {
        Manifest.Published(run: name, allocation: hashes.allocation, manifest: hashes.manifest)
    }

    private static func name(of run: RunFolder, in folder: String) -> String {
        let runs = folder + "/runs/"
        if run.path.hasPrefix(runs) { return "runs/" + run.path.dropFirst(runs.count) }
        return run.path.hasPrefix("/") ? run.path : FileManager.default.currentDirectoryPath + "/" + run.path
    }

    /// Read from the copies, if they are there and are what the manifest says.
    private static func storedEvent(_ run: RunFolder, _ manifest: Manifest?) -> Event? {
        guard let manifest, !manifest.inputs.isEmpty else { return nil }
        var files: [InputFile] = []
        for input in manifest.inputs {
            guard let bytes = try? LoadedEvent.bytes(run.path + "/" + inputs + "/" + input.name),
                SHA256.hex(bytes) == input.sha256
            else { return nil }
            files.append(InputFile(name: input.name, bytes: bytes))
        }
        var options = ReadingOptions()
        options.dropUnknownChoices = manifest.options["drop-unknown"] != nil
        return EventFolder.read(files, folderName: LoadedEvent.name(of: run.path), options: options).event
    }
}

extension StoredRun {
    /// The run that this one is a rerun of, from the place that the manifest names; nil when it is none. Its record must
    /// still be the one that the rerun started from.
    func publishedRun(of run: RunFolder, event folder: String) throws(Failure) -> PublishedRun? {
        guard let rerun = summary.rerun, let reference = manifest?.published else { return nil }
        // Beside the run too, for whoever checks it against the copies of its input (`RUN/inputs`).
        let places = [folder, RunFolder.parent(of: RunFolder.parent(of: run.path))].map { $0 + "/" + reference.run }
        let path =
            reference.run.hasPrefix("/")
            ? reference.run : places.first { FileManager.default.fileExists(atPath: $0) } ?? places[0]
        let bytes = try LoadedEvent.bytes(path + "/allocation.csv")
        guard SHA256.hex(bytes) == reference.allocation else {
            throw Failure(
                .badData,
                Bilingual(
                    en: "'\(path)/allocation.csv' is not the record that this rerun started from: it was changed",
                    nl:
                        "'\(path)/allocation.csv' is niet het verslag waar deze herindeling van uitging: het is gewijzigd"
                ))
        }
        return PublishedRun(
            records: AllocationCSV.read(InputFile(name: "allocation.csv", bytes: bytes)).records,
            terms: RerunTerms(extraMoves: rerun.extraMoves, allowsWorse: rerun.allowsWorse),
            frozenRounds: RoundSet(rerun.frozenRounds.filter { (1...RoundSet.capacity).contains($0) }.map { $0 - 1 }))
    }
}

extension StoredRun {
    /// The event as the run used it: a first allocation keeps seats back for late sign-ups, and a rerun changes nothing in
    /// rounds that had begun.
    func asUsed(_ event: Event, _ published: PublishedRun?) throws(Failure) -> Event {
        guard let published else { return summary.rerun == nil ? event.keepingBack(try keptBack(event)) : event }
        return try Frozen.event(event, published.frozenRounds, Published(records: published.records, event: event))
    }
}

extension StoredRun {
    /// The seats that the run says it kept back, by session: never more than the settings ask for, and all of those where it
    /// says nothing.
    private func keptBack(_ event: Event) throws(Failure) -> [Int] {
        let asked = event.lateReserves
        guard let kept = summary.keptBack else { return asked }
        var seats = Array(repeating: 0, count: asked.count)
        for kept in kept {
            guard let position = event.sessions.firstIndex(where: { $0.id == kept.session }),
                (0...asked[position]).contains(kept.seats)
            else {
                throw Failure(
                    .badData,
                    Bilingual(
                        en:
                            "summary.json keeps \(kept.seats) \(kept.seats == 1 ? "seat" : "seats") back in '\(kept.session)', which the event does "
                            + "not ask for",
                        nl:
                            "summary.json houdt \(kept.seats) \(kept.seats == 1 ? "plaats" : "plaatsen") vrij in '\(kept.session)'; daar vraagt het "
                            + "evenement niet om"))
            }
            seats[position] = kept.seats
        }
        return seats
    }
}

/// Freezing rounds that have begun, with what can go wrong in the words of the command.
enum Frozen {
    static func event(
        _ event: Event, _ rounds: RoundSet, _ published: Published
    ) throws(Failure) -> Event {
        do {
            return try event.frozen(rounds, published)
        } catch {
            throw Failure(
                .badData,
                Bilingual(
                    en:
                        "round \(error.round) has begun, but session '\(error.session)' in which people are is no longer "
                        + "among the sessions",
                    nl: "ronde \(error.round) is begonnen, maar deelsessie '\(error.session)' waar mensen zitten staat "
                        + "niet meer bij de deelsessies"),
                hints: [
                    Bilingual(
                        en: "put the session back: what has begun cannot be changed",
                        nl: "zet de deelsessie terug: wat begonnen is, kan niet meer wijzigen")
                ])
        }
    }
}
