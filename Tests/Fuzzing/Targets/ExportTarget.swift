import Diagnostics
import Foundation
import Importers
import KnowledgeBase

/// Whole exports of every kind: an import ends with a fault that names its place and leaves the folder untouched, or writes threads without an error.
let exportTarget = FuzzTarget(
    name: "export",
    dictionary: [
        "{", "}", "[", "]", ":", ",", "\"", "\\u0000", "\\ud800", "\\\"", "null", "true", "-1", "1e999", "18446744073709551616", "\"id\":1", "\"text\":", "\"content\":", "\"post_stream\":", "\"posts\":",
        "<row ", "/>", " Id=\"1\"", " PostTypeId=\"2\"", " ParentId=\"1\"", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&a;", "<![CDATA[", "From x Mon Jan  1 00:00:00 2024\n", "Message-ID: <1@y>\n", "In-Reply-To: <1@y>\n",
        "Content-Type: multipart/mixed; boundary=b\n", "--b\n", "=?utf-8?B?", "?=", "=?utf-8?Q?=FF?=", "Content-Transfer-Encoding: base64\n", "2020-01-01T00:00:00Z", "9999-99-99", "../../x", "/etc/passwd", "<p>", "<pre><code>",
    ],
    cases: 1_500
) { bytes in
    guard let first = bytes.first else { return nil }
    let export = exports[Int(first) % exports.count]
    let manager = FileManager.default
    let folder = NSTemporaryDirectory() + "/answerable-fuzz-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)"
    defer { try? manager.removeItem(atPath: folder) }
    do {
        for (path, text) in export.companions + [(export.path, String?.none)] {
            let file = URL(fileURLWithPath: folder + "/export/" + path)
            try manager.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.map { Data($0.utf8) }.flatMap { try $0.write(to: file) } ?? Data(bytes.dropFirst()).write(to: file)
        }
    } catch { return "the temporary folder: \(error)" }
    var options = ImportOptions(source: folder + "/export", destination: folder + "/site", siteURL: "https://a.example")
    options.only = .all
    options.questions = .all
    do throws(ImportError) {
        _ = try runImport(export.kind, options)
    } catch {
        if manager.fileExists(atPath: folder + "/site/Content/threads") { return "threads in spite of \(error)" }
        if case .brokenSource(let diagnostics) = error, diagnostics.isEmpty { return "a broken export without a fault" }
        return nil
    }
    let root = folder + "/site/Content/"
    for case let name as String in manager.enumerator(atPath: root) ?? .init() {
        guard let kind = ContentKind.allCases.first(where: { name.hasPrefix($0.folder + "/") }), name.hasSuffix(".md"), let data = manager.contents(atPath: root + name) else { continue }
        let parsed = parseFile(kind: kind, path: "Content/" + name, contentPath: name, bytes: [UInt8](data), options: ParseOptions())
        if let error = parsed.diagnostics.first(where: { $0.severity == .error && !mayStay.contains($0.code.id) }) {
            return "\(export.kind.rawValue) wrote \(name) with \(error.code.id): \(error.message)"
        }
    }
    return nil
}

/// Faults that are the author's own and that no import may mend: a post that is too much for the parser is shown as its source.
private let mayStay: Set<String> = ["markdown-too-complex", "markdown-too-long", "markdown-output-too-long"]

private struct Export {
    let kind: ImportKind
    /// The file that the case is, below the export's folder.
    let path: String
    var companions: [(String, String?)] = []
}

private let exports: [Export] = [
    Export(kind: .stackexchange, path: "Posts.xml"),
    Export(kind: .discourse, path: "1.json"),
    Export(kind: .github, path: "1.json"),
    Export(kind: .slack, path: "help/2020-09-13.json", companions: [("channels.json", #"[{"id":"C1","name":"help"}]"#), ("users.json", #"[{"id":"U1","name":"mei"},{"id":"U2","name":"lian"}]"#)]),
    Export(kind: .zulip, path: "4-help/how.20to.3F.json", companions: [("stream_index.json", #"{"streams":{"help":{"id":4,"topic_data":{}}}}"#)]),
    Export(kind: .discord, path: "a.json"),
    Export(kind: .telegram, path: "result.json"),
    Export(kind: .mbox, path: "a.mbox"),
]
