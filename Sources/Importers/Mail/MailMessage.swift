/// A message as RFC 5322 and RFC 2045 lay it out.
struct MailMessage {
    /// Names in lower case, values unfolded, in the order of the message.
    private(set) var headers: [(name: String, value: [UInt8])] = []
    let body: ArraySlice<UInt8>

    /// Parts within parts deeper than this are left as they are.
    private static let deepest = 8

    init(_ bytes: ArraySlice<UInt8>) {
        var at = bytes.startIndex
        var headers: [(name: String, value: [UInt8])] = []
        while at < bytes.endIndex {
            let end = bytes[at...].firstIndex(of: 10) ?? bytes.endIndex
            var line = bytes[at..<end]
            if line.last == 13 { line = line.dropLast() }
            let next = min(end + 1, bytes.endIndex)
            if line.isEmpty {
                at = next
                break
            }
            if line.first == 32 || line.first == 9 {
                if !headers.isEmpty, headers[headers.count - 1].value.count < 100_000 { headers[headers.count - 1].value += [32] + line.drop { $0 == 32 || $0 == 9 } }
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex, line[..<colon].allSatisfy({ $0 > 32 && $0 < 127 }) {
                let name = String(decoding: line[..<colon].map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }, as: UTF8.self)
                headers.append((name, Array(line[(colon + 1)...].drop { $0 == 32 || $0 == 9 })))
            } else {
                // No header: the body begins without its blank line.
                break
            }
            at = next
        }
        self.headers = headers
        body = bytes[at...]
    }

    subscript(name: String) -> [UInt8]? { headers.first { $0.name == name }?.value }

    func text(_ name: String) -> String? { self[name].map(MailText.header) }

    // MARK: Parts

    /// A value with parameters, such as `text/plain; charset="utf-8"`.
    private func parameters(_ name: String) -> (value: String, parameters: [String: String]) {
        let parts = (self[name] ?? []).split(separator: UInt8(ascii: ";"))
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let key = String(decoding: part[..<equals].filter { $0 > 32 && $0 != UInt8(ascii: "*") }, as: UTF8.self).lowercased()
            let value = String(decoding: part[(equals + 1)...].filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
            parameters[key] = singleLine(value)
        }
        let value = parts.first.map { String(decoding: $0.filter { $0 > 32 }, as: UTF8.self).lowercased() } ?? ""
        return (value, parameters)
    }

    /// What a reader of the mail sees: plain text, or HTML where there is none, and the names of attachments.
    struct Content {
        var plain: String?
        var isFlowed = false
        var html: [UInt8]?
        var attachments: [String] = []
    }

    func content(depth: Int = 0) -> Content {
        var content = Content()
        let (type, parameters) = parameters("content-type")
        let (disposition, placement) = self.parameters("content-disposition")
        if type.utf8.starts(with: "multipart/".utf8), let boundary = parameters["boundary"], !boundary.isEmpty, depth < Self.deepest {
            for part in parts(boundary) {
                let inner = part.content(depth: depth + 1)
                if content.plain == nil {
                    content.plain = inner.plain
                    content.isFlowed = inner.isFlowed
                }
                if content.html == nil { content.html = inner.html }
                content.attachments += inner.attachments
            }
            return content
        }
        let isText = type.isEmpty || type.utf8.starts(with: "text/".utf8)
        guard isText, disposition != "attachment" else {
            content.attachments = [MailText.header(Array((placement["filename"] ?? parameters["name"] ?? type).utf8))]
            return content
        }
        let bytes: [UInt8]
        switch parameters.isEmpty && type.isEmpty ? "" : String(decoding: (self["content-transfer-encoding"] ?? []).filter { $0 > 32 }, as: UTF8.self).lowercased() {
        case "quoted-printable": bytes = MailText.quotedPrintable(body)
        case "base64": bytes = MailText.base64(body)
        default: bytes = Array(body)
        }
        let text = MailText.decoded(bytes, charset: parameters["charset"])
        if type == "text/html" {
            content.html = Array(text.utf8)
        } else {
            content.plain = text
            content.isFlowed = parameters["format"]?.lowercased() == "flowed"
        }
        return content
    }

    private func parts(_ boundary: String) -> [MailMessage] {
        let mark = Array("--\(boundary)".utf8)
        var found: [MailMessage] = []
        var start: Int?
        var at = body.startIndex
        while at < body.endIndex {
            let end = body[at...].firstIndex(of: 10) ?? body.endIndex
            let line = body[at..<end]
            let next = min(end + 1, body.endIndex)
            if line.starts(with: mark) {
                let rest = line.dropFirst(mark.count).filter { $0 > 32 }
                if rest.isEmpty || rest.elementsEqual("--".utf8) {
                    if let start, found.count < 200 { found.append(MailMessage(body[start..<max(start, at)])) }
                    start = rest.isEmpty ? next : nil
                }
            }
            at = next
        }
        if let start, start < body.endIndex, found.count < 200 { found.append(MailMessage(body[start...])) }
        return found
    }
}
