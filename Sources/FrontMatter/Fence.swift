import Diagnostics

/// Follows fenced code blocks through the lines of a body (CommonMark 0.31.2, section 4.5).
struct Fence {
    /// The fence that is open, as its character, its length and where it stands.
    private(set) var open: (mark: UInt8, length: Int, range: SourceRange)?

    /// Takes the next line, and says whether it belongs to a fenced block, its fences included.
    mutating func take(_ line: SourceRange, of bytes: [UInt8]) -> Bool {
        var i = line.lowerBound
        while i < line.upperBound, bytes[i] == 0x20 { i += 1 }
        guard i - line.lowerBound <= 3, i < line.upperBound, bytes[i] == 0x60 || bytes[i] == 0x7E else { return open != nil }
        let mark = bytes[i]
        let start = i
        while i < line.upperBound, bytes[i] == mark { i += 1 }
        let length = i - start
        let rest = bytes[i..<line.upperBound]
        if let fence = open {
            if mark == fence.mark, length >= fence.length, rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { open = nil }
            return true
        }
        // The words after a fence of backticks hold no backtick; if they do, the line is inline code.
        guard length >= 3, mark == 0x7E || !rest.contains(0x60) else { return false }
        open = (mark, length, start..<i)
        return true
    }
}
