import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A web host of the plainest kind, on this machine alone: gives the files of a folder under a path, and nothing else.
///
/// A class, because it owns a listening socket and the thread that accepts on it; both end with it.
final class StaticHost: Sendable {
    let port: UInt16
    private let listener: Int32

    /// - Parameter path: Where the site lies on the host: `/some/where`, without a `/` at its end.
    init(folder: String, under path: String) throws {
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
        Thread.detachNewThread {
            while true {
                let connection = accept(descriptor, nil, nil)
                if connection < 0 { return }
                Self.answer(connection, folder: folder, under: path)
                close(connection)
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func answer(_ connection: Int32, folder: String, under path: String) {
        var request = [UInt8](repeating: 0, count: 8192)
        let count = recv(connection, &request, request.count, 0)
        let line = String(decoding: request.prefix(max(0, count)).prefix { $0 != 0x0D }, as: UTF8.self).split(separator: " ")
        let target = (line.count > 1 ? String(line[1]) : "").prefix { $0 != "?" }.removingPercentEncoding ?? ""
        var file: Data?
        if target.hasPrefix(path + "/"), !target.contains("/../") {
            let name = target.dropFirst(path.count)
            file = FileManager.default.contents(atPath: folder + name + (name.hasSuffix("/") ? "index.html" : ""))
        }
        let types = ["html": "text/html; charset=utf-8", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "json": "application/json"]
        let type = types[String(target.split(separator: ".").last ?? "")] ?? "text/html; charset=utf-8"
        let head = "HTTP/1.1 \(file == nil ? "404 Not Found" : "200 OK")\r\nContent-Type: \(type)\r\nContent-Length: \(file?.count ?? 0)\r\nConnection: close\r\n\r\n"
        var bytes = Array(head.utf8) + (file.map { [UInt8]($0) } ?? [])
        while !bytes.isEmpty {
            #if canImport(Glibc)
                let sent = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            #else
                let sent = send(connection, bytes, bytes.count, 0)
            #endif
            if sent <= 0 { return }
            bytes.removeFirst(sent)
        }
    }
}
