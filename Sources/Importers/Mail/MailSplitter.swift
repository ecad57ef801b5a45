/// The mails of an mbox, one at a time.
///
/// A body may hold a line that begins with `From ` too; a separator tells a time and has a header below it.
struct MailSplitter {
    private let source: ByteSource
    private var bytes: [UInt8] = []
    private var isAtEnd = false

    /// Larger mails are cut here, in bytes: their end is an attachment.
    private static let longest = 128 << 20

    init(_ source: ByteSource) { self.source = source }

    /// Whether the file begins as an mbox does.
    mutating func beginsWithMail() -> Bool {
        while bytes.count < 5, grow() {}
        return bytes.starts(with: "From ".utf8)
    }

    private mutating func grow() -> Bool {
        let piece = source.next()
        if piece.isEmpty { isAtEnd = true }
        bytes += piece
        return !piece.isEmpty
    }

    /// The separator's line and the mail below it; `nil` after the last one.
    mutating func next() -> (separator: [UInt8], mail: ArraySlice<UInt8>)? {
        while bytes.isEmpty { if !grow() { return nil } }
        var at = 0
        while true {
            guard let end = bytes[at...].firstIndex(of: 10) else {
                if !isAtEnd, bytes.count < Self.longest, grow() { continue }
                return take(bytes.count)
            }
            // The line after a separator must be in sight.
            if at > 0, bytes[at] == UInt8(ascii: "F"), bytes[at...].starts(with: "From ".utf8) {
                if !isAtEnd, bytes.count - end < 100, grow() { continue }
                if isSeparator(bytes[at..<end], next: bytes[(end + 1)...].prefix(80)) { return take(at) }
            }
            at = end + 1
            if at >= bytes.count, isAtEnd || !grow() { return take(bytes.count) }
            if at > Self.longest { return take(at) }
        }
    }

    private mutating func take(_ count: Int) -> (separator: [UInt8], mail: ArraySlice<UInt8>) {
        let own = Array(bytes[..<count])
        bytes.removeSubrange(..<count)
        let line = own.firstIndex(of: 10) ?? own.count
        return (Array(own[..<line]), own[min(line + 1, own.count)...])
    }

    /// `From name at host  Tue Mar  1 01:47:31 2005`, and a header on the next line.
    private func isSeparator(_ line: ArraySlice<UInt8>, next: ArraySlice<UInt8>) -> Bool {
        let name = next.prefix { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: ":") }
        guard !name.isEmpty, name.endIndex < next.endIndex, next[name.endIndex] == UInt8(ascii: ":") else { return false }
        return mailTime(String(decoding: line.suffix(40), as: UTF8.self)) != nil && line.contains(UInt8(ascii: ":"))
    }
}
