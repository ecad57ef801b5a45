import Diagnostics
import KnowledgeBase
import Synchronization

/// Tests run in threads of one process, and cmark-gfm holds process-wide state: one file is parsed at a time.
private let parsing = Mutex(())

func parse(_ kind: ContentKind, bytes: [UInt8], contentPath: String) -> ParsedFile {
    parsing.withLock { _ in
        parseFile(kind: kind, path: "Content/" + contentPath, contentPath: contentPath, bytes: bytes, options: ParseOptions())
    }
}

/// Parses a file written in a test.
func parse(_ kind: ContentKind = .thread, _ text: String, name: String = "a.md") -> ParsedFile {
    parse(kind, bytes: Array(text.utf8), name: name)
}

func parse(_ kind: ContentKind = .thread, bytes: [UInt8], name: String = "a.md") -> ParsedFile {
    parse(kind, bytes: bytes, contentPath: "\(kind.folder)/\(name)")
}

/// A thread whose front matter ends in `lines`.
func thread(_ lines: String, body: String = "A question.") -> ParsedFile {
    parse(.thread, "---\ntitle: T\nasked: 2026-03-02\nby: mei\n\(lines)\n---\n\n\(body)\n")
}

extension ParsedFile {
    var thread: ThreadSource? { if case .thread(let thread) = value { thread } else { nil } }
    var rule: RuleSource? { if case .rule(let rule) = value { rule } else { nil } }
    var person: PersonSource? { if case .person(let person) = value { person } else { nil } }
    var tag: TagSource? { if case .tag(let tag) = value { tag } else { nil } }
    var page: PageSource? { if case .page(let page) = value { page } else { nil } }
    var codes: [String] { diagnostics.map(\.code.id) }
}

extension Diagnostic {
    /// `code: message (advice)`.
    var line: String { "\(code.id): \(message) (\(advice))" }
}

/// A file with one fix-it carried out.
func mended(_ bytes: [UInt8], by fix: Diagnostic.FixIt) -> [UInt8] {
    Array(bytes[..<fix.range.lowerBound]) + Array(fix.replacement.utf8) + Array(bytes[fix.range.upperBound...])
}
