/// Reads one block of code once, from left to right, and prints it with its tokens in spans.
///
/// Hostile code costs what honest code does: a byte is looked at a bounded number of times. Whatever looks ahead is bounded, or what it saw
/// is used up or remembered; nothing is tried again from an earlier place. `steps` counts the bytes looked at, so that tests can hold this.
///
/// The text of the spans is the text of the block, byte for byte: tokens only cut it.
struct TokenScanner {
    /// `<span class="h?">` and `</span>`.
    static let spanBytes = 24
    /// Bytes that a look ahead or back sees at most.
    static let sight = 128
    /// Languages inside one another (a fence in Markdown, a style sheet in HTML).
    static let depthLimit = 3

    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0
    var end: Int
    /// Of the language that is being read; saved while another is read inside it.
    var code = CodeState()
    var depth = 0
    var steps = 0

    /// What is printed so far: written without tests of its capacity, because no block is longer than `pageBytes`.
    private let page: UnsafeMutablePointer<UInt8>
    private var length = 0
    /// Bytes that spans may still take.
    private var budget: Int
    /// All before this is in `out`.
    private var printed = 0
    private var kind = TokenKind.plain
    private var start = 0
    private var stop = 0

    /// - Parameter page: Room for the whole block, `HighlightLimits.pageBytes`.
    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ page: UnsafeMutablePointer<UInt8>) {
        self.bytes = bytes
        self.page = page
        end = bytes.count
        budget = HighlightLimits.spanBytes(forCode: bytes.count)
    }

    /// A block's HTML.
    static func print(_ bytes: UnsafeBufferPointer<UInt8>, in language: Language) -> (html: [UInt8], spanBytes: Int, steps: Int) {
        var spanBytes = 0
        var steps = 0
        let html = [UInt8](unsafeUninitializedCapacity: HighlightLimits.pageBytes(forCode: bytes.count)) { buffer, count in
            guard let page = buffer.baseAddress else { return }
            var scanner = TokenScanner(bytes, page)
            scanner.scan(language, 0..<bytes.count)
            scanner.flush()
            scanner.put(scanner.printed, bytes.count)
            count = scanner.length
            spanBytes = scanner.spanBytes
            steps = scanner.steps
        }
        return (html, spanBytes, steps)
    }

    /// Bytes of spans printed so far.
    private var spanBytes: Int { HighlightLimits.spanBytes(forCode: bytes.count) - budget }

    /// Says what a run of bytes is. Runs come in order; neighbours of one kind become one span, blanks between them included.
    @inline(__always) mutating func mark(_ kind: TokenKind, _ from: Int, _ to: Int) {
        guard kind != .plain, from < to else { return }
        if kind == self.kind, from == stop || isBlank(stop, from) {
            stop = to
            return
        }
        flush()
        self.kind = kind
        start = from
        stop = to
    }

    private mutating func isBlank(_ from: Int, _ to: Int) -> Bool {
        guard to - from <= 32 else { return false }
        steps += to - from
        var index = from
        while index < to, bytes[index] <= 0x20 { index += 1 }
        return index == to
    }

    private mutating func flush() {
        guard kind != .plain else { return }
        // A token that cuts a character is moved to the character's end.
        let first = max(printed, scalarBoundary(start))
        let last = scalarBoundary(stop)
        if first < last, budget >= TokenScanner.spanBytes {
            budget -= TokenScanner.spanBytes
            put(printed, first)
            put(kind.opener)
            put(first, last)
            put("</span>")
            printed = last
        }
        kind = .plain
    }

    // MARK: Printing

    private mutating func put(_ literal: StaticString) {
        page.advanced(by: length).update(from: literal.utf8Start, count: literal.utf8CodeUnitCount)
        length += literal.utf8CodeUnitCount
    }

    /// Escaped. What is neither a letter of ASCII nor one of the three signs goes through `appendEscaped`, which knows what may be printed.
    @inline(__always) private mutating func put(_ from: Int, _ to: Int) {
        var index = from
        while index < to {
            let byte = bytes[index]
            if byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "<"), byte != UInt8(ascii: ">"), byte != UInt8(ascii: "&") {
                page[length] = byte
                length += 1
                index += 1
            } else if byte == 0x0A || byte == 0x09 {
                page[length] = byte
                length += 1
                index += 1
            } else {
                putUnusual(&index, to)
            }
        }
    }

    @inline(never) private mutating func putUnusual(_ index: inout Int, _ to: Int) {
        switch bytes[index] {
        case UInt8(ascii: "<"): put("&lt;")
        case UInt8(ascii: ">"): put("&gt;")
        case UInt8(ascii: "&"): put("&amp;")
        default:
            let start = index
            while index < to, bytes[index] >= 0x7F || bytes[index] < 0x20 { index += 1 }
            var escaped: [UInt8] = []
            appendEscaped(UnsafeBufferPointer(rebasing: bytes[start..<index]), to: &escaped)
            page.advanced(by: length).update(from: escaped, count: escaped.count)
            length += escaped.count
            return
        }
        index += 1
    }

    private func scalarBoundary(_ index: Int) -> Int {
        var index = index
        while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
        return index
    }

    // MARK: Looking

    @inline(__always) func byte(_ index: Int) -> UInt8 { index < end ? bytes[index] : 0 }

    /// Whether `needle` stands at `index`, within the range that is being read.
    @inline(__always) func matches(_ needle: [UInt8], _ index: Int) -> Bool {
        guard index + needle.count <= end else { return false }
        for offset in 0..<needle.count where bytes[index + offset] != needle[offset] { return false }
        return true
    }

    /// Where the line ends, its end mark left out.
    mutating func lineEnd(_ from: Int) -> Int {
        var index = from
        while index < end, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        steps += index - from
        return index
    }

    /// The next place of `needle` at or after `from`; the end of the range when there is none. What was passed is not looked at again.
    mutating func place(of needle: [UInt8], from: Int) -> Int {
        var index = from
        while index < end, !(bytes[index] == needle[0] && matches(needle, index)) { index += 1 }
        steps += index - from
        return index
    }

    /// The first byte that is no blank, at most `sight` further on.
    mutating func skipBlanks(_ from: Int) -> Int {
        var index = from
        let limit = min(end, from + TokenScanner.sight)
        while index < limit, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        steps += index - from
        return index
    }

    // MARK: Languages

    /// Reads a part of the block in a language, and goes on after it.
    mutating func scan(_ language: Language?, _ range: Range<Int>) {
        defer { at = range.upperBound }
        guard let language, depth < TokenScanner.depthLimit, !range.isEmpty else { return }
        let outerEnd = end
        depth += 1
        at = range.lowerBound
        end = range.upperBound
        switch language.grammar {
        case .code:
            if let rules = LanguageTable.shared.rules(of: language) { scanCode(rules) }
        case .markup(let grammar): scanMarkup(grammar)
        case .lines(let grammar): scanLines(grammar)
        case .plain: break
        }
        depth -= 1
        end = outerEnd
    }
}

/// What highlighting may add to a page.
enum HighlightLimits {
    /// Bytes of spans for a block of so many bytes. Real code stays below five times its length; the limit on a post's output isn't touched by
    /// spans, so a block that would need more is coloured as far as this goes.
    static func spanBytes(forCode count: Int) -> Int { 8 * count + 64 }

    /// The most that a block of so many bytes is printed as: `&` becomes five bytes, and a byte that may not be printed three.
    static func pageBytes(forCode count: Int) -> Int { 5 * count + spanBytes(forCode: count) }
}
