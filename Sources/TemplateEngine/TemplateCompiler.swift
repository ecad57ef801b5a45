import Diagnostics

/// Makes a template and everything it includes into one program for one shape of view.
///
/// Partials and layouts are written out where they are used. That resolves every name, indents standalone partials and follows
/// the HTML across files before a page is made, and needs no recursion: a template that includes itself is refused.
struct TemplateCompiler {
    /// Bounds for templates that include others many times over: every level may double the size.
    private static let mostBytes = 1 << 20
    private static let mostInstructions = 200_000
    private static let mostIncludes = 10_000
    /// Two a level; deeper would exhaust the stack.
    private static let mostCallers = 80

    private struct Caller {
        let template: ParsedTemplate
        let range: SourceRange
    }

    /// The content for a block, and the file it stands in.
    private struct Filling {
        let block: TemplateBlock
        let source: ParsedTemplate
        let indentation: [UInt8]
    }

    private let library: TemplateLibrary
    private(set) var program = TemplateProgram()
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var used: Set<String> = []
    private(set) var isUsable = true

    private var names: NameScopes
    private var html = HTMLContext()
    private var callers: [Caller] = []
    private var fillings: [String: Filling] = [:]
    /// The blocks that the templates so far have a place for.
    private var metBlocks: Set<String> = []
    private var includes = 0
    private var isTooLarge = false

    init(library: TemplateLibrary, shape: Shape) {
        self.library = library
        names = NameScopes(shape: shape)
    }

    mutating func compile(_ root: ParsedTemplate) {
        callers = [Caller(template: root, range: 0..<0)]
        used.insert(root.name)
        isUsable = !root.isBroken
        emit(root.nodes, of: root, indentation: [])
        if isUsable, html.place != .content {
            report(
                .unevenHTML, "the template '\(root.name)' ends \(html.phrase)", advice: "close what is open",
                root, root.file.bytes.count..<root.file.bytes.count)
        }
    }

    // MARK: Nodes

    private mutating func emit(_ nodes: [TemplateNode], of source: ParsedTemplate, indentation: [UInt8]) {
        for node in nodes where !isTooLarge {
            if program.literals.count > Self.mostBytes || program.instructions.count > Self.mostInstructions || includes > Self.mostIncludes || callers.count > Self.mostCallers {
                isTooLarge = true
                return report(
                    .templateTooLarge, "the template '\(callers[0].template.name)' with all it includes is too large",
                    advice: "include fewer templates in one another", callers[0].template, 0..<0)
            }
            switch node {
            case .literal(let range): emit(literal: range, of: source, indentation: indentation)
            case .value(let path, let unescaped, let range):
                indent(at: range, of: source, indentation)
                emit(value: path, unescaped: unescaped, range: range, of: source)
            case .section(let path, let inverted, let body, let range, let isStandalone):
                if !isStandalone { indent(at: range, of: source, indentation) }
                emitSection(path, inverted: inverted, body: body, range: range, of: source, indentation: indentation)
            case .block(let block):
                if !block.isStandalone { indent(at: block.range, of: source, indentation) }
                emit(block: block, of: source, indentation: indentation)
            case .include(let name, let blocks, let own, let range):
                if own == nil { indent(at: range, of: source, indentation) }
                let inner = own.map { indentation + source.file.bytes[$0] } ?? []
                include(name, blocks: blocks, range: range, of: source, indentation: indentation, inner: inner)
            }
        }
    }

    private mutating func emit(literal range: SourceRange, of source: ParsedTemplate, indentation: [UInt8]) {
        let bytes = source.file.bytes
        guard !indentation.isEmpty else { return emit(bytes[range], at: range, of: source) }
        var start = range.lowerBound
        while start < range.upperBound {
            let end = bytes[start..<range.upperBound].firstIndex(of: 10).map { $0 + 1 } ?? range.upperBound
            indent(at: start..<end, of: source, indentation)
            emit(bytes[start..<end], at: start..<end, of: source)
            start = end
        }
    }

    /// A standalone partial's indentation stands before each line of its source (specification, partials).
    private mutating func indent(at range: SourceRange, of source: ParsedTemplate, _ indentation: [UInt8]) {
        let start = range.lowerBound
        if !indentation.isEmpty, start == 0 || source.file.bytes[start - 1] == 10 { emit(indentation[...], at: range, of: source) }
    }

    private mutating func emit(_ bytes: ArraySlice<UInt8>, at range: SourceRange, of source: ParsedTemplate) {
        program.append(literal: bytes)
        if !html.advance(over: bytes) {
            report(
                .unevenHTML, "text is joined to a name inside a tag that a section may end differently",
                advice: "write a space, '/' or '>' after the section", source, range)
            html = HTMLContext()
        }
    }

    private mutating func emit(value path: NamePath, unescaped: Bool, range: SourceRange, of source: ParsedTemplate) {
        guard let found = resolve(path, of: source) else { return }
        switch found.kind {
        case .list, .record, .flag:
            let verb = if case .list = found.kind { "repeats for each item" } else { "is shown only with it" }
            return report(
                .valueMisused, "'\(path.text)' is a \(found.kind.word), which can't be printed",
                advice: "open a section, '{{#\(path.text)}}…{{/\(path.text)}}', whose content \(verb)", source, range)
        case .html where !unescaped:
            report(
                .escapingMismatch, "'\(path.text)' is HTML, and '{{…}}' would show its tags as text",
                advice: "write '{{{\(path.text)}}}'", source, range, fix: "{{{\(path.text)}}}")
        case .text where unescaped, .url where unescaped, .number where unescaped:
            report(
                .escapingMismatch, "'\(path.text)' is a \(found.kind.word), and '{{{…}}}' would let its author write tags",
                advice: "write '{{\(path.text)}}'", source, range, fix: "{{\(path.text)}}")
        default: break
        }
        if let place = html.refusal(of: found.kind) {
            report(
                .unsafePlace, "'\(path.text)' is a \(found.kind.word) and stands \(place)", advice: advice(at: html.place, path), source, range)
        }
        let access = program.access(found.place)
        switch found.kind {
        case .html: program.instructions.append(.html(access))
        case .number: program.instructions.append(.number(access))
        default: program.instructions.append(.text(access))
        }
    }

    private func advice(at place: HTMLContext.Place, _ path: NamePath) -> String {
        switch place {
        case .value(.none), .beforeValue: "put quotes around the whole value"
        case .value: "print it as the text of an element, or use a name that is a URL"
        case .rawText: "print it in an attribute such as 'data-value=\"{{\(path.text)}}\"', which a script can read"
        case .comment, .bogusComment, .markupDeclaration: "take it out, or make the comment a template's: '{{! … }}'"
        default: "print it as text or in a quoted attribute"
        }
    }

    // MARK: Sections

    private mutating func emitSection(
        _ path: NamePath, inverted: Bool, body: [TemplateNode], range: SourceRange, of source: ParsedTemplate, indentation: [UInt8]
    ) {
        guard let found = resolve(path, of: source) else {
            // Names inside would be judged against the wrong view.
            return
        }
        let access = program.access(found.place)
        let start = html
        let opening = program.instructions.count
        program.instructions.append(.when(access, end: 0))
        let depth = names.depth
        let frame = Int32(names.nextFrame)
        if !inverted { names.open(found) }
        emit(body, of: source, indentation: indentation)
        names.close(to: depth)
        let end = Int32(program.instructions.count)
        program.instructions[opening] =
            if inverted {
                .unless(access, end: end)
            } else {
                switch found.kind {
                case .list: .each(access, end: end, row: row(opening + 1..<Int(end), frame: frame))
                case .record: .with(access, end: end)
                default: .when(access, end: end)
                }
            }
        program.isSectionEnd = true
        if let joined = start.joined(with: html) {
            html = joined
        } else {
            report(
                .unevenHTML, "the section '\(path.text)' begins \(start.phrase) and ends \(html.phrase)",
                advice: "put whole tags, whole attributes or plain text into it", source, range)
            html = start
        }
    }

    /// Where the body of a section over a list lies among the programs of rows. A long one isn't written a second time.
    private mutating func row(_ body: Range<Int>, frame: Int32) -> Int32? {
        guard body.count <= 1_000, let row = program.row(body, frame: frame, isCommon: names.isCommon) else { return nil }
        program.rows.append(row)
        return Int32(program.rows.count - 1)
    }

    // MARK: Partials, layouts and blocks

    private mutating func include(
        _ name: String, blocks: [TemplateBlock], range: SourceRange, of source: ParsedTemplate, indentation: [UInt8], inner: [UInt8]
    ) {
        guard let included = library.templates[name] else {
            return report(
                .unknownPartial, "there is no template '\(name)'",
                advice: suggestion(name, among: library.names, called: "templates"), source, range)
        }
        if callers.contains(where: { sameName($0.template.name, name) }) {
            return report(
                .recursiveTemplate, "'\(name)' includes itself\(sameName(source.name, name) ? "" : " through '\(source.name)'")",
                advice: "a template can't include itself; repeat it with a section over a list", source, range)
        }
        used.insert(name)
        includes += 1
        if included.isBroken { isUsable = false }
        let outerFillings = fillings
        let outerBlocks = metBlocks
        metBlocks = []
        // What is given from further out wins (specification, inheritance: "Multi-level inheritance").
        for block in blocks where fillings[block.name] == nil {
            fillings[block.name] = Filling(block: block, source: source, indentation: indentation)
        }
        callers.append(Caller(template: source, range: range))
        callers.append(Caller(template: included, range: 0..<0))
        emit(included.nodes, of: included, indentation: inner)
        callers.removeLast(2)
        for block in blocks where !metBlocks.contains(block.name) && !included.isBroken {
            report(
                .unknownBlock, "the template '\(name)' has no block '\(block.name)'",
                advice: suggestion(block.name, among: metBlocks.sorted(), called: "its blocks"), source, block.range)
        }
        fillings = outerFillings
        metBlocks.formUnion(outerBlocks)
    }

    private mutating func emit(block: TemplateBlock, of source: ParsedTemplate, indentation: [UInt8]) {
        metBlocks.insert(block.name)
        guard let filling = fillings[block.name] else { return emit(block.body, of: source, indentation: indentation) }
        // Inside its own content the block's name means the default again, or it would contain itself.
        fillings[block.name] = nil
        emit(filling.block.body, of: filling.source, indentation: filling.indentation)
        fillings[block.name] = filling
    }

    // MARK: Messages

    private mutating func resolve(_ path: NamePath, of source: ParsedTemplate) -> NameScopes.Found? {
        switch names.find(path) {
        case .success(let found): return found
        case .failure(let fault):
            report(fault.code, fault.message, advice: fault.advice, source, fault.range, fix: fault.replacement)
            return nil
        }
    }

    private mutating func report(
        _ code: DiagnosticCode, _ message: String, advice: String, _ source: ParsedTemplate, _ range: SourceRange, fix: String? = nil
    ) {
        isUsable = false
        var notes: [Diagnostic.Note] = []
        if let caller = callers.last(where: { !$0.range.isEmpty }), !sameName(caller.template.name, source.name) {
            notes.append(Diagnostic.Note("included here", path: caller.template.file.path, range: caller.range))
        }
        diagnostics.append(Diagnostic(
            code, .error, message, advice: advice, path: source.file.path, range: range, notes: notes,
            fixIts: fix.map { [Diagnostic.FixIt(range: range, replacement: $0)] } ?? []))
    }
}

extension TemplateProgram {
    fileprivate mutating func access(_ place: NameScopes.Place) -> Access {
        let start = Int32(furtherSlots.count)
        furtherSlots += place.slots.dropFirst().map { Int32($0) }
        return Access(frame: Int32(place.frame), slot: Int32(place.slots[0]), further: start..<Int32(furtherSlots.count))
    }
}
