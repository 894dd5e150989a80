import BreakoutModel
import FoundationEssentials
import Glibc

/// How much memory a piece of work needs at its highest, from what Linux tells about this process.
enum ProcessMemory {
    /// Begins: forgets the old peak. The value returned ends it: bytes above what the process had at the start (memory that
    /// earlier work left behind is used again, and does not count); nil where the system does not let the peak be forgotten.
    static func measure() -> (@Sendable () -> Int?) {
        guard let before = bytes("VmRSS"), forgetPeak() else { return { nil } }
        return { bytes("VmHWM").map { max(0, $0 - before) } }
    }

    /// Memory that was freed is kept for what is needed next, but for the largest lists: of those it would be too much. By
    /// itself the C library gives back to the system all that is freed in one piece of a few megabytes, and the system
    /// clears every page of the next one again.
    static func keepFreed() {
        // Swift's module of the library leaves this function out, and other libraries do not have it.
        guard let address = unsafe dlsym(nil, "mallopt") else { return }
        typealias Setting = @convention(c) (_ parameter: Int32, _ value: Int32) -> Int32
        let mallopt = unsafe unsafeBitCast(address, to: Setting.self)
        let trimThreshold: Int32 = -1, mapThreshold: Int32 = -3, arenaMax: Int32 = -8
        _ = mallopt(mapThreshold, 1 << 26)
        _ = mallopt(trimThreshold, .max)
        // One store for all threads: what one of them frees serves the others.
        _ = mallopt(arenaMax, 1)
    }

    /// Writing 5 to this file makes the peak the present size (Linux 4.0 and later).
    private static func forgetPeak() -> Bool {
        let descriptor = unsafe open("/proc/self/clear_refs", O_WRONLY)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let five: [UInt8] = [0x35]
        return unsafe write(descriptor, five, 1) == 1
    }

    private static func bytes(_ field: String) -> Int? {
        guard let data = FileManager.default.contents(atPath: "/proc/self/status") else { return nil }
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") where line.hasPrefix(field + ":") {
            return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }
                .map { $0 * 1024 }
        }
        return nil
    }
}

/// The processor time of this process, all its threads together.
enum ProcessorClock {
    static func seconds() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }
}

/// What results must say about where they were measured: no name of the machine or its owner.
enum MachineFacts {
    static func machine() -> BenchmarkMachine {
        var system = utsname()
        unsafe uname(&system)
        let release = unsafe withUnsafeBytes(of: &system.release) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return BenchmarkMachine(
            system: "Linux " + (release.split(separator: "-").first.map(String.init) ?? release),
            processor: field("model name", of: "/proc/cpuinfo") ?? "unknown",
            cores: ProcessInfo.processInfo.activeProcessorCount,
            memoryBytes: (field("MemTotal", of: "/proc/meminfo")?.split(separator: " ").first.flatMap { Int($0) } ?? 0)
                * 1024, compiler: compiler)
    }

    private static var compiler: String {
        #if compiler(>=6.4)
            "Swift 6.4 or later"
        #elseif compiler(>=6.3)
            "Swift 6.3"
        #else
            "Swift 6.2"
        #endif
    }

    private static func field(_ name: String, of path: String) -> String? {
        guard let file = try? FileHandleBytes.read(path) else { return nil }
        for line in file.split(separator: "\n") where line.hasPrefix(name) {
            return line.split(separator: ":", maxSplits: 1).last?.trimmingSpaces
        }
        return nil
    }

    /// The commit of the repository around the current folder, read from its files.
    static func commit() -> String? {
        guard let head = try? FileHandleBytes.read(".git/HEAD") else { return nil }
        let text = Substring(head).trimmingSpaces
        guard text.hasPrefix("ref: ") else { return String(text.prefix(12)) }
        let name = text.dropFirst(5)
        if let loose = try? FileHandleBytes.read(".git/" + name) {
            return String(Substring(loose).trimmingSpaces.prefix(12))
        }
        let packed = (try? FileHandleBytes.read(".git/packed-refs")) ?? ""
        return packed.split(separator: "\n").first { $0.hasSuffix(" " + name) }.map { String($0.prefix(12)) }
    }
}

/// Files of the system, which do not know their own size.
private enum FileHandleBytes {
    struct Unreadable: Error {}

    static func read(_ path: String) throws -> String {
        let descriptor = unsafe open(path, O_RDONLY)
        guard descriptor >= 0 else { throw Unreadable() }
        defer { close(descriptor) }
        var bytes: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { raw in
                unsafe Glibc.read(descriptor, raw.baseAddress, raw.count)
            }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
