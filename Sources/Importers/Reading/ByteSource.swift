#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bytes that come a piece at a time. A class, because an open file has one position and is closed once.
final class ByteSource {
    private let read: () throws(ImportError) -> [UInt8]
    private let close: () -> Void
    /// Why the bytes ended before their end.
    private(set) var failure: ImportError?

    /// `read` gives the next piece; an empty one is the end.
    init(read: @escaping () throws(ImportError) -> [UInt8], close: @escaping () -> Void = {}) {
        self.read = read
        self.close = close
    }

    deinit { close() }

    /// Bytes that are there already.
    convenience init(_ bytes: [UInt8]) {
        var rest = bytes
        self.init(read: { () throws(ImportError) in
            defer { rest = [] }
            return rest
        })
    }

    /// A file from its start. A symbolic link is not followed and can't be read. `meter` is told of every byte.
    convenience init(path: String, meter: ImportMeter) throws(ImportError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        var at = 0
        self.init(
            read: { () throws(ImportError) in
                let piece = try FileCalls.read(descriptor, path: path, at: at, count: 1 << 18)
                at += piece.count
                meter.advance(piece.count)
                try meter.check()
                return piece
            }, close: { FileCalls.close(descriptor) })
    }

    /// The next piece; empty at the end, and after a failure.
    func next() -> [UInt8] {
        guard failure == nil else { return [] }
        do throws(ImportError) {
            return try read()
        } catch {
            failure = error
            return []
        }
    }

    /// The lines that are left, without their LF; blank ones are passed over.
    func forEachLine(_ body: (ArraySlice<UInt8>) throws(ImportError) -> Void) throws(ImportError) {
        var rest: [UInt8] = []
        while case let piece = next(), !piece.isEmpty {
            let before = rest.count
            rest += piece
            guard let end = piece.lastIndex(of: 10).map({ before + $0 }) else { continue }
            for line in rest[..<end].split(separator: 10) { try body(line) }
            rest.removeSubrange(...end)
        }
        if let failure { throw failure }
        if !rest.isEmpty { try body(rest[...]) }
    }

    /// Everything that is left. Beyond `limit` bytes the rest is not read, and the last of the result is missing.
    func all(limit: Int = .max) throws(ImportError) -> [UInt8] {
        var out: [UInt8] = []
        while case let piece = next(), !piece.isEmpty, out.count < limit { out += piece }
        if let failure { throw failure }
        return out
    }
}

/// How much of an export was read, told to a terminal now and then. A class, because all who read share it.
final class ImportMeter {
    private let report: ImportReporter
    private var done = 0
    private var total = 0
    private var told = 0
    private var stopped: ImportError?

    init(_ report: @escaping ImportReporter = { _ in }) { self.report = report }

    /// Bytes that are going to be read.
    func expect(_ bytes: Int) { total += bytes }

    func advance(_ bytes: Int) {
        done += bytes
        guard done - told >= 1 << 20 else { return }
        told = done
        do throws(ImportError) {
            try report(ImportProgress(stage: .reading, done: min(done, total), total: total))
        } catch {
            stopped = stopped ?? error
        }
    }

    /// Throws when whoever is told wants no more of it.
    func check() throws(ImportError) { if let stopped { throw stopped } }
}
