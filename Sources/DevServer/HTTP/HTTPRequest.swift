/// What a browser asks for: the head of an HTTP/1.1 request (RFC 9112). There is no body: a site is only read.
package struct HTTPRequest: Hashable, Sendable {
    package enum Method: String, Hashable, Sendable { case get = "GET", head = "HEAD" }

    package var method: Method
    /// Decoded, without the query: `/threads/a b.html`.
    package var path: String
    /// As it came, without the `?`.
    package var query: String
    /// Names in lower case; of a name that came twice, the first.
    package var headers: [String: String]
    /// Whether the connection may be used again.
    package var keepsAlive: Bool

    package init(method: Method = .get, path: String, query: String = "", headers: [String: String] = [:], keepsAlive: Bool = true) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.keepsAlive = keepsAlive
    }

    /// The value of a field of the query, decoded.
    package func value(of name: String) -> String? {
        for part in query.utf8.split(separator: UInt8(ascii: "&")) {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, pair[0].elementsEqual(name.utf8) else { continue }
            return percentDecoded(pair[1])
        }
        return nil
    }
}

/// What the bytes of a connection are so far.
enum RequestHead: Hashable {
    /// The head has not ended yet.
    case incomplete
    case request(HTTPRequest, length: Int)
    /// Nothing to answer but a status, and then to close: where the next request begins can't be told.
    case refused(Int)

    /// Bytes that a head may have; browsers send less than one kilobyte.
    static let limit = 16 * 1024

    init(_ bytes: [UInt8]) {
        guard let end = endOfHead(bytes) else {
            self = bytes.count > Self.limit ? .refused(431) : .incomplete
            return
        }
        guard end <= Self.limit else {
            self = .refused(431)
            return
        }
        var lines = bytes[..<(end - 4)].split(separator: 0x0A, omittingEmptySubsequences: false).map { $0.last == 0x0D ? $0.dropLast() : $0 }
        let first = lines.removeFirst().split(separator: 0x20, omittingEmptySubsequences: false)
        guard first.count == 3, first[2].elementsEqual("HTTP/1.1".utf8) || first[2].elementsEqual("HTTP/1.0".utf8) else {
            self = .refused(first.count == 3 && first[2].starts(with: "HTTP/".utf8) ? 505 : 400)
            return
        }
        var headers: [String: String] = [:]
        for line in lines {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex, line[..<colon].allSatisfy(isTokenByte) else {
                self = .refused(400)
                return
            }
            let name = String(decoding: line[..<colon].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
            var value = line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
            while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
            guard !value.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else {
                self = .refused(400)
                return
            }
            let text = String(decoding: value, as: UTF8.self)
            // Two hosts are an attack or a mistake (RFC 9112, 3.2).
            if name == "host", headers["host"] != nil {
                self = .refused(400)
                return
            }
            if headers[name] == nil { headers[name] = text }
        }
        guard let method = HTTPRequest.Method(rawValue: String(decoding: first[0], as: UTF8.self)) else {
            self = .refused(405)
            return
        }
        // A body would be read as the next request.
        if headers["transfer-encoding"] != nil || (headers["content-length"] ?? "0") != "0" {
            self = .refused(413)
            return
        }
        guard let (path, query, authority) = requestTarget(first[1]) else {
            self = .refused(400)
            return
        }
        if let authority { headers["host"] = authority }
        let isLast = (headers["connection"] ?? "").lowercased().contains("close") || !first[2].elementsEqual("HTTP/1.1".utf8)
        self = .request(HTTPRequest(method: method, path: path, query: query, headers: headers, keepsAlive: !isLast), length: end)
    }
}

/// Behind the empty line; `nil` while there is none.
private func endOfHead(_ bytes: [UInt8]) -> Int? {
    var i = 0
    while let at = bytes[i...].firstIndex(of: 0x0D) {
        if at + 3 < bytes.count, bytes[at + 1] == 0x0A, bytes[at + 2] == 0x0D, bytes[at + 3] == 0x0A { return at + 4 }
        i = at + 1
    }
    return nil
}

/// RFC 9110, 5.6.2.
private func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}

/// `/path?query`, or the whole address that a proxy sends (RFC 9112, 3.2.2).
///
/// - Returns: `nil` for a target that can be no path: it has no `/`, is no UTF-8, or holds a control character.
private func requestTarget(_ target: ArraySlice<UInt8>) -> (path: String, query: String, authority: String?)? {
    var rest = target
    var authority: String?
    if rest.starts(with: "http://".utf8) {
        rest = rest.dropFirst("http://".utf8.count)
        let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
        authority = String(decoding: rest[..<end], as: UTF8.self)
        rest = rest[end...]
        if rest.first != UInt8(ascii: "/") { rest = ([UInt8(ascii: "/")] + rest)[...] }
    }
    guard rest.first == UInt8(ascii: "/") else { return nil }
    let parts = rest.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = percentDecoded(parts[0]), path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
    return (path, parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "", authority)
}

/// `nil` where a `%` isn't followed by two hexadecimal digits, or the bytes are no UTF-8.
func percentDecoded(_ bytes: some Collection<UInt8>) -> String? {
    var out: [UInt8] = []
    var digits: [UInt8]?
    for byte in bytes {
        if var pending = digits {
            guard let value = hexadecimalValue(byte) else { return nil }
            pending.append(value)
            if pending.count == 2 {
                out.append(pending[0] << 4 | pending[1])
                digits = nil
            } else {
                digits = pending
            }
        } else if byte == UInt8(ascii: "%") {
            digits = []
        } else {
            out.append(byte)
        }
    }
    return digits == nil ? String(validating: out, as: UTF8.self) : nil
}

private func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
}
