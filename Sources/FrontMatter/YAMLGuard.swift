import Diagnostics

/// Looks through YAML before a library reads it, and refuses what could hurt or surprise: anchors, aliases, tags, complex keys,
/// deep nesting.
///
/// It follows quotes, comments, block texts and brackets closely enough for what people write. Someone who fools it gains little:
/// brackets and dashes are counted a second time without regard to quotes, and `YAMLReader` counts the values it gets.
struct YAMLGuard {
    private let file: SourceFile
    private let bytes: [UInt8]
    private let end: Int
    private let maximumDepth: Int
    private var i: Int
    private var diagnostics: [Diagnostic] = []
    /// The columns at which the open block collections began.
    private var blocks: [(column: Int, isList: Bool)] = []
    private var flowDepth = 0
    private var isTooDeep = false

    /// A file has made its point after this many refusals.
    private static let listed = 8
    /// No honest text has so many brackets open, or dashes in a row; it bounds the recursion of whoever reads the text.
    private static let rawDepth = 64

    static func diagnostics(_ file: SourceFile, _ range: SourceRange, maximumDepth: Int) -> [Diagnostic] {
        var pass = YAMLGuard(file, range, maximumDepth)
        pass.run()
        pass.countRaw(range)
        return Array(pass.diagnostics.prefix(listed))
    }

    private init(_ file: SourceFile, _ range: SourceRange, _ maximumDepth: Int) {
        self.file = file
        self.bytes = file.bytes
        self.end = range.upperBound
        self.i = range.lowerBound
        self.maximumDepth = maximumDepth
    }

    private mutating func run() {
        while i < end {
            readLine()
            if i < end { i += 1 }
        }
    }

    /// Reads to the end of a line; further if a quoted text or a block text goes on.
    private mutating func readLine() {
        let lineStart = i
        /// Where the node began that is being read; `nil` once it has begun with something that is no indicator.
        var atNode = true
        var nodeStart = i
        var indentation = 0
        /// After a key, further colons on the line are text (or a mistake that the library words better).
        var sawKey = false
        if flowDepth == 0, bytes[i..<end].starts(with: [0x2D, 0x2D, 0x2D]) { i += 3 }
        while i < end, !isBreak(bytes[i]) {
            let byte = bytes[i]
            let next = i + 1 < end ? bytes[i + 1] : 0x0A
            let isSeparated = next == 0x20 || next == 0x09 || isBreak(next)
            if byte == 0x20 || byte == 0x09 {
                i += 1
                continue
            }
            if atNode { nodeStart = i }
            switch byte {
            case 0x23 where i == lineStart || bytes[i - 1] == 0x20 || bytes[i - 1] == 0x09:
                while i < end, !isBreak(bytes[i]) { i += 1 }
                continue
            case 0x2D where atNode && flowDepth == 0 && isSeparated:
                indentation = i - lineStart
                open(column: indentation, isList: true)
            case 0x3F where atNode && (isSeparated || flowDepth > 0):
                refuse("a key that begins with '?'", "write 'key: value', or quote a text that begins with '?'")
            case 0x26 where atNode:
                refuse("an anchor, '\(word())'", "quote a text that begins with '&', or write the value out")
                i += wordLength()
                continue
            case 0x2A where atNode: refuse("an alias, '\(word())'", "quote a text that begins with '*', or write the value out")
            case 0x21 where atNode:
                refuse("a tag, '\(word())'", "quote a text that begins with '!', or leave the tag out")
                i += wordLength()
                continue
            case 0x7C where atNode && flowDepth == 0, 0x3E where atNode && flowDepth == 0:
                skipBlockText(deeperThan: blocks.isEmpty ? -1 : indentation)
                return
            case 0x22 where atNode, 0x27 where atNode:
                skipQuoted(byte)
                atNode = false
                continue
            case 0x5B where atNode || flowDepth > 0, 0x7B where atNode || flowDepth > 0:
                flowDepth += 1
                checkDepth()
                atNode = true
                i += 1
                continue
            case 0x5D where flowDepth > 0, 0x7D where flowDepth > 0:
                flowDepth -= 1
                atNode = false
                i += 1
                continue
            case 0x2C where flowDepth > 0:
                atNode = true
                i += 1
                continue
            case 0x3A where flowDepth > 0 && (isSeparated || bytes[i - 1] == 0x22 || bytes[i - 1] == 0x27),
                0x3A where flowDepth == 0 && isSeparated && !sawKey:
                if flowDepth == 0 {
                    sawKey = true
                    indentation = nodeStart - lineStart
                    open(column: indentation, isList: false)
                }
                atNode = true
                i += 1
                continue
            default: break
            }
            atNode = byte == 0x2D && atNode && flowDepth == 0 && isSeparated
            i += 1
        }
    }

    private mutating func open(column: Int, isList: Bool) {
        // A list may stand at the column of its key, one deeper all the same.
        while let top = blocks.last, top.column > column || (top.column == column && (top.isList || !isList)) { blocks.removeLast() }
        blocks.append((column, isList))
        checkDepth()
    }

    private mutating func checkDepth() {
        guard blocks.count + flowDepth > maximumDepth, !isTooDeep else { return }
        isTooDeep = true
        reportDepth(at: i)
    }

    private mutating func reportDepth(at place: Int) {
        diagnostics.append(
            Diagnostic(
                .frontMatterTooDeep, "lists or mappings are nested more than \(maximumDepth) deep",
                advice: "no key needs that; check the brackets, or quote the value if it is text", path: file.path,
                range: place..<place + 1))
    }

    private mutating func refuse(_ what: String, _ advice: String) {
        guard diagnostics.count <= Self.listed else { return }
        diagnostics.append(
            Diagnostic(.unsupportedYAML, "the front matter has \(what)", advice: advice, path: file.path, range: i..<i + wordLength()))
    }

    /// The bytes up to the next space, bracket or comma, to be shown in a message.
    private func wordLength() -> Int {
        var stop = i + 1
        while stop < end, stop - i < 24, bytes[stop] > 0x20, ![0x2C, 0x5B, 0x5D, 0x7B, 0x7D].contains(bytes[stop]) { stop += 1 }
        // Not within a character.
        while stop < end, bytes[stop] & 0xC0 == 0x80 { stop += 1 }
        return stop - i
    }

    private func word() -> String { file.text(i..<i + wordLength()) }

    private mutating func skipQuoted(_ quote: UInt8) {
        i += 1
        while i < end {
            let byte = bytes[i]
            i += 1
            if byte == 0x5C, quote == 0x22 { i = min(i + 1, end) }
            guard byte == quote else { continue }
            guard quote == 0x27, i < end, bytes[i] == 0x27 else { return }
            i += 1
        }
    }

    /// Skips the lines of a text after `|` or `>`, and stops at a line's last byte.
    private mutating func skipBlockText(deeperThan indentation: Int) {
        while i < end, !isBreak(bytes[i]) { i += 1 }
        while i < end {
            var stop = i + 1
            while stop < end, bytes[stop] == 0x20 { stop += 1 }
            guard stop < end, isBreak(bytes[stop]) || stop - i - 1 > indentation else { return }
            while stop < end, !isBreak(bytes[stop]) { stop += 1 }
            i = stop
        }
    }

    /// A second look that quotes can't deceive.
    private mutating func countRaw(_ range: SourceRange) {
        guard !isTooDeep else { return }
        var open = 0
        var dashes = 0
        for place in range {
            let byte = bytes[place]
            switch byte {
            case 0x5B, 0x7B: open += 1
            case 0x5D, 0x7D: open = max(0, open - 1)
            default: break
            }
            let isSeparated = place + 1 == range.upperBound || bytes[place + 1] <= 0x20
            if [0x2D, 0x3F, 0x3A].contains(byte), isSeparated { dashes += 1 } else if byte > 0x20 { dashes = 0 }
            guard open <= Self.rawDepth, dashes <= Self.rawDepth else { return reportDepth(at: place) }
        }
    }
}

private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
