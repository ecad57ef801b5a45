/// Something that a path stands for, with all that HTTP's conditions and ranges need (RFC 9110, sections 13 and 14).
struct Entity: Sendable {
    enum Content: Sendable {
        case bytes([UInt8])
        case file(OpenFile)
    }

    var content: Content
    var type: String
    /// Strong: another for other bytes. Without the quotes.
    var tag: String
    var status = 200
    /// It never changes under its name.
    var isImmutable = false
    /// Of a page (`pageSignature`).
    var signature: String?

    /// The answer to a request for it: whole, a part, or "what you have still holds".
    func response(to request: HTTPRequest) -> HTTPResponse {
        let quoted = "\"" + tag + "\""
        let cache = isImmutable ? "public, max-age=31536000, immutable" : "no-cache"
        var headers = [(name: "Content-Type", value: type), (name: "ETag", value: quoted), (name: "Cache-Control", value: cache)]
        guard status == 200 else { return HTTPResponse(status, headers: headers, body: body(0..<size)) }
        if let known = request.headers["if-none-match"], matches(known, quoted) {
            return HTTPResponse(304, headers: Array(headers.dropFirst()))
        }
        headers.append((name: "Accept-Ranges", value: "bytes"))
        // A part of something else than what the browser has of it would spoil it: then it gets the whole.
        let isSame = request.headers["if-range"].map { $0.utf8.elementsEqual(quoted.utf8) } ?? true
        guard let range = request.headers["range"], isSame, let wanted = ByteRange(range) else {
            return HTTPResponse(200, headers: headers, body: body(0..<size))
        }
        guard let part = wanted.resolved(size: size) else {
            return HTTPResponse(416, headers: [("Content-Range", "bytes */\(size)"), ("Cache-Control", "no-cache")])
        }
        headers.append((name: "Content-Range", value: "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"))
        return HTTPResponse(206, headers: headers, body: body(part))
    }

    private var size: Int {
        switch content {
        case .bytes(let bytes): bytes.count
        case .file(let file): file.size
        }
    }

    private func body(_ part: Range<Int>) -> HTTPResponse.Body {
        switch content {
        case .bytes(let bytes): .bytes(part.count == bytes.count ? bytes : Array(bytes[part]))
        case .file(let file): .file(file, part)
        }
    }

    /// Weak comparison: `W/` counts for nothing (RFC 9110, 13.1.2).
    private func matches(_ list: String, _ quoted: String) -> Bool {
        list.utf8.split(separator: UInt8(ascii: ",")).contains { item in
            let item = item.drop { $0 == 0x20 || $0 == 0x09 }
            let value = item.starts(with: "W/".utf8) ? item.dropFirst(2) : item
            let trimmed = value.prefix { $0 != 0x20 && $0 != 0x09 }
            return trimmed.elementsEqual("*".utf8) || trimmed.elementsEqual(quoted.utf8)
        }
    }
}

/// One range of bytes: `bytes=0-499`, `bytes=500-`, `bytes=-500`. Several are answered with the whole, as RFC 9110, 14.2 allows.
enum ByteRange: Hashable {
    case from(Int, through: Int?)
    case last(Int)

    /// `nil` for what is no range that this server answers.
    init?(_ header: String) {
        guard header.utf8.starts(with: "bytes=".utf8) else { return nil }
        let ends = header.utf8.dropFirst("bytes=".utf8.count).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map { Self.number($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1] else { return nil }
        switch (first, last) {
        case (.none, .none): return nil
        case (.none, .some(let count)): self = .last(count)
        case (.some(let from), let through):
            if let through, through < from { return nil }
            self = .from(from, through: through)
        }
    }

    /// `nil` when nothing of it lies in the file.
    func resolved(size: Int) -> Range<Int>? {
        switch self {
        case .from(let from, let through):
            guard from < size else { return nil }
            return from..<min(size, through.map { $0 < size ? $0 + 1 : size } ?? size)
        case .last(let count):
            guard count > 0, size > 0 else { return nil }
            return max(0, size - count)..<size
        }
    }

    /// No digit is no number, `.some(nil)`; anything else than digits is a fault, `nil`.
    private static func number(_ text: Substring.UTF8View) -> Int?? {
        if text.isEmpty { return .some(nil) }
        guard text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return .some(Int(Substring(text)) ?? Int.max)
    }
}
