/// Follows block quotes, list items, fenced code and HTML blocks over the lines of a post: roughly, but never trusting a fence that may
/// not be one.
///
/// A hostile post could open with something that looks like a fence here and isn't one to the parser, so that its lines go uncounted.
/// After any raw HTML block that is still open where a fence begins, the rest of the post is therefore counted as if it held no code.
struct ContainerTracker {
    struct Place {
        /// Open block quotes and list items.
        var depth: Int
        /// Offset of the first byte after indentation and markers; the line's end when it is blank.
        var content: Int
        var isCode: Bool
    }

    private struct Fence {
        var byte: UInt8
        var length: Int
        var quotes: Int
        /// Column of the list item's content that the fence lies in; 0 in none.
        var indent: Int
    }

    private enum HTMLBlock: Equatable {
        case none
        /// Ends at a blank line.
        case untilBlank
        /// Ends at a line that holds the bytes, blank lines or not.
        case until(String)
    }

    /// Content columns of the open list items.
    private var items: [Int] = []
    private var fence: Fence?
    private var html = HTMLBlock.none
    private var wasBlank = true
    /// Once set, every line is counted.
    private var isDoubtful = false

    mutating func enter(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Place {
        var cursor = Cursor(bytes: bytes, index: line.lowerBound, end: line.upperBound)
        if let open = fence, let place = continueFence(open, &cursor) { return place }
        cursor = Cursor(bytes: bytes, index: line.lowerBound, end: line.upperBound)
        let quotes = cursor.skipQuotes()
        let isBlank = cursor.atEnd
        defer { wasBlank = isBlank }
        if isBlank {
            if html == .untilBlank { html = .none }
            return Place(depth: quotes + items.count, content: line.upperBound, isCode: false)
        }
        let startsMarker = cursor.marker() != nil
        if wasBlank || startsMarker { items.removeAll { $0 > cursor.column } }
        var depth = quotes + items.count
        let base = items.last ?? 0
        if !cursor.isThematicBreak {
            while let marker = cursor.marker() {
                cursor.skip(marker)
                items.append(cursor.column)
                depth += 1 + cursor.skipQuotes()
                if depth > 4_096 { break }
            }
        }
        let content = cursor.index
        trackHTML(cursor, bytes, line)
        if let opened = cursor.fenceOpener(), cursor.indent - base <= 3 || startsMarker {
            if html == .none {
                fence = Fence(byte: opened.byte, length: opened.length, quotes: quotes, indent: items.last ?? 0)
            } else {
                isDoubtful = true
            }
        }
        return Place(depth: depth, content: content, isCode: false)
    }

    /// The place of a line in open code, or `nil` when the line ends the fence's container.
    private mutating func continueFence(_ open: Fence, _ cursor: inout Cursor) -> Place? {
        let quotes = cursor.skipQuotes(atMost: open.quotes)
        let end = cursor.end
        if quotes < open.quotes || (!cursor.atEnd && cursor.column < open.indent) {
            fence = nil
            wasBlank = true
            return nil
        }
        if cursor.column - open.indent <= 3, cursor.closesFence(open.byte, open.length) {
            fence = nil
            wasBlank = true
            // Code ends a block as a blank line does.
            return Place(depth: quotes, content: end, isCode: true)
        }
        return Place(depth: 0, content: isDoubtful && !cursor.atEnd ? cursor.index : cursor.atEnd ? end : cursor.index, isCode: !isDoubtful)
    }

    private mutating func trackHTML(_ cursor: Cursor, _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
        let rest = UnsafeBufferPointer(rebasing: bytes[cursor.index..<line.upperBound])
        if case .none = html, rest.first == UInt8(ascii: "<") {
            html = .untilBlank
            for (opener, closer) in htmlOpeners where startsIgnoringCase(rest, opener) {
                html = .until(closer)
                break
            }
        }
        if case .until(let closer) = html, containsIgnoringCase(rest, closer) {
            // What follows on the next line may be a block of its own, or a paragraph that began on this line.
            html = .untilBlank
        }
    }
}

private let htmlOpeners = [
    ("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"),
    ("<script", "</script>"), ("<pre", "</pre>"), ("<style", "</style>"), ("<textarea", "</textarea>"),
]

private func startsIgnoringCase(_ bytes: UnsafeBufferPointer<UInt8>, _ prefix: String) -> Bool {
    let wanted = prefix.utf8
    return bytes.count >= wanted.count && zip(bytes, wanted).allSatisfy { $0 == $1 || $0 | 0x20 == $1 | 0x20 }
}

private func containsIgnoringCase(_ bytes: UnsafeBufferPointer<UInt8>, _ needle: String) -> Bool {
    guard let first = needle.utf8.first else { return true }
    return bytes.indices.contains { bytes[$0] == first && startsIgnoringCase(UnsafeBufferPointer(rebasing: bytes[$0...]), needle) }
}

/// Reads the start of one line.
private struct Cursor {
    let bytes: UnsafeBufferPointer<UInt8>
    var index: Int
    let end: Int
    /// Counted from 0 after the block quotes; a tab ends at the next multiple of 4.
    var column = 0
    /// The column of the line's first visible byte.
    var indent = 0

    init(bytes: UnsafeBufferPointer<UInt8>, index: Int, end: Int) {
        self.bytes = bytes
        self.index = index
        self.end = end
        skipSpace()
        indent = column
    }

    var atEnd: Bool { index >= end }

    private mutating func skipSpace() {
        while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 {
            column += bytes[index] == 0x09 ? 4 - column % 4 : 1
            index += 1
        }
    }

    /// Skips `>` marks and the space after each; columns start again after them.
    mutating func skipQuotes(atMost limit: Int = .max) -> Int {
        var count = 0
        while count < limit, index < end, bytes[index] == UInt8(ascii: ">") {
            index += 1
            count += 1
            if index < end, bytes[index] == 0x20 { index += 1 }
            column = 0
            skipSpace()
            indent = column
        }
        return count
    }

    /// The length of a list marker at hand, without the space after it.
    func marker() -> Int? {
        guard index < end else { return nil }
        var next = index
        if bytes[next] == UInt8(ascii: "-") || bytes[next] == UInt8(ascii: "+") || bytes[next] == UInt8(ascii: "*") {
            next += 1
        } else {
            while next < end, next - index < 9, isASCIIDigit(bytes[next]) { next += 1 }
            guard next > index, next < end, bytes[next] == UInt8(ascii: ".") || bytes[next] == UInt8(ascii: ")") else { return nil }
            next += 1
        }
        guard next == end || bytes[next] == 0x20 || bytes[next] == 0x09 else { return nil }
        return next - index
    }

    mutating func skip(_ marker: Int) {
        index += marker
        column += marker
        let before = column
        skipSpace()
        // Five or more columns: indented code one column after the marker.
        if column - before > 4 { column = before + 1 }
    }

    /// `- - -` or `* * *`: marks of one kind alone.
    var isThematicBreak: Bool {
        guard index < end else { return false }
        let mark = bytes[index]
        guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "*") else { return false }
        var count = 0
        for offset in index..<end where bytes[offset] != 0x20 && bytes[offset] != 0x09 {
            guard bytes[offset] == mark else { return false }
            count += 1
        }
        return count >= 3
    }

    func fenceOpener() -> (byte: UInt8, length: Int)? {
        guard index < end, bytes[index] == UInt8(ascii: "`") || bytes[index] == UInt8(ascii: "~") else { return nil }
        let byte = bytes[index]
        var next = index
        while next < end, bytes[next] == byte { next += 1 }
        guard next - index >= 3 else { return nil }
        if byte == UInt8(ascii: "`"), bytes[next..<end].contains(byte) { return nil }
        return (byte, next - index)
    }

    func closesFence(_ byte: UInt8, _ length: Int) -> Bool {
        var next = index
        while next < end, bytes[next] == byte { next += 1 }
        return next - index >= length && bytes[next..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
}
