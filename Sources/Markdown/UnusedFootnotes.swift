import Diagnostics

/// Reports footnotes that the parser drops: those that nothing refers to, and second definitions of one name.
///
/// It is the one place where Markdown loses an author's words, so it must not happen in silence.
func reportUnusedFootnotes(_ source: SourceMap, printed: Int, to log: inout DiagnosticLog) {
    let definitions = footnoteDefinitions(source)
    guard definitions.count > printed else { return }
    let referred = referredLabels(in: source.file.bytes[source.body])
    var seen: Set<[UInt8]> = []
    for (label, range) in definitions {
        let name = excerpt(label)
        if !seen.insert(folded(label)).inserted {
            log.report(.unusedFootnote, .warning, "the footnote '\(name)' is defined twice", advice: "give the second one another name", range: range)
        } else if !referred.contains(folded(label)) {
            log.report(
                .unusedFootnote, .warning, "the footnote '\(name)' is never referred to and is left out", advice: "write '[^\(name)]' where it belongs", range: range)
        }
    }
}

/// The label of each line that opens a definition, outside code, with its place.
private func footnoteDefinitions(_ source: SourceMap) -> [(label: ArraySlice<UInt8>, range: SourceRange)] {
    var found: [(ArraySlice<UInt8>, SourceRange)] = []
    var containers = ContainerTracker()
    source.file.bytes.withUnsafeBufferPointer { bytes in
        for line in source.lines {
            let place = containers.enter(bytes, line)
            let rest = source.file.bytes[place.content..<max(place.content, line.upperBound)]
            guard !place.isCode, rest.starts(with: "[^".utf8), let end = rest.firstIndex(of: UInt8(ascii: "]")), end + 1 < line.upperBound,
                bytes[end + 1] == UInt8(ascii: ":"), end > place.content + 2
            else { continue }
            found.append((rest[(place.content + 2)..<end], place.content..<(end + 1)))
        }
    }
    return found
}

/// The labels, in lower case, of every `[^label]` that no colon follows.
private func referredLabels(in body: ArraySlice<UInt8>) -> Set<[UInt8]> {
    var labels: Set<[UInt8]> = []
    var start: Int?
    for index in body.indices {
        switch body[index] {
        case UInt8(ascii: "["): start = index + 1 < body.endIndex && body[index + 1] == UInt8(ascii: "^") ? index + 2 : nil
        case UInt8(ascii: "]"):
            guard let first = start else { continue }
            if index + 1 == body.endIndex || body[index + 1] != UInt8(ascii: ":") { labels.insert(folded(body[first..<index])) }
            start = nil
        default: continue
        }
    }
    return labels
}

/// ASCII letters in lower case: labels are compared without regard to case.
private func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
}
