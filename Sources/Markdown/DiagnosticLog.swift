import Diagnostics

/// The messages of one post. Floods are cut: a hostile post must not print thousands of lines.
struct DiagnosticLog {
    private(set) var diagnostics: [Diagnostic] = []
    private let path: String
    private var counts: [DiagnosticCode: Int] = [:]
    private var reportedTags: Set<[UInt8]> = []
    /// Messages of one code in one post.
    private static let limit = 20

    init(path: String) { self.path = path }

    mutating func report(
        _ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ message: @autoclosure () -> String, advice: @autoclosure () -> String,
        range: @autoclosure () -> SourceRange?
    ) {
        counts[code, default: 0] += 1
        guard counts[code, default: 0] <= Self.limit else { return }
        diagnostics.append(Diagnostic(code, severity, message(), advice: advice(), path: path, range: range()))
    }

    /// Raw HTML shown as text: once for each name of a tag.
    mutating func reportTag(_ name: some Collection<UInt8>, range: @autoclosure () -> SourceRange?) {
        guard reportedTags.count < Self.limit, reportedTags.insert(Array(name)).inserted else { return }
        report(
            .rawHTMLAsText, .warning, "'<\(excerpt(name))>' is shown as text",
            advice: "put code between backticks, or use Markdown instead of the tag", range: range())
    }

    /// A block's tag where no block may stand: once for each name, for an opening tag and its closing one are one fault.
    mutating func reportMisplaced(_ name: some Collection<UInt8>, range: @autoclosure () -> SourceRange?) {
        guard reportedTags.count < Self.limit, reportedTags.insert(Array(name)).inserted else { return }
        report(
            .unbalancedHTML, .warning, "'<\(excerpt(name))>' can't stand here and is shown as text",
            advice: "put it on a line of its own after a blank line, inside the element that it belongs to, or between backticks", range: range())
    }
}

/// At most 80 bytes of hostile text for a message, on one line, without controls.
func excerpt(_ bytes: some Collection<UInt8>) -> String {
    var out: [UInt8] = []
    appendCleaned(bytes.prefix(80), to: &out)
    for index in out.indices where out[index] < 0x20 { out[index] = 0x20 }
    return String(decoding: out, as: UTF8.self) + (bytes.count > 80 ? "…" : "")
}
