import Diagnostics
import KnowledgeBase

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One worker process and the message that is on its way to it or from it.
///
/// A class, because it owns a process, and the pool's loop changes several of them in place.
final class WorkerLane {
    enum Progress {
        case working
        case finished(Int, ParseAnswer)
        case failed(Int, how: String, path: String)
    }

    private var process: WorkerProcess?
    private var request: (index: Int, path: String, deadline: Int)?
    private var outgoing: ArraySlice<UInt8> = []
    private var incoming: [UInt8] = []
    private var expected: Int?
    /// Where records are kept; in memory where there is none.
    private let spool: RecordSpool?

    init(executable: String, arguments: [String], spool: RecordSpool?) throws(MachineError) {
        self.spool = spool
        process = try WorkerProcess(executable: executable, arguments: arguments)
    }

    var isIdle: Bool { request == nil }

    func start(_ parse: ParseRequest, index: Int, deadline: Int) {
        var writer = ByteWriter(reserving: parse.bytes.count + 256)
        writer.write(parse)
        outgoing = (MessageFrame.header(for: writer.bytes.count) + writer.bytes)[...]
        incoming.removeAll(keepingCapacity: true)
        expected = nil
        request = (index, parse.path, deadline)
    }

    func restart(executable: String, arguments: [String]) throws(MachineError) {
        process = try WorkerProcess(executable: executable, arguments: arguments)
    }

    /// What to wait for: room to write while a request is on its way, then the answer.
    var poll: pollfd {
        guard request != nil, let input = process?.input, let output = process?.output else { return pollfd(fd: -1, events: 0, revents: 0) }
        return outgoing.isEmpty
            ? pollfd(fd: output, events: Int16(POLLIN), revents: 0) : pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
    }

    /// Moves as many bytes as can be moved without waiting.
    func advance(_ event: pollfd, now: Int) -> Progress {
        guard let request else { return .working }
        if event.revents != 0 {
            let moved = outgoing.isEmpty ? receive() : send()
            if !moved { return fail(killing: false) }
            // Whoever announces so much isn't at its end: it would wait for a reader as long as one waits for it.
            if let expected, expected > WorkerLimits.answerBytes { return fail(killing: true, how: "gave too long an answer") }
        }
        if let expected, incoming.count == expected + MessageFrame.headerCount {
            let answer = incoming[MessageFrame.headerCount...]
            let record = spool?.keep(answer) ?? ByteSlice(answer)
            var reader = ByteReader(record)
            guard let file = try? reader.read(ParsedFile.self), reader.isAtEnd else { return fail(killing: true, how: "gave no sensible answer") }
            self.request = nil
            return .finished(request.index, ParseAnswer(file: file, record: record))
        }
        if now > request.deadline { return fail(killing: true, how: "did not end in time") }
        return .working
    }

    private func fail(killing: Bool, how: String? = nil) -> Progress {
        let (index, path) = request.map { ($0.index, $0.path) } ?? (0, "")
        request = nil
        let end = process.take()?.end(killing: killing) ?? "ended"
        return .failed(index, how: how ?? end, path: path)
    }

    /// False when the worker is gone.
    private func send() -> Bool {
        guard let input = process?.input else { return false }
        while !outgoing.isEmpty {
            let count = outgoing.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
            if count < 0 { return errno == EAGAIN || errno == EINTR }
            outgoing = outgoing.dropFirst(count)
        }
        return true
    }

    /// False when the worker is gone. Stops after the header of an answer that is longer than any may be.
    private func receive() -> Bool {
        guard let output = process?.output else { return false }
        while true {
            let missing = (expected ?? 0) + MessageFrame.headerCount - incoming.count
            if missing == 0 { return true }
            // A pipe gives 64 KiB at most: to make room for a whole answer each time would cost the square of its size.
            let wanted = min(missing, 1 << 16)
            let before = incoming.count
            incoming.append(contentsOf: repeatElement(0, count: wanted))
            let count = incoming.withUnsafeMutableBytes { read(output, $0.baseAddress.map { $0 + before }, wanted) }
            incoming.removeLast(wanted - max(0, count))
            if count == 0 { return false }
            if count < 0 { return errno == EAGAIN || errno == EINTR }
            if expected == nil, incoming.count == MessageFrame.headerCount {
                let count = MessageFrame.count(header: incoming)
                expected = count
                guard count <= WorkerLimits.answerBytes else { return true }
                incoming.reserveCapacity(count + MessageFrame.headerCount)
            }
        }
    }
}
