import Diagnostics

/// Reports footnotes that the parser drops: those that nothing refers to, and second definitions of one name.
///
/// It is the one place where Markdown loses an author's words, so it must not happen in silence.
func reportUnusedFootnotes(_ source: SourceMap, printed: Int, to log: inout DiagnosticLog) {
    let definitions = footnoteDefinitions(source)
    guard definitions.count > printed else { return }
    let body = source.file.bytes[source.body]
    var seen: Set<[UInt8]> = []
    for (label, range) in definitions {
        let name = excerpt(label)
        if !seen.insert(folded(label)).inserted {
            log.report(.unusedFootnote, .warning, "the footnote '\(name)' is defined twice", advice: "give the second one another name", range: range)
        } else if !isReferredTo(label, in: body) {
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

/// Whether `[^label]` stands anywhere but before a colon.
private func isReferredTo(_ label: ArraySlice<UInt8>, in body: ArraySlice<UInt8>) -> Bool {
    let wanted = Array("[^".utf8) + folded(label) + [UInt8(ascii: "]")]
    var index = body.startIndex
    while index + wanted.count <= body.endIndex {
        defer { index += 1 }
        guard body[index] == UInt8(ascii: "["), folded(body[index..<(index + wanted.count)]) == wanted else { continue }
        let next = index + wanted.count
        if next == body.endIndex || body[next] != UInt8(ascii: ":") { return true }
    }
    return false
}

/// ASCII letters in lower case: labels are compared without regard to case.
private func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
}
