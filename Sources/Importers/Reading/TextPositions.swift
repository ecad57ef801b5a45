import Diagnostics

/// Counts lines and columns of a text that comes in pieces, as `LineTable` does of a whole one: LF, CRLF and CR end a line, columns are Unicode scalars.
struct TextPositions {
    private(set) var line = 1
    private(set) var column = 1
    /// Bytes so far.
    private(set) var offset = 0
    private var isAfterReturn = false

    /// The place of the byte that comes next.
    var position: SourcePosition { SourcePosition(line: line, column: column) }

    @inline(__always)
    mutating func advance(_ byte: UInt8) {
        if byte == 10 || byte == 13 {
            if byte == 13 || !isAfterReturn { line += 1 }
            column = 1
            isAfterReturn = byte == 13
        } else {
            // What continues a scalar is no column of its own. A byte-order mark is none either.
            if byte & 0xC0 != 0x80, byte != 0xEF || offset > 0 { column += 1 }
            isAfterReturn = false
        }
        offset += 1
    }
}

extension ExportFiles {
    /// The places of bytes in a file, in the order given. A file that can't be read once more has none but its start.
    func positions(of bytes: [Int], in path: String) -> [SourcePosition] {
        var found = [SourcePosition](repeating: .start, count: bytes.count)
        guard let source = try? source(path) else { return found }
        var wanted = bytes.indices.sorted { bytes[$0] < bytes[$1] }[...]
        var text = TextPositions()
        while !wanted.isEmpty, case let piece = source.next(), !piece.isEmpty {
            for byte in piece {
                while let next = wanted.first, bytes[next] <= text.offset {
                    found[next] = text.position
                    wanted.removeFirst()
                }
                if wanted.isEmpty { break }
                text.advance(byte)
            }
        }
        // Beyond the last byte is where a cut file ends.
        for next in wanted { found[next] = text.position }
        return found
    }
}
