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

    /// What is printed so far, after what was there before.
    var out: [UInt8] = []
    /// Bytes that spans may still take.
    private var budget: Int
    /// All before this is in `out`.
    private var printed = 0
    private var kind = TokenKind.plain
    private var start = 0
    private var stop = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        end = bytes.count
        budget = HighlightLimits.spanBytes(forCode: bytes.count)
    }

    /// Bytes of spans printed so far.
    var spanBytes: Int { HighlightLimits.spanBytes(forCode: bytes.count) - budget }

    /// Prints what is left. `out` is complete then.
    mutating func finish() {
        appendEscaped(UnsafeBufferPointer(rebasing: bytes[printed...]), to: &out)
        printed = bytes.count
    }

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
            if printed < first { appendEscaped(UnsafeBufferPointer(rebasing: bytes[printed..<first]), to: &out) }
            append(kind.opener, to: &out)
            appendEscaped(UnsafeBufferPointer(rebasing: bytes[first..<last]), to: &out)
            append("</span>", to: &out)
            printed = last
        }
        kind = .plain
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

    /// Reads the block.
    mutating func scan(_ language: Language) {
        scan(language, 0..<bytes.count)
        flush()
    }

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
}
