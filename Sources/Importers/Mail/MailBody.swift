/// The plain text of a mail as HTML: paragraphs, quotes by their `>`, indented code. The signature is left out, and so is what a signing program
/// wraps around the text.
func mailNodes(_ text: String, isFlowed: Bool) -> [HTMLNode] {
    var lines = text.utf8.filter { $0 != 13 && $0 != 12 }.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
    if let end = lines.firstIndex(where: { $0.elementsEqual("-- ".utf8) }) { lines = Array(lines[..<end]) }
    if let end = lines.firstIndex(where: { $0.starts(with: "-----BEGIN PGP SIGNATURE".utf8) }) { lines = Array(lines[..<end]) }
    if let start = lines.firstIndex(where: { $0.starts(with: "-----BEGIN PGP SIGNED MESSAGE".utf8) }),
        let blank = lines[start...].firstIndex(where: \.isEmpty)
    {
        lines.removeSubrange(start...blank)
    }
    return mailBlocks(lines[...], isFlowed: isFlowed, depth: 0)
}

private func mailBlocks(_ lines: ArraySlice<[UInt8]>, isFlowed: Bool, depth: Int) -> [HTMLNode] {
    var out: [HTMLNode] = []
    var at = lines.startIndex
    while at < lines.endIndex {
        let line = lines[at]
        let start = at
        if line.allSatisfy(isHTMLSpace) {
            at += 1
        } else if line.first == UInt8(ascii: ">"), depth < 10 {
            while at < lines.endIndex, lines[at].first == UInt8(ascii: ">") { at += 1 }
            let inner = lines[start..<at].map { line -> [UInt8] in
                let rest = line.dropFirst()
                return Array(rest.first == 32 ? rest.dropFirst() : rest)
            }
            out.append(.element("blockquote", [], mailBlocks(inner[...], isFlowed: isFlowed, depth: depth + 1)))
        } else if isCode(line) {
            while at < lines.endIndex, isCode(lines[at]) || (lines[at].allSatisfy(isHTMLSpace) && lines[safe: at + 1].map(isCode) == true) { at += 1 }
            let margin = lines[start..<at].filter { !$0.allSatisfy(isHTMLSpace) }.map { $0.prefix { $0 == 32 || $0 == 9 }.count }.min() ?? 0
            out.append(.element("pre", [], [.text(Array(lines[start..<at].map { Array($0.dropFirst(margin)) }.joined(separator: [10])))]))
        } else {
            while at < lines.endIndex, !lines[at].allSatisfy(isHTMLSpace), lines[at].first != UInt8(ascii: ">") || depth >= 10, !isCode(lines[at]) { at += 1 }
            out.append(.element("p", [], paragraph(lines[start..<at], isFlowed: isFlowed)))
        }
    }
    return out
}

private func isCode(_ line: [UInt8]) -> Bool {
    guard line.contains(where: { !isHTMLSpace($0) }) else { return false }
    return line.starts(with: "    ".utf8) || line.first == 9
}

/// Lines that were broken for width run on; short ones, and those before a mark of a list, end where they end.
private func paragraph(_ lines: ArraySlice<[UInt8]>, isFlowed: Bool) -> [HTMLNode] {
    var out: [HTMLNode] = []
    for (index, line) in lines.enumerated() {
        out.append(.text(line))
        guard index + 1 < lines.count else { break }
        let next = lines[lines.startIndex + index + 1]
        let startsWord = next.first.map { isWordByte($0) || $0 >= 0x80 || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "\"") } ?? false
        let runsOn = isFlowed ? line.last == 32 : line.count >= 55 && startsWord
        out.append(runsOn ? .text(" ") : .element("br", [], []))
    }
    return out
}

extension ArraySlice {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
