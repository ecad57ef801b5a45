import Diagnostics

/// HTML that may be printed as it stands: its own type, so that text can't be taken for it.
///
/// It is whole: every element it opens it also closes, so it fits wherever element content fits.
package struct SafeHTML: Hashable, Sendable {
    private var own: [UInt8] = []
    /// Comes first; shared with whoever made it.
    private var shared: ByteSlice?

    package init() {}

    /// The caller answers for `html`: it came out of the sanitiser, or it is a literal of this program.
    package init(trusted html: String) { own = Array(html.utf8) }

    /// As `init(trusted: String)`, for bytes that are UTF-8 already.
    package init(trusted html: [UInt8]) { own = html }

    /// As `init(trusted: [UInt8])`, without a copy.
    package init(trusted html: ByteSlice) { shared = html }

    package var bytes: [UInt8] { shared.map { $0.array + own } ?? own }

    package var count: Int { (shared?.count ?? 0) + own.count }

    func append(to output: inout [UInt8]) {
        shared?.withBytes { output.append(contentsOf: $0) }
        output.append(contentsOf: own)
    }

    /// `text` as it must be written to be read as itself in element content and in quoted attribute values.
    package static func escaping(_ text: String) -> SafeHTML {
        var html = SafeHTML()
        appendEscaped(text, to: &html.own)
        return html
    }

    package var isEmpty: Bool { count == 0 }

    package static func == (a: SafeHTML, b: SafeHTML) -> Bool { a.count == b.count && a.bytes == b.bytes }
    package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

    package static func + (a: SafeHTML, b: SafeHTML) -> SafeHTML { SafeHTML(trusted: a.bytes + b.bytes) }
    package static func += (a: inout SafeHTML, b: SafeHTML) { b.append(to: &a.own) }
}
