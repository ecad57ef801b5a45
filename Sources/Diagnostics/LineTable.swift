/// Where the lines of one file begin; turns byte offsets into places for people, and back.
///
/// LF, CRLF and CR each end a line. A file that ends with a line break has an empty last line after it, so that the offset at
/// the end of the file has a place as well.
package struct LineTable: Hashable, Sendable {
    private let bytes: [UInt8]
    /// Offsets of the first byte of each line, ascending; the first is 0.
    package let starts: [Int]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while let next = startOfNextLine(bytes, from: start) {
                starts.append(next)
                start = next
            }
        }
        self.starts = starts
    }

    package init(_ file: SourceFile) {
        self.init(file.bytes)
    }

    package var count: Int { starts.count }

    /// The bytes of a line, counted from 0, without the characters that end it.
    package func content(ofLine index: Int) -> SourceRange {
        let start = starts[index]
        guard index + 1 < starts.count else { return start..<bytes.count }
        var end = starts[index + 1] - 1
        if end > start, bytes[end] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }

    /// The line, counted from 0, that holds the byte at `offset`; offsets beyond the end belong to the last line.
    package func lineIndex(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The place of the byte at `offset`. A byte that is part of no scalar counts as one; a byte-order mark counts as none.
    package func position(at offset: Int) -> SourcePosition {
        let line = lineIndex(at: offset)
        let end = min(max(offset, 0), bytes.count)
        var column = 1
        var i = firstColumn(ofLine: line)
        while i < end {
            let length = UTF8Scalar.decode(bytes, at: i).length
            if i + length > end { break }
            i += length
            column += 1
        }
        return SourcePosition(line: line + 1, column: column)
    }

    /// The offset of a place. A place beyond its line stands for the line's end, one beyond the file for the file's end.
    package func offset(of position: SourcePosition) -> Int {
        guard position.line <= starts.count else { return bytes.count }
        let line = max(position.line, 1) - 1
        let end = content(ofLine: line).upperBound
        var i = firstColumn(ofLine: line)
        var column = 1
        while column < position.column, i < end {
            i += UTF8Scalar.decode(bytes, at: i).length
            column += 1
        }
        return min(i, end)
    }

    private func firstColumn(ofLine line: Int) -> Int {
        line == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : starts[line]
    }
}
