/// A half-open range of byte offsets in one file, counted from its first byte.
package typealias SourceRange = Range<Int>

/// Where a byte stands for a person.
package struct SourcePosition: Hashable, Sendable {
    /// Counted from 1. LF, CRLF and CR end a line.
    package let line: Int
    /// Counted from 1, in Unicode scalars, as editors that jump to `path:line:column` count.
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The first byte of a file, which is also where messages about a whole file stand.
    package static let start = SourcePosition(line: 1, column: 1)
}
