import Diagnostics

/// A template as its file says it, before any view is known.
struct ParsedTemplate: Sendable {
    let name: String
    let file: SourceFile
    let nodes: [TemplateNode]
    /// Whether the file has faults of syntax, so that what follows from them isn't reported as well.
    let isBroken: Bool
}

indirect enum TemplateNode: Sendable {
    case literal(SourceRange)
    case value(NamePath, unescaped: Bool, range: SourceRange)
    case section(NamePath, inverted: Bool, body: [TemplateNode], range: SourceRange, isStandalone: Bool)
    case block(TemplateBlock)
    /// A partial, or a layout with the blocks that it is given.
    ///
    /// `indentation` is `nil` when the tag isn't alone on its line.
    case include(String, blocks: [TemplateBlock], indentation: SourceRange?, range: SourceRange)
}

struct TemplateBlock: Sendable {
    let name: String
    let body: [TemplateNode]
    let range: SourceRange
    let isStandalone: Bool
}

/// A name as written, `a.b.c` taken apart. The implicit iterator is the one part ".".
struct NamePath: Sendable {
    /// `.a` is looked up in the innermost record alone.
    let isLocal: Bool
    struct Part: Sendable {
        let name: String
        let range: SourceRange
    }
    let text: String
    let parts: [Part]
}

/// Makes the tags of a file into a tree.
struct TemplateParser {
    /// Deeper nesting than this is a fault of the template, and would exhaust the stack of the compiler.
    private static let deepest = 100

    private struct Open {
        let tag: TemplateTag?
        var nodes: [TemplateNode] = []
    }

    private let name: String
    private let file: SourceFile
    private var stack = [Open(tag: nil)]
    private(set) var diagnostics: [Diagnostic] = []

    static func parse(_ file: SourceFile, name: String) -> (template: ParsedTemplate, diagnostics: [Diagnostic]) {
        let lexer = TemplateLexer(file)
        var parser = TemplateParser(name: name, file: file)
        parser.diagnostics = lexer.diagnostics
        let nodes = parser.tree(of: lexer.tags)
        let template = ParsedTemplate(name: name, file: file, nodes: nodes, isBroken: !parser.diagnostics.isEmpty)
        return (template, parser.diagnostics)
    }

    private init(name: String, file: SourceFile) {
        self.name = name
        self.file = file
    }

    private mutating func tree(of tags: [TemplateTag]) -> [TemplateNode] {
        // A byte-order mark is no part of the page.
        var offset = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        for tag in tags {
            // The rest of a file nested too deep isn't read: it would only repeat the fault.
            if stack.count > Self.deepest { return [] }
            add(literal: offset..<max(offset, tag.extent.lowerBound))
            offset = tag.extent.upperBound
            add(tag)
        }
        add(literal: offset..<max(offset, file.bytes.count))
        while stack.count > 1 { closeUnclosed() }
        return stack[0].nodes
    }

    private mutating func add(literal range: SourceRange) {
        if !range.isEmpty { append(.literal(range)) }
    }

    private mutating func append(_ node: TemplateNode) {
        stack[stack.count - 1].nodes.append(node)
    }

    private mutating func add(_ tag: TemplateTag) {
        switch tag.kind {
        case .comment, .delimiters: break
        case .value, .unescapedValue:
            guard let path = path(tag) else { return }
            append(.value(path, unescaped: tag.kind == .unescapedValue, range: tag.range))
        case .partial:
            append(.include(tag.name, blocks: [], indentation: tag.indentation, range: tag.range))
        case .section, .inverted, .parent, .block:
            if stack.count == Self.deepest {
                report(
                    .templateTooLarge, "sections are nested more than \(Self.deepest) deep",
                    advice: "close some, or move the inner ones to a partial", tag.range)
            }
            stack.append(Open(tag: tag))
        case .end: end(tag)
        }
    }

    private mutating func end(_ tag: TemplateTag) {
        guard let open = stack[stack.count - 1].tag else {
            return report(
                .unexpectedSectionEnd, "'\(file.text(tag.range))' closes nothing",
                advice: "remove it, or open '\(tag.name)' before it", tag.range)
        }
        if !sameName(open.name, tag.name) {
            // The name of something further out: then it is what stands between that was forgotten.
            if stack.contains(where: { $0.tag.map { sameName($0.name, tag.name) } ?? false }) {
                while let inner = stack[stack.count - 1].tag, !sameName(inner.name, tag.name) { closeUnclosed() }
            } else {
                diagnostics.append(Diagnostic(
                    .unexpectedSectionEnd, .error, "'\(tag.name)' is closed where '\(open.name)' is open",
                    advice: "write '{{/\(open.name)}}', or open '\(tag.name)'", path: file.path, range: tag.range,
                    notes: [Diagnostic.Note("'\(open.name)' is opened here", path: file.path, range: open.range)],
                    fixIts: [Diagnostic.FixIt(range: tag.nameRange, replacement: open.name)]))
            }
        }
        closeInnermost()
    }

    private mutating func closeUnclosed() {
        if let open = stack[stack.count - 1].tag {
            report(
                .unclosedSection, "'\(open.name)' is opened and never closed",
                advice: "write '{{/\(open.name)}}' where it ends", open.range)
        }
        closeInnermost()
    }

    private mutating func closeInnermost() {
        let closed = stack.removeLast()
        guard let tag = closed.tag else { return }
        switch tag.kind {
        case .block:
            append(.block(TemplateBlock(name: tag.name, body: closed.nodes, range: tag.range, isStandalone: tag.indentation != nil)))
        case .parent:
            append(.include(tag.name, blocks: blocks(in: closed.nodes), indentation: tag.indentation, range: tag.range))
        default:
            guard let path = path(tag) else { return }
            append(.section(path, inverted: tag.kind == .inverted, body: closed.nodes, range: tag.range, isStandalone: tag.indentation != nil))
        }
    }

    /// Text between the blocks of a layout is ignored (specification), but a value there would be lost without a word.
    private mutating func blocks(in nodes: [TemplateNode]) -> [TemplateBlock] {
        var blocks: [TemplateBlock] = []
        for node in nodes {
            switch node {
            case .block(let block):
                if let first = blocks.first(where: { sameName($0.name, block.name) }) {
                    diagnostics.append(Diagnostic(
                        .unknownBlock, .error, "the block '\(block.name)' is given twice", advice: "keep one of the two",
                        path: file.path, range: block.range,
                        notes: [Diagnostic.Note("first given here", path: file.path, range: first.range)]))
                }
                blocks.append(block)
            case .literal: break
            case .value(_, _, let range), .section(_, _, _, let range, _), .include(_, _, _, let range):
                report(
                    .unknownBlock, "'\(file.text(range))' stands in a layout's tag but in none of its blocks, so it is never shown",
                    advice: "move it into a block, such as '{{$content}}…{{/content}}'", range)
            }
        }
        return blocks
    }

    private mutating func path(_ tag: TemplateTag) -> NamePath? {
        if tag.name == "." { return NamePath(isLocal: true, text: ".", parts: [NamePath.Part(name: ".", range: tag.nameRange)]) }
        var parts: [NamePath.Part] = []
        var start = tag.nameRange.lowerBound
        let isLocal = tag.name.utf8.first == UInt8(ascii: ".")
        if isLocal { start += 1 }
        for piece in file.bytes[start..<tag.nameRange.upperBound].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            if piece.isEmpty {
                report(
                    .emptyTag, "'\(tag.name)' isn't a name: a '.' stands between two names, or alone",
                    advice: "write names with single dots between, such as 'answer.author'", tag.range)
                return nil
            }
            parts.append(NamePath.Part(name: String(decoding: piece, as: UTF8.self), range: start..<start + piece.count))
            start += piece.count + 1
        }
        return NamePath(isLocal: isLocal, text: tag.name, parts: parts)
    }

    private mutating func report(_ code: DiagnosticCode, _ message: String, advice: String, _ range: SourceRange) {
        diagnostics.append(Diagnostic(code, .error, message, advice: advice, path: file.path, range: range))
    }
}

/// Equal as bytes: two spellings of an accented letter are two names.
func sameName(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }
