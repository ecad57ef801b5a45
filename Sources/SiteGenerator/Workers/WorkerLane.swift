import Diagnostics
import KnowledgeBase

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One worker process and the messages that are on their way to it and from it.
///
/// A class, because it owns a process, and the pool's loop changes several of them in place.
final class WorkerLane {
    enum Progress {
        case working
        case finished(Int, ParseAnswer)
        case failed(Int, how: String, path: String)
    }

    private struct Request {
        var index: Int
        var path: String
        /// Kept, because the worker may die of the request before this one.
        var message: [UInt8]
    }

    /// The request that a worker is at and the next one, so that it needn't wait while its answer is read.
    private static let depth = 2

    private var process: WorkerProcess?
    /// In the order in which they are answered.
    private var requests: [Request] = []
    /// Of the first request.
    private var deadline = 0
    private var outgoing = OutgoingBytes()
    private var incoming = IncomingMessages()
    /// Where records are kept; in memory where there is none.
    private let spool: RecordSpool?

    init(executable: String, arguments: [String], spool: RecordSpool?) throws(MachineError) {
        self.spool = spool
        process = try WorkerProcess(executable: executable, arguments: arguments)
    }

    var isIdle: Bool { requests.isEmpty }
    var hasRoom: Bool { requests.count < Self.depth }

    /// Whether an answer has been read that is not taken yet.
    var hasAnswer: Bool { !requests.isEmpty && incoming.hasMessage }

    /// - Parameter deadline: Of the request, if the worker begins with it at once.
    func start(_ parse: ParseRequest, index: Int, deadline: Int) {
        var writer = ByteWriter(reserving: parse.bytes.count + 256)
        writer.write(parse)
        let message = MessageFrame.header(for: writer.bytes.count) + writer.bytes
        if requests.isEmpty { self.deadline = deadline }
        requests.append(Request(index: index, path: parse.path, message: message))
        outgoing.add(message)
    }

    /// Begins anew with the requests that are left.
    ///
    /// - Parameter deadline: Of the first of them.
    func restart(executable: String, arguments: [String], deadline: Int) throws(MachineError) {
        process = try WorkerProcess(executable: executable, arguments: arguments)
        incoming = IncomingMessages()
        outgoing = OutgoingBytes()
        for request in requests { outgoing.add(request.message) }
        self.deadline = deadline
    }

    /// What to wait for: room to write while requests are on their way, and answers.
    var polls: (input: pollfd, output: pollfd) {
        guard !requests.isEmpty, let input = process?.input, let output = process?.output else {
            return (pollfd(fd: -1, events: 0, revents: 0), pollfd(fd: -1, events: 0, revents: 0))
        }
        return (
            pollfd(fd: outgoing.isEmpty ? -1 : input, events: Int16(POLLOUT), revents: 0), pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        )
    }

    /// Moves as many bytes as can be moved without waiting, up to the end of one answer.
    ///
    /// - Parameter deadline: Of the next request, once the first is answered.
    func advance(input: pollfd, output: pollfd, now: Int, deadline next: Int) -> Progress {
        guard let request = requests.first, let toWorker = process?.input, let fromWorker = process?.output else { return .working }
        // A worker that is gone may have answered before: what it wrote is read to its end.
        if input.revents != 0 { outgoing.send(to: toWorker) }
        if output.revents != 0, !incoming.hasMessage, !incoming.receive(from: fromWorker) { return fail(killing: false) }
        // Whoever announces so much isn't at its end: it would wait for a reader as long as one waits for it.
        if incoming.announced > WorkerLimits.answerBytes { return fail(killing: true, how: "gave too long an answer") }
        if let answer = incoming.message {
            let record = spool?.keep(answer) ?? ByteSlice(answer)
            var reader = ByteReader(record)
            guard let file = try? reader.read(ParsedFile.self), reader.isAtEnd else { return fail(killing: true, how: "gave no sensible answer") }
            incoming.removeMessage()
            requests.removeFirst()
            deadline = next
            return .finished(request.index, ParseAnswer(file: file, record: record))
        }
        if now > deadline { return fail(killing: true, how: "did not end in time") }
        return .working
    }

    private func fail(killing: Bool, how: String? = nil) -> Progress {
        let request = requests.isEmpty ? nil : requests.removeFirst()
        let end = process.take()?.end(killing: killing) ?? "ended"
        return .failed(request?.index ?? 0, how: how ?? end, path: request?.path ?? "")
    }
}
