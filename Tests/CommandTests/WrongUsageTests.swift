import Testing

/// A way to call the command that it cannot understand, and what its answer has to contain.
struct WrongUsage: CustomTestStringConvertible, Sendable {
    let arguments: [String]
    let answer: [String]

    init(_ arguments: String, says answer: String...) {
        self.arguments = arguments.split(separator: " ").map(String.init)
        self.answer = answer
    }

    var testDescription: String { "breakouts " + arguments.joined(separator: " ") }
}

@Suite(.timeLimit(.minutes(15))) struct WrongUsageTests {
    @Test(
        "wrong usage ends with 64, says what is wrong on stderr, and writes nothing",
        arguments: [
            WrongUsage("", says: "check", "assign", "verify", "generate"),
            WrongUsage("asign event", says: "'asign'", "did you mean 'assign'?"),
            WrongUsage("chek event", says: "'chek'", "did you mean 'check'?"),
            WrongUsage("verfy event", says: "'verfy'", "did you mean 'verify'?"),
            WrongUsage("frobnicate event", says: "'frobnicate'", "assign"),
            WrongUsage("assign", says: "which event?"),
            WrongUsage("assign event event", says: "one event at a time"),
            WrongUsage("assign event --sed 3", says: "'--sed'", "did you mean '--seed'?"),
            WrongUsage("assign event --objectve fair", says: "did you mean '--objective'?"),
            WrongUsage("assign event --xyzzy", says: "'--xyzzy'"),
            WrongUsage("assign event -x", says: "'-x'"),
            WrongUsage("assign event --seed", says: "--seed needs a value"),
            WrongUsage("assign event --seed one", says: "--seed 'one'", "whole number"),
            WrongUsage("assign event --seed -1", says: "--seed '-1'", "whole number"),
            WrongUsage("assign event --seed 18446744073709551616", says: "--seed '18446744073709551616'"),
            WrongUsage("assign event --time-limit soon", says: "--time-limit 'soon'"),
            WrongUsage("assign event --time-limit -1", says: "'-1' is not a number from 0 to 1,000,000 seconds"),
            WrongUsage("assign event --objective fairr", says: "'fairr'", "did you mean 'fair'?"),
            WrongUsage("assign event --objective fare", says: "'fare'", "did you mean 'fair'?"),
            WrongUsage("assign event --objective totl", says: "'totl'", "did you mean 'total'?"),
            WrongUsage("assign event --strategy exat", says: "'exat'", "did you mean 'exact'?"),
            WrongUsage("assign event --lang fr", says: "'fr'", "en, nl"),
            WrongUsage("check event --seed 3", says: "--seed is no option of check", "assign"),
            WrongUsage("assign event --attendees 3", says: "--attendees is no option of assign", "generate"),
            WrongUsage("verify event --objective fair", says: "--objective is no option of verify"),
            WrongUsage("check event --output x", says: "--output is no option of check"),
            WrongUsage("generate", says: "--attendees", "--sessions", "--output"),
            WrongUsage("generate --attendees 0 --sessions 2,2 --output x", says: "--attendees '0'"),
            WrongUsage("generate --attendees 9 --sessions 2,x --output x", says: "--sessions '2,x'"),
            WrongUsage("generate --attendees 9 --sessions 0 --output x", says: "--sessions '0'"),
        ])
    func wrongUsage(_ usage: WrongUsage) async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let result = try await event.breakouts(usage.arguments)
        #expect(result.ending == "exit 64", "\(result.screen)")
        #expect(result.output == "")
        for words in usage.answer { #expect(result.sentences.contains(words), "\(result.errors)") }
        #expect(result.errors.contains("--help") || usage.arguments.isEmpty)
        #expect(result.tooLongLines == [])
        #expect(event.leftBehind == [])
    }

    @Test("the tool answers in Dutch when asked to, even about wrong usage")
    func dutch() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let result = try await event.breakouts(["asign", "event", "--lang", "nl"])
        #expect(result.ending == "exit 64")
        #expect(result.sentences.contains("bedoelde u 'assign'?"))
        #expect(!result.sentences.contains("unknown"))
        let limit = try await event.breakouts(["assign", "event", "--time-limit", "nan", "--lang", "nl"])
        #expect(
            limit.sentences.contains("--time-limit 'nan' is geen getal van 0 tot en met 1.000.000 seconden"),
            "\(limit.errors)")
    }

    @Test(
        "help and version go to stdout and end with 0",
        arguments: ["--help", "--version", "check --help", "assign --help", "verify --help", "generate --help"])
    func help(arguments: String) async throws {
        let result = try await EventFolderOnDisk.nothing().breakouts(arguments.split(separator: " ").map(String.init))
        #expect(result.ending == "exit 0")
        #expect(!result.output.isEmpty)
        #expect(result.errors == "")
        #expect(result.tooLongLines == [])
    }

    @Test("the help of assign names the options and values that there are")
    func helpOfAssign() async throws {
        let result = try await EventFolderOnDisk.nothing().breakouts(["assign", "--help"])
        for words in [
            "--objective", "fair", "firsts", "total", "balanced", "--strategy", "--seed", "--time-limit", "--output",
            "--lang", "--json", "--quiet", "--strict", "--no-color", "--help", "--version",
        ] {
            #expect(result.output.contains(words), "\(words)")
        }
    }

    @Test("an option and its value may be written as one, with =")
    func equalsSign() async throws {
        let event = try EventFolderOnDisk(Workshop.files)
        let result = try await event.run("assign", "--seed=7", "--quiet")
        #expect(result.ending == "exit 0")
        #expect(try event.summary().seed == 7)
    }

    @Test("an event folder that is not there, is a file, or lacks a file ends with 66")
    func missing() async throws {
        for command in ["check", "assign", "verify"] {
            let nothing = try await EventFolderOnDisk.nothing().run(command)
            #expect(nothing.ending == "exit 66")
            #expect(nothing.errors.contains("there is no folder 'event'"))

            for name in ["sessions.csv", "attendees.csv"] {
                let event = try EventFolderOnDisk(Workshop.with([name: nil]))
                let result = try await event.run(command)
                #expect(result.ending == "exit 66", "\(command) without \(name)")
                #expect(result.errors.contains(name) || command == "verify")
                #expect(event.leftBehind == [])
            }
        }
        let file = try await EventFolderOnDisk(Workshop.files).breakouts(["assign", "event/sessions.csv"])
        #expect(file.ending == "exit 66")
        #expect(file.errors.contains("'event/sessions.csv' is a file"))
    }
}
