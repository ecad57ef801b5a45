import Diagnostics

/// What the rows of a question log ask, where the log has a column `title`: by the place at which each row begins. One line each; rows without a title
/// are left out.
///
/// A pass of its own: the clock needs no titles, and a log may have a million rows.
package func logTitles(_ file: SourceFile) -> [Int: String] {
    var scanner = CSVScanner(file.bytes)
    guard scanner.next(), let column = scanner.fields.firstIndex(where: { scanner.bytes(of: $0).elementsEqual(LogColumn.title.name.utf8) }) else { return [:] }
    var titles: [Int: String] = [:]
    while scanner.next() {
        guard scanner.fault == nil, scanner.fields.count > column else { continue }
        let words = withoutApostrophe(scanner.bytes(of: scanner.fields[column])[...]).split { $0 <= 0x20 }
        guard !words.isEmpty else { continue }
        titles[scanner.row.lowerBound] = String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
    }
    return titles
}

/// An import writes an apostrophe before a title that a spreadsheet would take for a formula.
private func withoutApostrophe(_ title: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isMarked = title.first == UInt8(ascii: "'") && title.first { $0 != UInt8(ascii: "'") }.map { "=+-@".utf8.contains($0) } == true
    return isMarked ? title.dropFirst() : title
}
