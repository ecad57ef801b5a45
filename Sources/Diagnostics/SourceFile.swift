/// The text of one file, as bytes, with the path that messages show.
///
/// Text is bytes throughout: offsets are UTF-8 offsets from the file's first byte, a byte-order mark included.
package struct SourceFile: Hashable, Sendable {
    /// The path as messages print it: relative to the site's folder, `/` between its parts.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    package init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The text between two offsets; ill-formed UTF-8 is repaired with U+FFFD.
    package func text(_ range: SourceRange) -> String {
        let upper = min(range.upperBound, bytes.count)
        let lower = min(range.lowerBound, upper)
        return String(decoding: bytes[lower..<upper], as: UTF8.self)
    }
}
