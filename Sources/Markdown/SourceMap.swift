import Diagnostics

/// Turns the lines and columns of the parser into byte offsets of the file.
///
/// cmark counts columns in bytes from 1; inside tables and after tabs they are rough, so a place is looked for on its line.
struct SourceMap {
    let file: SourceFile
    let body: SourceRange
    /// Absolute offset of each line's first byte. LF, CRLF and CR end a line.
    private let lineStarts: [Int]

    init(file: SourceFile, body: SourceRange) {
        self.file = file
        self.body = body
        var starts = [body.lowerBound]
        file.bytes.withUnsafeBufferPointer { bytes in
            let text = UnsafeBufferPointer(rebasing: bytes[body])
            var start = 0
            while let next = startOfNextLine(text, from: start) {
                starts.append(body.lowerBound + next)
                start = next
            }
        }
        lineStarts = starts
    }

    /// A whole line, counted from 1 in the body, without its end.
    func line(_ number: Int) -> SourceRange {
        let index = max(0, min(number - 1, lineStarts.count - 1))
        let start = lineStarts[index]
        var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : body.upperBound
        while end > start, file.bytes[end - 1] == 0x0A || file.bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }

    /// Every line of the body, in order.
    var lines: some Sequence<SourceRange> { (1...lineStarts.count).lazy.map { line($0) } }

    /// The byte at a line and column, if there is one.
    func byte(line number: Int, column: Int) -> UInt8? {
        let line = line(number)
        let offset = line.lowerBound + column - 1
        return line.contains(offset) ? file.bytes[offset] : nil
    }

    /// Where `needle` first stands at or after the place, on that line or the next few; else the line itself.
    ///
    /// The search is short: a post can hold thousands of links that stand nowhere near their destinations.
    func range(of needle: some Collection<UInt8>, line number: Int, column: Int) -> SourceRange {
        let whole = line(number)
        let length = needle.count
        guard length > 0, let first = needle.first else { return whole }
        let limit = line(number + 4).upperBound
        for start in [min(whole.lowerBound + max(0, column - 1), whole.upperBound), whole.lowerBound] {
            var index = start
            let end = min(limit, start + 2_048 + length)
            while index + length <= end {
                if file.bytes[index] == first, file.bytes[index..<(index + length)].elementsEqual(needle) { return index..<(index + length) }
                index += 1
            }
        }
        return whole
    }
}
