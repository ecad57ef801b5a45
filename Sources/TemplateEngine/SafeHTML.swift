/// HTML that may be printed as it stands: its own type, so that text can't be taken for it.
///
/// It is whole: every element it opens it also closes, so it fits wherever element content fits.
package struct SafeHTML: Hashable, Sendable {
    package private(set) var bytes: [UInt8]

    package init() { bytes = [] }

    /// The caller answers for `html`: it came out of the sanitiser, or it is a literal of this program.
    package init(trusted html: String) { bytes = Array(html.utf8) }

    /// As `init(trusted: String)`, for bytes that are UTF-8 already.
    package init(trusted html: [UInt8]) { bytes = html }

    /// `text` as it must be written to be read as itself in element content and in quoted attribute values.
    package static func escaping(_ text: String) -> SafeHTML {
        var html = SafeHTML()
        appendEscaped(text, to: &html.bytes)
        return html
    }

    package var isEmpty: Bool { bytes.isEmpty }

    package static func + (a: SafeHTML, b: SafeHTML) -> SafeHTML { SafeHTML(trusted: a.bytes + b.bytes) }
    package static func += (a: inout SafeHTML, b: SafeHTML) { a.bytes += b.bytes }
}
