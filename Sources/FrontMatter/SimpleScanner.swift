import Diagnostics

/// Reads the YAML that nearly every front matter is made of, a hundred times faster than a YAML library.
///
/// It takes lines of `key: value` without indentation, where a value is a plain, single- or double-quoted text, a flow list or a
/// flow mapping on one line, or a block list of such values below the key; comments and blank lines between. At anything else it
/// gives up as a whole, and the front matter is read by Yams: it may be slow, never different. The tests hold the two against each other.
///
/// The bytes must have passed `YAMLCharacters`, so that no hidden line break is left in them.
struct SimpleScanner {
    let bytes: [UInt8]
    let range: SourceRange
    let maximumDepth: Int
    private var i: Int
    private var end: Int { range.upperBound }

    init(_ bytes: [UInt8], _ range: SourceRange, maximumDepth: Int) {
        self.bytes = bytes
        self.range = range
        self.maximumDepth = maximumDepth
        self.i = range.lowerBound
    }

    /// The fields in their order, duplicates included; `nil` when the text is beyond this scanner.
    mutating func scan() -> [FrontMatterField]? {
        var fields: [FrontMatterField] = []
        while skipToContent() {
            guard let keyRange = key(), peek() == 0x3A else { return nil }
            let text = String(decoding: bytes[keyRange], as: UTF8.self)
            i += 1
            let afterColon = i
            let value: FrontMatterValue
            skipSpaces()
            if atEndOfText(since: afterColon) {
                nextLine()
                guard let below = blockList(else: afterColon) else { return nil }
                value = below
            } else {
                guard i > afterColon, let scanned = self.value(depth: 2), endLine() else { return nil }
                value = scanned
            }
            fields.append(FrontMatterField(key: text, keyRange: keyRange, value: value))
        }
        return i == end ? fields : nil
    }

    /// The list whose items stand on the following lines, or an empty value at `place` when none does.
    private mutating func blockList(else place: Int) -> FrontMatterValue? {
        var items: [FrontMatterValue] = []
        var listStart = place
        var indentation: Int?
        while skipToContent() {
            let line = i
            skipSpaces()
            guard peek() == 0x2D, i + 1 < end, bytes[i + 1] == 0x20 else {
                i = line
                break
            }
            guard i - line == indentation ?? (i - line) else { return nil }
            if indentation == nil { (indentation, listStart) = (i - line, i) }
            i += 1
            skipSpaces()
            guard let item = value(depth: 3), endLine() else { return nil }
            items.append(item)
        }
        guard let last = items.last else {
            // Deeper lines that are no items: a nested mapping or a text over several lines.
            if i < end, bytes[i] == 0x20 { return nil }
            return .scalar(FrontMatterScalar(text: "", quoted: false, isNull: true, range: place..<place))
        }
        return .sequence(items, range: listStart..<last.range.upperBound)
    }

    // MARK: Lines

    /// Goes to the next line that is neither blank nor a comment; `false` at the end.
    private mutating func skipToContent() -> Bool {
        while i < end {
            let line = i
            skipSpaces()
            if let byte = peek(), byte != 0x23, !isBreak(byte) {
                i = line
                return true
            }
            nextLine()
        }
        return false
    }

    private mutating func nextLine() {
        while i < end, !isBreak(bytes[i]) { i += 1 }
        if i < end {
            i += bytes[i] == 0x0D && i + 1 < end && bytes[i + 1] == 0x0A ? 2 : 1
        }
    }

    /// Passes the rest of a line if it is only spaces and a comment.
    private mutating func endLine() -> Bool {
        let start = i
        skipSpaces()
        guard atEndOfText(since: start) else { return false }
        nextLine()
        return true
    }

    /// Whether the line ends here; a comment needs a space before it, so something must have been skipped since `start`.
    private func atEndOfText(since start: Int) -> Bool {
        guard let byte = peek() else { return true }
        return isBreak(byte) || (byte == 0x23 && i > start)
    }

    private mutating func skipSpaces() {
        while i < end, bytes[i] == 0x20 { i += 1 }
    }

    private func peek() -> UInt8? { i < end ? bytes[i] : nil }

    /// A letter or `_`, then letters, digits, `_` and `-`; 128 bytes at most (YAML's own limit for such a key is 1,024).
    private mutating func key() -> SourceRange? {
        let start = i
        guard let first = peek(), isLetter(first) || first == 0x5F else { return nil }
        while let byte = peek(), isLetter(byte) || isDigit(byte) || byte == 0x5F || byte == 0x2D { i += 1 }
        return i - start <= 128 ? start..<i : nil
    }
}

// MARK: Values

extension SimpleScanner {
    /// A value on one line. `depth` is what a list or mapping here would have; inside one, `flow` is true.
    private mutating func value(depth: Int, flow: Bool = false) -> FrontMatterValue? {
        switch peek() {
        case 0x22: doubleQuoted().map { .scalar($0) }
        case 0x27: singleQuoted().map { .scalar($0) }
        case 0x5B: depth <= maximumDepth ? flowList(depth: depth) : nil
        case 0x7B: depth <= maximumDepth ? flowMapping(depth: depth) : nil
        default: plain(flow: flow).map { .scalar($0) }
        }
    }

    private mutating func flowList(depth: Int) -> FrontMatterValue? {
        let start = i
        i += 1
        skipSpaces()
        var items: [FrontMatterValue] = []
        while peek() != 0x5D {
            guard let item = value(depth: depth + 1, flow: true), endEntry(before: 0x5D) else { return nil }
            items.append(item)
        }
        i += 1
        return .sequence(items, range: start..<i)
    }

    private mutating func flowMapping(depth: Int) -> FrontMatterValue? {
        let start = i
        i += 1
        skipSpaces()
        var fields: [FrontMatterField] = []
        var keys: Set<String> = []
        while peek() != 0x7D {
            guard let keyRange = key(), peek() == 0x3A else { return nil }
            i += 1
            guard peek() == 0x20 else { return nil }
            skipSpaces()
            guard let value = value(depth: depth + 1, flow: true), endEntry(before: 0x7D) else { return nil }
            let key = String(decoding: bytes[keyRange], as: UTF8.self)
            // Said by Yams, and by the reader only of the outermost keys.
            guard keys.insert(key).inserted else { return nil }
            fields.append(FrontMatterField(key: key, keyRange: keyRange, value: value))
        }
        i += 1
        return .mapping(FrontMatterMapping(fields: fields, range: start..<i))
    }

    /// Passes `, ` between two entries, or stops at the `closing` bracket.
    private mutating func endEntry(before closing: UInt8) -> Bool {
        skipSpaces()
        if peek() == closing { return true }
        guard peek() == 0x2C else { return false }
        i += 1
        skipSpaces()
        // A comma before the bracket is left to Yams.
        return peek() != nil && peek() != closing
    }

    private mutating func singleQuoted() -> FrontMatterScalar? {
        let start = i
        i += 1
        var text: [UInt8] = []
        while let byte = peek(), !isBreak(byte) {
            i += 1
            if byte == 0x27 {
                guard peek() == 0x27 else { return scalar(text, quoted: true, start) }
                i += 1
            }
            text.append(byte)
        }
        return nil
    }

    private mutating func doubleQuoted() -> FrontMatterScalar? {
        let start = i
        i += 1
        var text: [UInt8] = []
        while let byte = peek(), !isBreak(byte) {
            i += 1
            if byte == 0x22 { return scalar(text, quoted: true, start) }
            if byte == 0x5C {
                switch peek() {
                case 0x22, 0x5C, 0x2F: text.append(bytes[i])
                case 0x6E: text.append(0x0A)
                case 0x74: text.append(0x09)
                default: return nil
                }
                i += 1
            } else {
                text.append(byte)
            }
        }
        return nil
    }

    private mutating func plain(flow: Bool) -> FrontMatterScalar? {
        let start = i
        guard let first = peek(), startsPlain(first) else { return nil }
        var last = i
        while let byte = peek(), !isBreak(byte) {
            let next = i + 1 < end ? bytes[i + 1] : 0x0A
            switch byte {
            case 0x09: return nil
            case 0x3A where next == 0x20 || next == 0x09 || isBreak(next): return nil
            case 0x23 where bytes[i - 1] == 0x20:
                return flow ? nil : plainScalar(start..<last)
            case 0x2C where flow, 0x5D where flow, 0x7D where flow: return plainScalar(start..<last)
            case 0x5B where flow, 0x7B where flow, 0x3F where flow: return nil
            // `http://x` and `08:00` are whole; what YAML makes of other colons inside brackets is left to Yams.
            case 0x3A where flow && !(isLetter(next) || isDigit(next) || next == 0x2F): return nil
            default: break
            }
            i += 1
            if byte != 0x20 { last = i }
        }
        return flow ? nil : plainScalar(start..<last)
    }

    /// Whether a plain text may begin with a byte; `-` only before a letter, a digit or a point.
    private func startsPlain(_ byte: UInt8) -> Bool {
        if isLetter(byte) || isDigit(byte) || byte >= 0x80 { return true }
        if byte == 0x2D, i + 1 < end { return isLetter(bytes[i + 1]) || isDigit(bytes[i + 1]) || bytes[i + 1] == 0x2E }
        // $ ( ) + . / ; < = \ ^ _ ~
        return [0x24, 0x28, 0x29, 0x2B, 0x2E, 0x2F, 0x3B, 0x3C, 0x3D, 0x5C, 0x5E, 0x5F, 0x7E].contains(byte)
    }

    private func plainScalar(_ range: SourceRange) -> FrontMatterScalar {
        if range.count == 1, bytes[range.lowerBound] == 0x7E {
            return FrontMatterScalar(text: "", quoted: false, isNull: true, range: range)
        }
        return FrontMatterScalar(text: String(decoding: bytes[range], as: UTF8.self), quoted: false, range: range)
    }

    private func scalar(_ text: [UInt8], quoted: Bool, _ start: Int) -> FrontMatterScalar {
        FrontMatterScalar(text: String(decoding: text, as: UTF8.self), quoted: quoted, range: start..<i)
    }
}

private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
