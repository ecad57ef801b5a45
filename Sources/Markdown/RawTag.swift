/// A tag that an author typed, parsed into values; what is printed is built from these, never from the bytes.
struct RawTag: Equatable {
    struct Attribute: Equatable {
        /// Lower case.
        var name: [UInt8]
        /// With character references still in it; `nil` when the attribute stands alone.
        var value: [UInt8]?
    }

    /// Lower case.
    var name: [UInt8]
    var isCloser: Bool
    var attributes: [Attribute]
}

/// A part of an HTML block.
enum RawToken: Equatable {
    /// Bytes between tags.
    case text(Range<Int>)
    case tag(RawTag, Range<Int>)
    /// A complete comment: invisible by intent.
    case comment
    /// A comment that nothing ends, a processing instruction, a declaration.
    case other(Range<Int>)

    /// Cuts HTML into tokens; every byte outside a comment is in exactly one of them.
    static func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [RawToken] {
        var tokens: [RawToken] = []
        var textStart = 0
        var index = 0
        func flush(_ tokens: inout [RawToken], to end: Int) {
            if textStart < end { tokens.append(.text(textStart..<end)) }
        }
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            if let end = commentEnd(bytes, at: index) {
                flush(&tokens, to: index)
                tokens.append(.comment)
                index = end
                textStart = end
            } else if let (tag, end) = parseTag(bytes, at: index) {
                flush(&tokens, to: index)
                tokens.append(.tag(tag, index..<end))
                index = end
                textStart = end
            } else if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "!") || bytes[index + 1] == UInt8(ascii: "?") {
                // To the end of the line: an unended comment may have swallowed the rest of the post, which is to stay readable.
                flush(&tokens, to: index)
                let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
                tokens.append(.other(index..<end))
                index = end
                textStart = end
            } else {
                index += 1
            }
        }
        flush(&tokens, to: bytes.count)
        return tokens
    }
}

/// The end of the comment that starts at `start`, if one does and it ends.
func commentEnd(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    guard bytes[start...].starts(with: "<!--".utf8) else { return nil }
    // The end may share dashes with the start: `<!-->` is a whole comment.
    var index = start + 2
    while index + 2 < bytes.count {
        if bytes[index] == UInt8(ascii: "-"), bytes[index + 1] == UInt8(ascii: "-"), bytes[index + 2] == UInt8(ascii: ">") { return index + 3 }
        index += 1
    }
    return nil
}

/// The tag at `start` (a `<`) and where it ends, by the rules of CommonMark's raw HTML.
func parseTag(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> (RawTag, end: Int)? {
    var reader = TagReader(bytes: bytes, index: start + 1)
    let isCloser = reader.take(UInt8(ascii: "/"))
    guard let name = reader.tagName() else { return nil }
    var tag = RawTag(name: name, isCloser: isCloser, attributes: [])
    while true {
        let spaced = reader.skipSpace()
        if reader.take(UInt8(ascii: ">")) { return (tag, reader.index) }
        if isCloser { return nil }
        if reader.take(UInt8(ascii: "/")) { return reader.take(UInt8(ascii: ">")) ? (tag, reader.index) : nil }
        guard spaced, tag.attributes.count < 32, let name = reader.attributeName() else { return nil }
        let afterName = reader.index
        _ = reader.skipSpace()
        if reader.take(UInt8(ascii: "=")) {
            _ = reader.skipSpace()
            guard let value = reader.attributeValue() else { return nil }
            tag.attributes.append(.init(name: name, value: value))
        } else {
            reader.index = afterName
            tag.attributes.append(.init(name: name, value: nil))
        }
    }
}

private struct TagReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var index: Int

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        index += 1
        return true
    }

    mutating func skipSpace() -> Bool {
        let start = index
        while let byte = current, byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
        return index > start
    }

    mutating func tagName() -> [UInt8]? {
        guard let first = current, isASCIILetter(first) else { return nil }
        return word { isASCIILetter($0) || isASCIIDigit($0) || $0 == UInt8(ascii: "-") }
    }

    mutating func attributeName() -> [UInt8]? {
        guard let first = current, isASCIILetter(first) || first == UInt8(ascii: "_") || first == UInt8(ascii: ":") else { return nil }
        return word { isASCIILetter($0) || isASCIIDigit($0) || nameMarks.contains($0) }
    }

    mutating func attributeValue() -> [UInt8]? {
        guard let first = current else { return nil }
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            guard let end = bytes[(index + 1)...].firstIndex(of: first) else { return nil }
            defer { index = end + 1 }
            return Array(bytes[(index + 1)..<end])
        }
        let start = index
        while let byte = current, byte > 0x20, !endsUnquoted.contains(byte) { index += 1 }
        return index > start ? Array(bytes[start..<index]) : nil
    }

    /// Lower-cased, at most 64 bytes: no name that matters is longer.
    private mutating func word(_ isMember: (UInt8) -> Bool) -> [UInt8]? {
        let start = index
        while let byte = current, isMember(byte) { index += 1 }
        guard index - start <= 64 else { return nil }
        return bytes[start..<index].map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
    }
}

private let nameMarks = ASCIISet("_.:-")
private let endsUnquoted = ASCIISet("\"'=<>`")
