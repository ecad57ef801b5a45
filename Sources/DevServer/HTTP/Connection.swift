#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tells connections apart, also after one has closed and another has its socket.
package typealias ConnectionID = UInt64

/// One connection with a browser, as a state machine: the loop tells it what the socket is ready for.
struct Connection {
    enum State: Hashable {
        /// Waiting for the head of a request.
        case reading
        /// The answer is being made.
        case answering
        /// The answer is on its way; then the connection closes or reads on.
        case writing
        /// Events go out as they come, until the browser leaves.
        case streaming
        case closed
    }

    /// Milliseconds that a browser may take for a head, or to read what it asked for.
    static let patience = 20_000
    /// Milliseconds that a connection may lie idle between two requests.
    static let idlePatience = 60_000
    /// Bytes of events that may wait for a browser that doesn't read them.
    private static let backlog = 1 << 20

    let id: ConnectionID
    let socket: Int32
    private(set) var state = State.reading
    /// In milliseconds on the loop's clock; `nil` waits for ever.
    private(set) var deadline: Int?
    private var inbox: [UInt8] = []
    private var outbox: [UInt8] = []
    private var sent = 0
    private var file: (source: OpenFile, rest: Range<Int>)?
    private var keepsAlive = false
    private var request: HTTPRequest?
    /// Events that came before their stream began.
    private var early: [UInt8] = []

    init(id: ConnectionID, socket: Int32, now: Int) {
        self.id = id
        self.socket = socket
        deadline = now + Self.patience
    }

    /// What to wait for.
    var events: Int16 {
        switch state {
        case .reading: Int16(POLLIN)
        case .answering, .closed: 0
        case .writing: Int16(POLLOUT)
        case .streaming: Int16(POLLIN) | (sent < outbox.count ? Int16(POLLOUT) : 0)
        }
    }

    /// The connection has nothing to do and could be given up for another.
    var isIdle: Bool { state == .reading && inbox.isEmpty }

    /// Reads what has come.
    ///
    /// - Returns: The request, when its head is complete.
    mutating func receive(now: Int) -> HTTPRequest? {
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        let count = buffer.withUnsafeMutableBytes { read(socket, $0.baseAddress, $0.count) }
        if count < 0, errno == EAGAIN || errno == EINTR { return nil }
        guard count > 0 else {
            state = .closed
            return nil
        }
        // A browser has nothing to say on a stream of events.
        guard state == .reading else { return nil }
        if inbox.isEmpty { deadline = now + Self.patience }
        inbox += buffer[..<count]
        return nextRequest(now: now)
    }

    /// The next request of those that came already.
    mutating func nextRequest(now: Int) -> HTTPRequest? {
        guard state == .reading, !inbox.isEmpty else { return nil }
        switch RequestHead(inbox) {
        case .incomplete: return nil
        case .refused(let status):
            keepsAlive = false
            let allow = status == 405 ? [(name: "Allow", value: "GET, HEAD")] : []
            start(.text(status, HTTPResponse.phrase(status), headers: allow), now: now)
            return nil
        case .request(let request, let length):
            inbox.removeFirst(length)
            keepsAlive = request.keepsAlive
            self.request = request
            state = .answering
            deadline = nil
            return request
        }
    }

    /// Begins to send an answer.
    mutating func start(_ response: HTTPResponse, now: Int) {
        guard state == .answering || state == .reading else { return }
        outbox = response.head(keepsAlive: keepsAlive, date: httpDate(wallClockSeconds()))
        sent = 0
        file = nil
        state = .writing
        deadline = now + Self.patience
        let isWanted = request?.method != .head
        defer { early = [] }
        switch response.body {
        case .bytes(let bytes): if isWanted { outbox += bytes }
        case .file(let source, let part): if isWanted { file = (source, part) }
        case .events(let first):
            if isWanted {
                outbox += first + early
                state = .streaming
                deadline = nil
            }
        }
        send(now: now)
    }

    /// Sends events on a stream, or keeps them for one that is about to begin.
    mutating func push(_ bytes: [UInt8], now: Int) {
        if state == .answering { early += bytes }
        guard state == .streaming else { return }
        // Whoever reads nothing is gone, or will ask again.
        guard outbox.count - sent + bytes.count <= Self.backlog else {
            state = .closed
            return
        }
        outbox += bytes
        send(now: now)
    }

    /// Sends as much as the socket takes.
    mutating func send(now: Int) {
        while state == .writing || state == .streaming {
            if sent == outbox.count {
                outbox.removeAll(keepingCapacity: true)
                sent = 0
                guard let (source, rest) = file, !rest.isEmpty else { break }
                guard let bytes = source.read(at: rest.lowerBound, count: min(rest.count, 256 * 1024)) else {
                    state = .closed
                    return
                }
                outbox = bytes
                file = (source, (rest.lowerBound + bytes.count)..<rest.upperBound)
            }
            let count = outbox.withUnsafeBytes { write(socket, $0.baseAddress.map { $0 + sent }, $0.count - sent) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { return }
            guard count > 0 else {
                state = .closed
                return
            }
            sent += count
            if state == .writing { deadline = now + Self.patience }
        }
        guard state == .writing else { return }
        file = nil
        request = nil
        state = keepsAlive ? .reading : .closed
        deadline = now + Self.idlePatience
    }

    mutating func close() { state = .closed }
}

func wallClockSeconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec
}

/// Milliseconds on a clock that only goes forward.
func monotonicMilliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
