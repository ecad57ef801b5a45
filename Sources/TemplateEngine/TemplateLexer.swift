import Diagnostics

/// One `{{…}}` of a template's source.
struct TemplateTag {
    enum Kind {
        case value, unescapedValue, section, inverted, end, partial, parent, block, comment, delimiters
    }

    var kind: Kind
    /// Without the sigil and the spaces around it.
    var name: String
    var nameRange: SourceRange
    /// With its delimiters.
    var range: SourceRange
    /// `range`, and for a tag that stands alone on its line the whole line: these bytes print nothing.
    var extent: SourceRange
    /// What stands before a tag that is alone on its line; `nil` for one that isn't.
    var indentation: SourceRange?
}

/// Finds the tags of one file, by the syntax of the Mustache specification (github.com/mustache/spec, version 1.4), and which of
/// them stand alone on their lines.
struct TemplateLexer {
    private let file: SourceFile
    private var bytes: [UInt8] { file.bytes }
    private var open = Array("{{".utf8)
    private var close = Array("}}".utf8)
    private(set) var tags: [TemplateTag] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(_ file: SourceFile) {
        self.file = file
        scan()
        findStandaloneLines()
    }

    private mutating func scan() {
        var offset = 0
        while let start = find(open, from: offset) {
            offset = readTag(at: start)
        }
    }

    /// Reads the tag whose delimiter is at `start`; returns where to go on.
    private mutating func readTag(at start: Int) -> Int {
        let inside = start + open.count
        let sigil = inside < bytes.count ? bytes[inside] : 0
        let known: [UInt8: TemplateTag.Kind] = [
            UInt8(ascii: "{"): .unescapedValue, UInt8(ascii: "&"): .unescapedValue, UInt8(ascii: "#"): .section,
            UInt8(ascii: "^"): .inverted, UInt8(ascii: "/"): .end, UInt8(ascii: ">"): .partial, UInt8(ascii: "<"): .parent,
            UInt8(ascii: "$"): .block, UInt8(ascii: "!"): .comment, UInt8(ascii: "="): .delimiters,
        ]
        let kind = known[sigil] ?? .value
        var closing = close
        if sigil == UInt8(ascii: "{") { closing.insert(UInt8(ascii: "}"), at: 0) }
        if kind == .delimiters { closing.insert(UInt8(ascii: "="), at: 0) }
        let contentStart = known[sigil] == nil ? inside : inside + 1
        let next = kind == .comment ? nil : find(open, from: inside)
        guard let end = find(closing, from: contentStart), next ?? end >= end else {
            let lineEnd = bytes[start...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count
            report(
                .unclosedTag, "a tag is opened with '\(text(open))' and not closed",
                advice: "close it with '\(text(closing))'", start..<min(lineEnd, next ?? lineEnd))
            return next ?? bytes.count
        }
        let range = start..<end + closing.count
        let nameRange = trimmed(contentStart..<end)
        let tag = TemplateTag(
            kind: kind, name: file.text(nameRange), nameRange: nameRange, range: range, extent: range)
        accept(tag)
        return range.upperBound
    }

    private mutating func accept(_ tag: TemplateTag) {
        switch tag.kind {
        case .comment:
            tags.append(tag)
        case .delimiters:
            let parts = bytes[tag.nameRange].split(whereSeparator: isBlankOrNewline)
            guard parts.count == 2, !parts.contains(where: { $0.contains(UInt8(ascii: "=")) }) else {
                return report(
                    .emptyTag, "'\(tag.name)' doesn't name two delimiters",
                    advice: "write an opening and a closing one with a space between, such as '{{=<% %>=}}'", tag.range)
            }
            open = Array(parts[0])
            close = Array(parts[1])
            tags.append(tag)
        default:
            if tag.name.isEmpty {
                report(.emptyTag, "a tag has no name", advice: "write a name in it, or remove it", tag.range)
            } else if tag.name.utf8.first == UInt8(ascii: "%") || (tag.kind == .partial || tag.kind == .parent) && tag.name.utf8.first == UInt8(ascii: "*") {
                report(
                    .unsupportedTag, "'\(file.text(tag.range))' is of a Mustache extension that isn't supported",
                    advice: "name the template itself; Docs/Templates.md lists the tags there are", tag.range)
            } else if bytes[tag.nameRange].contains(where: isBlankOrNewline) {
                report(
                    .emptyTag, "'\(tag.name)' isn't a name: it has a space in it",
                    advice: "a tag holds one name; to keep a remark out of the page write '{{! remark }}'", tag.range)
            } else {
                tags.append(tag)
            }
        }
    }

    // MARK: Lines that hold a tag alone

    /// A tag that shows nothing by itself takes its line with it, when it is alone there. Opening tags of a layout and of its
    /// blocks may share the line, and so may their closing tags, or a layout's opening and closing one (specification, inheritance).
    private mutating func findStandaloneLines() {
        var opened: [TemplateTag.Kind] = []
        var closes: [TemplateTag.Kind?] = []
        for tag in tags {
            var closed: TemplateTag.Kind?
            switch tag.kind {
            case .section, .inverted, .parent, .block: opened.append(tag.kind)
            case .end: closed = opened.popLast() ?? .section
            default: break
            }
            closes.append(closed)
        }
        var first = 0
        while first < tags.count {
            var last = first
            if isInheritance(closes[first] ?? tags[first].kind) {
                while last + 1 < tags.count, isInheritance(closes[last + 1] ?? tags[last + 1].kind), isBlankGap(after: last) { last += 1 }
            }
            let ends = closes[first...last]
            let isWholeLayout = tags[first].kind == .parent && ends.last == .parent && tags[first...last].count { $0.kind == .parent } == 1
            if ends.allSatisfy({ $0 == nil }) || ends.allSatisfy({ $0 != nil }) || isWholeLayout { trimLine(of: first...last) }
            first = last + 1
        }
    }

    private func isInheritance(_ kind: TemplateTag.Kind) -> Bool { kind == .parent || kind == .block }

    private func isBlankGap(after tag: Int) -> Bool {
        bytes[tags[tag].range.upperBound..<tags[tag + 1].range.lowerBound].allSatisfy(isBlank)
    }

    private mutating func trimLine(of group: ClosedRange<Int>) {
        guard tags[group].allSatisfy({ $0.kind != .value && $0.kind != .unescapedValue }) else { return }
        let from = tags[group.lowerBound].range.lowerBound
        var lineStart = from
        while lineStart > 0, isBlank(bytes[lineStart - 1]) { lineStart -= 1 }
        guard lineStart == 0 || bytes[lineStart - 1] == 10 else { return }
        var lineEnd = tags[group.upperBound].range.upperBound
        while lineEnd < bytes.count, isBlank(bytes[lineEnd]) { lineEnd += 1 }
        if lineEnd < bytes.count {
            if bytes[lineEnd] == 13, lineEnd + 1 < bytes.count, bytes[lineEnd + 1] == 10 { lineEnd += 1 }
            guard bytes[lineEnd] == 10 else { return }
            lineEnd += 1
        }
        for tag in group {
            let start = tag == group.lowerBound ? lineStart : tags[tag].range.lowerBound
            let end = tag == group.upperBound ? lineEnd : tags[tag + 1].range.lowerBound
            tags[tag].extent = start..<end
            tags[tag].indentation = lineStart..<from
        }
    }

    // MARK: Bytes

    private func find(_ wanted: [UInt8], from start: Int) -> Int? {
        var offset = start
        while offset + wanted.count <= bytes.count {
            if bytes[offset] == wanted[0], bytes[offset..<offset + wanted.count].elementsEqual(wanted) { return offset }
            offset += 1
        }
        return nil
    }

    private func trimmed(_ range: SourceRange) -> SourceRange {
        var range = range
        while let first = range.first, isBlankOrNewline(bytes[first]) { range.removeFirst() }
        while let last = range.last, isBlankOrNewline(bytes[last]) { range.removeLast() }
        return range
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private mutating func report(_ code: DiagnosticCode, _ message: String, advice: String, _ range: SourceRange) {
        diagnostics.append(Diagnostic(code, .error, message, advice: advice, path: file.path, range: range))
    }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
private func isBlankOrNewline(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
