import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A web host on this machine alone that answers each path with the statuses it was given, one after the other, the last for ever.
///
/// A class, because it owns a listening socket and the thread that accepts on it; both end with it.
final class AnsweringHost: Sendable {
    struct Answer: Sendable {
        let status: Int
        let location: String?

        init(_ status: Int, location: String? = nil) {
            self.status = status
            self.location = location
        }
    }

    private struct State {
        var answers: [String: [Answer]]
        var requests: [String] = []
        var open = 0
        var mostOpen = 0
    }

    let port: UInt16
    private let listener: Int32
    private let state: Mutex<State>

    /// "HEAD /path", in the order in which they came.
    var requests: [String] { state.withLock { $0.requests } }
    /// How many requests waited for their answers at a time, at most.
    var mostAtOnce: Int { state.withLock { $0.mostOpen } }

    init(_ answers: [String: [Answer]]) throws {
        state = Mutex(State(answers: answers))
        #if canImport(Glibc)
            listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            listener = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isListening = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0, let host = self else { return }
                host.state.withLock {
                    $0.open += 1
                    $0.mostOpen = max($0.mostOpen, $0.open)
                }
                // A thread each, so that two connections at a time would be seen.
                Thread.detachNewThread {
                    host.serve(connection)
                    close(connection)
                }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve(_ connection: Int32) {
        var request = [UInt8](repeating: 0, count: 8192)
        let count = recv(connection, &request, request.count, 0)
        let line = String(decoding: request.prefix(max(0, count)).prefix { $0 != 0x0D }, as: UTF8.self).split(separator: " ")
        guard line.count > 1 else { return }
        let (method, path) = (String(line[0]), String(line[1]))
        let answer = state.withLock { state in
            // Before the answer goes out: whoever has it may come again at once.
            state.open -= 1
            state.requests.append("\(method) \(path)")
            var answers = state.answers[path] ?? [Answer(404)]
            let answer = answers[0]
            if answers.count > 1 { answers.removeFirst() }
            state.answers[path] = answers
            return answer
        }
        let location = answer.location.map { "Location: http://127.0.0.1:\(port)\($0)\r\n" } ?? ""
        let text = "HTTP/1.1 \(answer.status) Status\r\n\(location)Content-Length: 0\r\nConnection: close\r\n\r\n"
        let bytes = Array(text.utf8)
        #if canImport(Glibc)
            _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        #else
            _ = send(connection, bytes, bytes.count, 0)
        #endif
    }
}
