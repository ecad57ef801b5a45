import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One connection to a server on this machine, with the bytes as they are. Whatever it waits for has to come within half a minute.
///
/// A class, because it owns the socket.
final class Talk {
    private let socket: Int32
    private var unread: [UInt8] = []

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    init(port: Int) throws {
        #if canImport(Glibc)
            socket = Self.open(Int32(SOCK_STREAM.rawValue))
        #else
            socket = Self.open(SOCK_STREAM)
        #endif
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        let descriptor = socket
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 }
        }
        guard isConnected else { throw Failure(description: "nobody listens at port \(port): \(String(cString: strerror(errno)))") }
    }

    deinit { close(socket) }

    private static func open(_ kind: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.socket(AF_INET, kind, 0)
        #else
            Darwin.socket(AF_INET, kind, 0)
        #endif
    }

    func send(_ text: String) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Failure(description: "the server closed the connection") }
            rest = rest.dropFirst(count)
        }
    }

    struct Answer {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// Asks and reads the whole answer.
    func ask(_ method: String = "GET", _ target: String, _ headers: [String: String] = [:]) throws -> Answer {
        var fields = ["Host": "127.0.0.1"]
        fields.merge(headers) { $1 }
        try send("\(method) \(target) HTTP/1.1\r\n" + fields.map { "\($0): \($1)\r\n" }.sorted().joined() + "\r\n")
        return try answer(hasBody: method != "HEAD")
    }

    func answer(hasBody: Bool = true) throws -> Answer {
        let lines = try read(until: "\r\n\r\n").split(separator: "\r\n").map(String.init)
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        }
        let length = hasBody && status != 304 ? headers["content-length"].flatMap { Int($0) } ?? 0 : 0
        while unread.count < length { try more() }
        defer { unread.removeFirst(length) }
        return Answer(status: status, headers: headers, body: Array(unread.prefix(length)))
    }

    /// The next event of a stream, whatever its name.
    func event() throws -> (name: String, data: String) {
        while true {
            let block = try read(until: "\n\n").split(separator: "\n").map(String.init)
            let name = block.first { $0.hasPrefix("event: ") }?.dropFirst("event: ".count)
            let data = block.first { $0.hasPrefix("data: ") }?.dropFirst("data: ".count)
            if let name { return (String(name), String(data ?? "")) }
        }
    }

    /// The next event of a name; what comes before it is passed over.
    func event(_ name: String) throws -> String {
        while true {
            let next = try event()
            if next.name == name { return next.data }
        }
    }

    /// Whether the server closes the connection.
    func isClosed() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count <= 0 { return count == 0 || errno == ECONNRESET }
        }
    }

    private func read(until end: String) throws -> String {
        let end = Array(end.utf8)
        while true {
            if let at = unread.firstRange(of: end) {
                defer { unread.removeSubrange(..<at.upperBound) }
                return String(decoding: unread[..<at.lowerBound], as: UTF8.self)
            }
            try more()
        }
    }

    private func more() throws {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else {
            let so = String(decoding: unread.prefix(500), as: UTF8.self)
            throw Failure(description: count == 0 ? "the server closed the connection after '\(so)'" : "nothing came within half a minute after '\(so)'")
        }
        unread += buffer[..<count]
    }
}
