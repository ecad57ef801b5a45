/// Markdown of a source that shows every line break as one, for a renderer that doesn't: two spaces at the ends of a paragraph's lines.
///
/// Two spaces are dropped where no line of the same paragraph follows, so that a line taken for part of one by mistake stays what it is.
func withHardBreaks(_ markdown: [UInt8]) -> [UInt8] {
    let lines = markdown.split(separator: 10, omittingEmptySubsequences: false).map { $0.last == 13 ? $0.dropLast() : $0 }
    var out: [UInt8] = []
    out.reserveCapacity(markdown.count + 64)
    var fence: (mark: UInt8, length: Int)?
    var isHTML = false
    for (index, line) in lines.enumerated() {
        if index > 0 { out.append(10) }
        out += line
        let content = line.drop { $0 == 32 || $0 == UInt8(ascii: ">") }
        let run = content.prefix { $0 == content.first }.count
        if let open = fence {
            if content.first == open.mark, run >= open.length, content.dropFirst(run).allSatisfy({ $0 == 32 }) { fence = nil }
            continue
        }
        if let mark = content.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"), run >= 3 {
            fence = (mark, run)
            continue
        }
        if content.isEmpty { isHTML = false }
        if content.first == UInt8(ascii: "<"), isWordByte(content.dropFirst().first) || content.dropFirst().first == UInt8(ascii: "/") { isHTML = true }
        guard !isHTML, isParagraph(line), index + 1 < lines.count, continues(lines[index + 1]), line.last != UInt8(ascii: "\\"),
            !line.suffix(2).elementsEqual("  ".utf8)
        else { continue }
        out += "  ".utf8
    }
    return out
}

/// Text that may run on: no heading, table, rule or indented code.
private func isParagraph(_ line: ArraySlice<UInt8>) -> Bool {
    let content = line.drop { $0 == 32 || $0 == UInt8(ascii: ">") }
    guard let first = content.first, !line.starts(with: "    ".utf8), line.first != 9 else { return false }
    if first == UInt8(ascii: "#") || first == UInt8(ascii: "|") { return false }
    return !content.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "_") || $0 == 32 }
}

/// The line opens no block of its own.
private func continues(_ line: ArraySlice<UInt8>) -> Bool {
    let content = line.drop { $0 == 32 || $0 == UInt8(ascii: ">") }
    guard let first = content.first else { return false }
    if "#|`~<=".utf8.contains(first) { return first == UInt8(ascii: "`") && !content.starts(with: "```".utf8) || first == UInt8(ascii: "<") && content.starts(with: "<http".utf8) }
    if "-*+".utf8.contains(first) { return content.count > 1 && content[content.startIndex + 1] != 32 && content[content.startIndex + 1] != first }
    let digits = content.prefix { (48...57).contains($0) }
    if !digits.isEmpty, let after = content[digits.endIndex...].first { return after != UInt8(ascii: ".") && after != UInt8(ascii: ")") }
    return true
}
