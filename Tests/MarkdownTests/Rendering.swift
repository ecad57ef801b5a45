import Diagnostics
import Foundation
import Testing
@testable import Markdown

/// All tests that parse: one at a time, because cmark-gfm holds process-wide state. Every suite that parses extends this one.
@Suite("Markdown", .serialized) struct MarkdownTests {}

func render(_ text: String, _ options: MarkdownOptions = MarkdownOptions()) -> (RenderedMarkdown, [Diagnostic]) {
    let file = SourceFile(path: "threads/a.md", text: text)
    return renderMarkdown(file, body: 0..<file.bytes.count, options: options)
}

/// With each slot printed as the destination it stands for.
func html(_ text: String, _ options: MarkdownOptions = MarkdownOptions()) -> String {
    render(text, options).0.html { $0.destination }
}

func codes(_ text: String, _ options: MarkdownOptions = MarkdownOptions()) -> [String] {
    render(text, options).1.map(\.code.id)
}

/// A folder of real or hostile data beside the package; `nil`, with a message, when this machine has none.
func dataFolder(_ name: String, file: String = #filePath) -> URL? {
    let root = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.deletingLastPathComponent().appendingPathComponent("shared/data").appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: folder.path) else {
        print("skipped: there is no \(folder.path)")
        return nil
    }
    return folder
}

/// Every Markdown file below a folder, in a fixed order.
func markdownFiles(below folder: URL) throws -> [(path: String, bytes: [UInt8])] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") || $0.hasSuffix(".markdown") }
    return try paths.sorted().map { ($0, [UInt8](try Data(contentsOf: folder.appendingPathComponent($0)))) }
}

/// The "payload" and id of every line of a `.jsonl` file.
func payloads(_ file: URL) throws -> [(id: String, kind: String, payload: String)] {
    struct Line: Decodable {
        var id: String
        var kind: String?
        var payload: String?
    }
    return try Data(contentsOf: file).split(separator: 0x0A).compactMap { line in
        let decoded = try JSONDecoder().decode(Line.self, from: line)
        return decoded.payload.map { (decoded.id, decoded.kind ?? "", $0) }
    }
}
