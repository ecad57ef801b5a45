import Foundation
import SiteGenerator
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A server of HTTP/1.1 for one person and their browser: one thread that waits in `poll(2)` for all connections, and sleeps when there is
/// nothing to do. Answers are made elsewhere, and can take their time.
///
/// A class, because others send events to its connections and stop it.
package final class HTTPServer: Sendable {
    package typealias Handler = @Sendable (HTTPRequest, ConnectionID) async -> HTTPResponse

    fileprivate enum Message: Sendable {
        case response(ConnectionID, HTTPResponse)
        case event(ConnectionID, [UInt8])
        case stop
    }

    private let mailbox = Mutex<[Message]>([])
    private let wakeup: Wakeup

    package init() throws(MachineError) { wakeup = try Wakeup() }

    /// Sends bytes on a stream of events; nothing when the browser has left.
    package func send(_ bytes: [UInt8], to connection: ConnectionID) { post(.event(connection, bytes)) }

    /// Ends `run`.
    package func stop() { post(.stop) }

    fileprivate func post(_ message: Message) {
        mailbox.withLock { $0.append(message) }
        wakeup.ring()
    }

    fileprivate func takeMessages() -> [Message] {
        wakeup.clear()
        return mailbox.withLock { messages in
            defer { messages = [] }
            return messages
        }
    }

    fileprivate var wakeupDescriptor: Int32 { wakeup.descriptor }

    /// Answers requests until `stop` is called; on a thread of its own, so that no task waits for it.
    ///
    /// - Parameter ended: Called when a stream of events has ended, because the browser left.
    package func run(_ listener: Listener, handler: @escaping Handler, ended: @escaping @Sendable (ConnectionID) -> Void) async {
        // A browser that leaves is an error to handle, not a signal to die of.
        signal(SIGPIPE, SIG_IGN)
        await withCheckedContinuation { done in
            let thread = Thread {
                var loop = ServerLoop(server: self, sockets: listener.sockets, handler: handler, ended: ended)
                loop.run()
                done.resume()
            }
            thread.name = "server"
            thread.start()
        }
    }
}

/// What the server's thread keeps between two waits.
private struct ServerLoop {
    /// More than any browser opens.
    private static let connectionLimit = 500

    let server: HTTPServer
    let sockets: [Int32]
    let handler: HTTPServer.Handler
    let ended: @Sendable (ConnectionID) -> Void
    private var connections: [Connection] = []
    private var nextID: ConnectionID = 1

    init(
        server: HTTPServer, sockets: [Int32], handler: @escaping HTTPServer.Handler, ended: @escaping @Sendable (ConnectionID) -> Void
    ) {
        self.server = server
        self.sockets = sockets
        self.handler = handler
        self.ended = ended
    }

    mutating func run() {
        while true {
            let accepts = connections.count < Self.connectionLimit
            var polls = [pollfd(fd: server.wakeupDescriptor, events: Int16(POLLIN), revents: 0)]
            polls += sockets.map { pollfd(fd: $0, events: accepts ? Int16(POLLIN) : 0, revents: 0) }
            polls += connections.map { pollfd(fd: $0.socket, events: $0.events, revents: 0) }
            let deadline = connections.compactMap(\.deadline).min()
            let wait = deadline.map { max(0, min($0 - monotonicMilliseconds(), 60_000)) } ?? -1
            if poll(&polls, nfds_t(polls.count), Int32(wait)) < 0, errno != EINTR { return }
            let now = monotonicMilliseconds()
            for (place, event) in polls[(1 + sockets.count)...].enumerated() where event.revents != 0 { advance(place, event.revents, now) }
            if polls[0].revents != 0, !deliver(now) { break }
            for event in polls[1...sockets.count] where event.revents != 0 { accept(event.fd, now) }
            closeEnded(now)
        }
        for connection in connections { close(connection.socket) }
    }

    private mutating func advance(_ place: Int, _ events: Int16, _ now: Int) {
        if events & Int16(POLLIN) != 0 {
            if let request = connections[place].receive(now: now) { answer(request, connections[place].id) }
        } else if events & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 {
            connections[place].close()
        }
        if events & Int16(POLLOUT) != 0 {
            connections[place].send(now: now)
            readOn(place, now)
        }
    }

    /// A request that came together with one before it.
    private mutating func readOn(_ place: Int, _ now: Int) {
        if let request = connections[place].nextRequest(now: now) { answer(request, connections[place].id) }
    }

    private func answer(_ request: HTTPRequest, _ id: ConnectionID) {
        let (server, handler) = (server, handler)
        Task { server.post(.response(id, await handler(request, id))) }
    }

    /// - Returns: Whether to go on.
    private mutating func deliver(_ now: Int) -> Bool {
        for message in server.takeMessages() {
            switch message {
            case .stop: return false
            case .response(let id, let response):
                guard let place = place(of: id) else {
                    // The browser left before the stream began; whoever counts it must hear that it ended.
                    if case .events = response.body { ended(id) }
                    continue
                }
                connections[place].start(response, now: now)
                if case .events = response.body, connections[place].state != .streaming { ended(id) }
                readOn(place, now)
            case .event(let id, let bytes):
                if let place = place(of: id) { connections[place].push(bytes, now: now) }
            }
        }
        return true
    }

    private func place(of id: ConnectionID) -> Int? { connections.firstIndex { $0.id == id } }

    private mutating func accept(_ socket: Int32, _ now: Int) {
        while connections.count < Self.connectionLimit {
            let connection = acceptedSocket(socket)
            if connection < 0 {
                // No descriptor is left: one that nobody uses makes room.
                if errno == EMFILE || errno == ENFILE, let idle = connections.firstIndex(where: \.isIdle) { connections[idle].close() }
                return
            }
            connections.append(Connection(id: nextID, socket: connection, now: now))
            nextID += 1
        }
    }

    private mutating func closeEnded(_ now: Int) {
        connections.removeAll { connection in
            guard connection.state == .closed || connection.deadline.map({ $0 <= now }) ?? false else { return false }
            close(connection.socket)
            ended(connection.id)
            return true
        }
    }
}

/// A connection that no child process inherits, and that never makes the loop wait.
private func acceptedSocket(_ listener: Int32) -> Int32 {
    let connection = accept(listener, nil, nil)
    if connection >= 0 {
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        _ = fcntl(connection, F_SETFL, O_NONBLOCK)
    }
    return connection
}
