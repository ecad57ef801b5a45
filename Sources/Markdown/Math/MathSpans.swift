/// The formulas of a post, taken out before the Markdown parser can take their `_`, `*`, `\` and `|` for its own.
///
/// In the text that is parsed each formula is a mark: a private character that the post doesn't hold, a number, and the character again; a
/// line that goes on with a formula begins with another such character, so lines keep their numbers. Equal formulas have equal
/// marks, so that equal link labels stay equal. Where a mark ends in code, raw HTML or an address after all, the source is put back
/// (`restore`); in text it is printed as MathML.
struct MathSpans {
    struct Formula {
        /// Without dollars and without the marks of the block quotes it lies in.
        var tex: [UInt8]
        /// As it stands in the post, dollars included; lines are joined by LF.
        var source: [UInt8]
        /// Where it first stands, absolute in the file.
        var range: Range<Int>
        /// `$$`
        var isDouble: Bool
    }

    private(set) var formulas: [Formula] = []
    /// The post with marks.
    private(set) var text: [UInt8] = []
    private let mark: [UInt8]
    private let rest: [UInt8]
    private var numbers: [[UInt8]: Int] = [:]

    /// `nil` when the post holds no formula.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, body: Range<Int>) {
        let post = UnsafeBufferPointer(rebasing: bytes[body])
        guard post.contains(UInt8(ascii: "$")), let marks = MathSpans.unusedCharacters(post) else { return nil }
        mark = marks.0
        rest = marks.1
        text.reserveCapacity(post.count + post.count / 4)
        var containers = ContainerTracker()
        var line = 0
        var block = 0..<0
        while line < post.count {
            let end = MathSpans.lineEnd(post, line)
            let place = containers.enter(post, line..<(end > line && post[end - 1] == 0x0D ? end - 1 : end))
            var next = end
            if place.isCode || place.content >= end {
                text += post[line..<end]
            } else {
                if line >= block.upperBound { block = line..<MathSpans.blockEnd(post, line) }
                text += post[line..<place.content]
                next = scan(post, place.content, lineEnd: end, block: block, quotes: MathSpans.quotes(post[line..<place.content]), offset: body.lowerBound)
            }
            // A formula of several lines: the lines it covers are behind us.
            let stop = MathSpans.lineEnd(post, next)
            if next > end { block = min(block.lowerBound, stop)..<max(block.upperBound, stop) }
            line = stop
            if line < post.count {
                text.append(post[line])
                line += 1
            }
        }
        guard !formulas.isEmpty else { return nil }
    }

    /// Copies from `start` to the line's end, with marks for formulas. Returns where it stopped: further on when a formula went beyond the line.
    private mutating func scan(_ post: UnsafeBufferPointer<UInt8>, _ start: Int, lineEnd firstEnd: Int, block: Range<Int>, quotes: Int, offset: Int) -> Int {
        var index = start
        var end = firstEnd
        var noDoubleCloser = false
        var noCode = Set<Int>()
        func byte(_ index: Int) -> UInt8 { index < post.count ? post[index] : 0 }
        while index < end {
            let here = post[index]
            if here == UInt8(ascii: "\\") {
                text.append(here)
                if index + 1 < end { text.append(post[index + 1]) }
                index = min(index + 2, end)
            } else if here == UInt8(ascii: "`") {
                // A code span: its dollars are its own. It may go on beyond the line; then the other lines are looked at as they come.
                var run = index
                while run < end, post[run] == here { run += 1 }
                let length = run - index
                var stop = run
                if !noCode.contains(length) {
                    if let close = MathSpans.codeEnd(post, run, length, end) { stop = close } else { noCode.insert(length) }
                }
                text += post[index..<stop]
                index = stop
            } else if here == UInt8(ascii: "$"), index == start || !isWordByte(byte(index - 1)) {
                let isDouble = byte(index + 1) == here && byte(index + 2) != here
                let isCoded = byte(index + 1) == UInt8(ascii: "`") && byte(index + 2) != UInt8(ascii: "`")
                var close: Int?
                if isDouble {
                    if !noDoubleCloser { close = MathSpans.doubleEnd(post, index + 2, block.upperBound) }
                    if close == nil { noDoubleCloser = true }
                } else if isCoded {
                    close = MathSpans.codedEnd(post, index + 2, end)
                } else if byte(index + 1) > 0x20, byte(index + 1) != here {
                    close = MathSpans.singleEnd(post, index + 1, block.upperBound)
                }
                let width = isDouble || isCoded ? 2 : 1
                guard let close else {
                    text += post[index..<(index + (isDouble ? 2 : 1))]
                    index += isDouble ? 2 : 1
                    continue
                }
                addFormula(post, index..<(close + width), width, isDouble: isDouble, quotes: quotes, offset: offset)
                index = close + width
                if index > end { end = MathSpans.lineEnd(post, index) }
            } else if here == UInt8(ascii: ":"), byte(index + 1) == UInt8(ascii: "/"), byte(index + 2) == UInt8(ascii: "/") {
                // An address: its dollars are its own.
                let start = index
                while index < end, post[index] > 0x20, !addressEnds.contains(post[index]) { index += 1 }
                text += post[start..<index]
            } else {
                text.append(here)
                index += 1
            }
        }
        return max(index, end)
    }

    private mutating func addFormula(_ post: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ width: Int, isDouble: Bool, quotes: Int, offset: Int) {
        // Its lines, without the quote marks that belong to the blocks around it.
        var source: [UInt8] = []
        var prefixes: [Range<Int>] = []
        var line = range.lowerBound
        while line < range.upperBound {
            let end = min(range.upperBound, MathSpans.lineEnd(post, line))
            if line > range.lowerBound {
                let prefix = MathSpans.prefixEnd(post, line, end, quotes: quotes)
                prefixes.append((line - 1)..<prefix)
                source.append(0x0A)
                line = prefix
            }
            source += post[line..<end]
            line = end + 1
        }
        let number: Int
        if let known = numbers[source] {
            number = known
        } else {
            number = formulas.count
            numbers[source] = number
            formulas.append(
                Formula(
                    tex: Array(source.dropFirst(width).dropLast(width)), source: source, range: (range.lowerBound + offset)..<(range.upperBound + offset), isDouble: isDouble))
        }
        text += mark + Array(String(number).utf8) + mark
        for prefix in prefixes { text += post[prefix] + rest }
    }

    // MARK: Putting back

    /// Whether text of the parsed tree may hold a mark.
    @inline(__always) func mayHoldMarks(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { bytes.contains(mark[0]) }

    /// `bytes` cut at its marks: `text` for what lies between, `formula` for each number, `line` where a line goes on with the last formula.
    func cut(_ bytes: UnsafeBufferPointer<UInt8>, text: (UnsafeBufferPointer<UInt8>) -> Void, formula: (Int) -> Void, line: () -> Void) {
        var start = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] == mark[0], index + 2 < bytes.count else {
                index += 1
                continue
            }
            if bytes[index + 1] == rest[1], bytes[index + 2] == rest[2] {
                text(UnsafeBufferPointer(rebasing: bytes[start..<index]))
                line()
                index += 3
                start = index
                continue
            }
            var number = 0
            var end = index + 3
            while end < bytes.count, isASCIIDigit(bytes[end]), number < 1 << 24 {
                number = number * 10 + Int(bytes[end] - UInt8(ascii: "0"))
                end += 1
            }
            guard bytes[index + 1] == mark[1], bytes[index + 2] == mark[2], bytes[end...].starts(with: mark), number < formulas.count else {
                index += 3
                continue
            }
            text(UnsafeBufferPointer(rebasing: bytes[start..<index]))
            formula(number)
            index = end + 3
            start = index
        }
        text(UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    /// The author's bytes: of a formula of several lines each line stands where its line goes on.
    func restored(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var pending: ArraySlice<ArraySlice<UInt8>> = []
        cut(bytes) { piece in
            out += piece
        } formula: { number in
            let lines = formulas[number].source.split(separator: 0x0A, omittingEmptySubsequences: false)
            out += lines[0]
            pending = lines.dropFirst()
        } line: {
            if let line = pending.popFirst() { out += line }
        }
        for line in pending { out += [0x0A] + line }
        return out
    }

    // MARK: Looking

    private static func lineEnd(_ post: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int {
        var index = from
        while index < post.count, post[index] != 0x0A { index += 1 }
        return index
    }

    /// The end of the run of lines without a blank one; a line of quote marks alone is blank.
    private static func blockEnd(_ post: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int {
        var line = from
        while line < post.count {
            let end = lineEnd(post, line)
            if post[line..<end].allSatisfy({ $0 <= 0x20 || $0 == UInt8(ascii: ">") }) { return line }
            line = end + 1
        }
        return post.count
    }

    private static func quotes(_ prefix: Slice<UnsafeBufferPointer<UInt8>>) -> Int { prefix.count { $0 == UInt8(ascii: ">") } }

    /// Where a line's own bytes begin, after blanks and at most so many quote marks.
    private static func prefixEnd(_ post: UnsafeBufferPointer<UInt8>, _ from: Int, _ end: Int, quotes: Int) -> Int {
        var index = from
        var left = quotes
        while index < end, post[index] == 0x20 || post[index] == 0x09 || (post[index] == UInt8(ascii: ">") && left > 0) {
            if post[index] == UInt8(ascii: ">") { left -= 1 }
            index += 1
        }
        return index
    }

    /// The run of so many backticks that ends a code span, on the line.
    private static func codeEnd(_ post: UnsafeBufferPointer<UInt8>, _ from: Int, _ length: Int, _ end: Int) -> Int? {
        var index = from
        while index < end {
            guard post[index] == UInt8(ascii: "`") else {
                index += 1
                continue
            }
            let start = index
            while index < end, post[index] == UInt8(ascii: "`") { index += 1 }
            if index - start == length { return index }
        }
        return nil
    }

    /// The next dollar ends the formula, or there is none: GitHub's rules. Nothing beyond it is looked at, so all openers together see each byte once.
    private static func singleEnd(_ post: UnsafeBufferPointer<UInt8>, _ from: Int, _ end: Int) -> Int? {
        var index = from
        while index < end {
            switch post[index] {
            case UInt8(ascii: "\\"): index += 2
            // A code span begins before the formula could end.
            case UInt8(ascii: "`"): return nil
            case UInt8(ascii: "$"):
                let isCloser = index > from && post[index - 1] > 0x20 && !(index + 1 < post.count && (isASCIIDigit(post[index + 1]) || post[index + 1] == UInt8(ascii: "$")))
                return isCloser ? index : nil
            default: index += 1
            }
        }
        return nil
    }

    private static func doubleEnd(_ post: UnsafeBufferPointer<UInt8>, _ from: Int, _ end: Int) -> Int? {
        var index = from
        while index + 1 < end {
            if post[index] == UInt8(ascii: "`") { return nil }
            if post[index] == UInt8(ascii: "\\") {
                index += 2
            } else if post[index] == UInt8(ascii: "$"), post[index + 1] == UInt8(ascii: "$") {
                return post[from..<index].contains { $0 > 0x20 } ? index : nil
            } else {
                index += 1
            }
        }
        return nil
    }

    /// GitHub's `` $`…`$ ``, on one line.
    private static func codedEnd(_ post: UnsafeBufferPointer<UInt8>, _ from: Int, _ end: Int) -> Int? {
        var index = from
        while index + 1 < end {
            if post[index] == UInt8(ascii: "`") { return post[index + 1] == UInt8(ascii: "$") && index > from ? index : nil }
            index += 1
        }
        return nil
    }

    /// Two characters of U+E000 to U+EFFF that the post doesn't hold, neither as such nor as a reference (`&#xE000;`); `nil` when it holds all of them.
    private static func unusedCharacters(_ post: UnsafeBufferPointer<UInt8>) -> ([UInt8], [UInt8])? {
        var used = [Bool](repeating: false, count: 4_096)
        var index = 0
        while index + 2 < post.count {
            if post[index] == 0xEE {
                used[Int(post[index + 1] & 0x3F) << 6 | Int(post[index + 2] & 0x3F)] = true
            } else if post[index] == UInt8(ascii: "&"), post[index + 1] == UInt8(ascii: "#") {
                let isHex = post[index + 2] | 0x20 == UInt8(ascii: "x")
                let start = index + (isHex ? 3 : 2)
                var end = start
                while end < min(post.count, start + 12), isASCIIDigit(post[end]) || (isHex && isASCIILetter(post[end])) { end += 1 }
                if let value = Int(String(decoding: post[start..<end], as: UTF8.self), radix: isHex ? 16 : 10), (0xE000..<0xF000).contains(value) { used[value - 0xE000] = true }
            }
            index += 1
        }
        let free = used.indices.lazy.filter { !used[$0] }.prefix(2).map { [0xEE, 0x80 | UInt8($0 >> 6), 0x80 | UInt8($0 & 0x3F)] }
        let found = Array(free)
        return found.count == 2 ? (found[0], found[1]) : nil
    }
}

private let addressEnds = ASCIISet("<>)]\"`|")

private func isWordByte(_ byte: UInt8) -> Bool { isASCIIDigit(byte) || isASCIILetter(byte) }
