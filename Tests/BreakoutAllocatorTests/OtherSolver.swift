import Foundation

/// A solver of somebody else, where one is installed: HiGHS from Python, CBC, or GLPK.
enum OtherSolver {
    private enum Kind { case highs, cbc, glpk }

    static var isThere: Bool { found != nil }

    private static let found: Kind? = {
        if (try? run("python3", ["-c", "import highspy"]))?.isFine == true { return .highs }
        if (try? run("cbc", ["-quit"]))?.isFine == true { return .cbc }
        if (try? run("glpsol", ["--version"]))?.isFine == true { return .glpk }
        return nil
    }()

    /// The least objective of each file; files without a solution are left out.
    static func objectives(of names: [String], in folder: URL) throws -> [String: Int] {
        switch found {
        case .highs: return parse(try run("python3", ["-c", script, folder.path] + names).output)
        case .cbc:
            return try each(names) { name in
                try run(
                    "cbc",
                    [folder.appendingPathComponent(name).path, "ratioGap", "0", "allowableGap", "0", "solve"]
                ).output.value(after: "Objective value:")
            }
        case .glpk:
            return try each(names) { name in
                let format = name.hasSuffix(".lp") ? "--lp" : "--freemps"
                let report = folder.appendingPathComponent(name + ".report").path
                _ = try run("glpsol", [format, folder.appendingPathComponent(name).path, "-o", report])
                let text = try String(contentsOfFile: report, encoding: .utf8)
                return text.contains("INTEGER OPTIMAL") ? text.value(after: "Objective:  cost =") : nil
            }
        case nil: return [:]
        }
    }

    private static func each(_ names: [String], _ solve: (String) throws -> Double?) rethrows -> [String: Int] {
        var result: [String: Int] = [:]
        for name in names { result[name] = try solve(name).map { Int($0.rounded()) } }
        return result
    }

    private static func parse(_ output: String) -> [String: Int] {
        var result: [String: Int] = [:]
        for line in output.split(separator: "\n") {
            let parts = line.split(separator: "\t")
            if parts.count == 2, let value = Double(parts[1]) { result[String(parts[0])] = Int(value.rounded()) }
        }
        return result
    }

    private static let script = """
        import highspy, os, sys
        for name in sys.argv[2:]:
            highs = highspy.Highs()
            highs.setOptionValue("output_flag", False)
            for gap in ("mip_rel_gap", "mip_abs_gap"): highs.setOptionValue(gap, 0.0)
            if highs.readModel(os.path.join(sys.argv[1], name)) != highspy.HighsStatus.kOk: continue
            highs.run()
            if highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
                print(name, repr(highs.getObjectiveValue()), sep="\\t")
        """

    private static func run(_ program: String, _ arguments: [String]) throws -> (isFine: Bool, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus == 0, String(decoding: data, as: UTF8.self))
    }
}

extension String {
    fileprivate func value(after words: String) -> Double? {
        guard let range = range(of: words) else { return nil }
        return Double(self[range.upperBound...].split(whereSeparator: \.isWhitespace).first ?? "")
    }
}
