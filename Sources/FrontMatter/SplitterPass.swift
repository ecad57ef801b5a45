import Diagnostics

/// The state of one reading of one file by a `BlockSplitter`.
struct SplitterPass {
    let splitter: BlockSplitter
    let file: SourceFile
    let lines: LineTable
    /// The first byte that is not a byte-order mark.
    private let firstByte: Int
    private(set) var blocks: [FrontMatterBlock] = []
    private(set) var diagnostics: [Diagnostic]

    init(splitter: BlockSplitter, file: SourceFile) {
        self.splitter = splitter
        self.file = file
        self.lines = LineTable(file)
        self.firstByte = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        self.diagnostics = CharacterCheck.diagnostics(file)
    }

    mutating func run() {
        let first = (0..<lines.count).first { !isBlank($0) } ?? lines.count
        var next: Int?
        if isMarker(first) {
            next = readBlock(openedAt: first)
        } else {
            reportMissing(at: first)
            let place = firstByte
            let fields = FrontMatterMapping(range: place..<place)
            let block = FrontMatterBlock(
                marker: place..<place, frontMatter: place..<place, fields: fields, body: place..<place, isComplete: false)
            next = readBody(from: 0, of: block)
        }
        while let line = next { next = readBlock(openedAt: line) }
    }

    /// Reads the block whose `---` is at `line`, and gives the line that opens the next one.
    private mutating func readBlock(openedAt line: Int) -> Int? {
        let (end, isClosed) = closingLine(after: line)
        let lower = offset(ofLine: line + 1)
        let range = lower..<max(lower, offset(ofLine: end))
        var reading = FrontMatterReader(limits: splitter.limits).read(file, range, lines: lines)
        if !isClosed {
            // Where an open front matter ends is a guess, so its own faults may not be any.
            reading.isComplete = false
            reading.diagnostics = [
                Diagnostic(
                    .unclosedFrontMatter, "this front matter is never closed",
                    advice: "write a line '---' between its last key and the text below", path: file.path, range: content(line))
            ]
        }
        diagnostics += reading.diagnostics
        let block = FrontMatterBlock(
            marker: content(line), frontMatter: range, fields: reading.fields, body: range.upperBound..<range.upperBound,
            isComplete: reading.isComplete)
        return readBody(from: isClosed ? end + 1 : end, of: block)
    }

    /// Finds the end of the body that begins at `line`, adds its block, and gives the line that opens the next one.
    private mutating func readBody(from line: Int, of block: FrontMatterBlock) -> Int? {
        var fence = Fence()
        var hidden: Int?
        var next: Int?
        for i in min(line, lines.count)..<lines.count {
            let isCode = fence.take(lines.content(ofLine: i), of: file.bytes)
            if fence.open == nil { hidden = nil }
            guard isMarker(i), let key = key(ofLine: i + 1) else { continue }
            let opens = splitter.openers.contains { $0.utf8.elementsEqual(file.bytes[key]) }
            let followsBlank = i > line && isBlank(i - 1)
            if isCode {
                if opens, followsBlank, hidden == nil { hidden = i }
            } else if opens, followsBlank {
                next = i
                break
            } else if looksLikeBlock(i) {
                warnOfNearMiss(at: i, key: key, opens: opens, followsBlank: followsBlank)
            }
        }
        if let open = fence.open, let hidden { warnOfFence(open.range, hiding: hidden) }
        var block = block
        block.body = max(offset(ofLine: line), firstByte)..<offset(ofLine: next ?? lines.count)
        blocks.append(block)
        return next
    }

    /// The line that closes the front matter opened at `line`; when none does, the line at which its body seems to begin.
    private func closingLine(after line: Int) -> (line: Int, isClosed: Bool) {
        var sawBlank = false
        var sawBody = false
        for i in line + 1..<max(lines.count, line + 1) {
            if isMarker(i) {
                // Text after a blank line and then a further block: it is that block's `---`, and ours is missing.
                if sawBody, isBlank(i - 1), let key = key(ofLine: i + 1),
                    splitter.openers.contains(where: { $0.utf8.elementsEqual(file.bytes[key]) })
                { break }
                return (i, true)
            }
            if isBlank(i) { sawBlank = true } else if sawBlank, !looksLikeYAML(i) { sawBody = true }
        }
        return ((line + 1..<max(lines.count, line + 1)).first { isBlank($0) } ?? lines.count, false)
    }
}

// MARK: Faults

extension SplitterPass {
    private mutating func reportMissing(at line: Int) {
        let example = splitter.example.utf8.split(separator: 0x0A).map { "'\(String(Substring($0)))'" }.joined(separator: ", ")
        let range = line < lines.count ? content(line) : firstByte..<firstByte
        diagnostics.append(
            Diagnostic(
                .missingFrontMatter, "the file has no front matter",
                advice: "begin it with the lines '---', \(example), '---'", path: file.path, range: range))
    }

    private mutating func warnOfNearMiss(at line: Int, key: SourceRange, opens: Bool, followsBlank: Bool) {
        let name = file.text(key)
        if opens {
            let place = lines.starts[line]
            diagnostics.append(
                Diagnostic(
                    .blockWithoutBlankLine, .warning, "the block '\(name)' is read as text, for no blank line stands before its '---'",
                    advice: "put a blank line above the '---'", path: file.path, range: content(line),
                    fixIts: [Diagnostic.FixIt(range: place..<place, replacement: "\n")]))
        } else if let opener = suggestion(for: name, among: splitter.openers) {
            let article = "aeiou".utf8.contains(opener.utf8.first ?? 0) ? "an" : "a"
            diagnostics.append(
                Diagnostic(
                    .misspeltBlock, .warning, "this looks like \(article) \(opener) block, but '\(name)' opens none",
                    advice: followsBlank
                        ? "write '\(opener)'" : "write '\(opener)', and put a blank line above the '---'",
                    path: file.path, range: key, fixIts: [Diagnostic.FixIt(range: key, replacement: opener)]))
        }
    }

    private mutating func warnOfFence(_ fence: SourceRange, hiding line: Int) {
        let mark = file.text(fence)
        diagnostics.append(
            Diagnostic(
                .blockInOpenFence, .warning, "this code fence is never closed, so the blocks below it are read as code",
                advice: "close it with a line '\(mark)'", path: file.path, range: fence,
                notes: [Diagnostic.Note("the first block that is read as code", path: file.path, range: content(line))]))
    }
}

// MARK: Lines

extension SplitterPass {
    private func offset(ofLine index: Int) -> Int {
        index < lines.count ? lines.starts[index] : file.bytes.count
    }

    private func content(_ index: Int) -> SourceRange {
        let range = lines.content(ofLine: index)
        return max(range.lowerBound, firstByte)..<max(range.upperBound, firstByte)
    }

    private func isBlank(_ index: Int) -> Bool {
        file.bytes[content(index)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    /// Whether a line is `---`, with nothing behind it but spaces.
    private func isMarker(_ index: Int) -> Bool {
        guard index < lines.count else { return false }
        let line = file.bytes[content(index)]
        guard line.first == 0x2D, line.count >= 3 else { return false }
        return line.prefix(3).allSatisfy { $0 == 0x2D } && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    /// The bytes before the `:` of a line that begins with a word and a `:`.
    private func key(ofLine index: Int) -> SourceRange? {
        guard index < lines.count else { return nil }
        let line = content(index)
        guard let colon = file.bytes[line].firstIndex(of: 0x3A), colon > line.lowerBound else { return nil }
        let key = line.lowerBound..<colon
        return file.bytes[key].allSatisfy({ $0 > 0x20 && $0 != 0x22 && $0 != 0x27 }) ? key : nil
    }

    private func looksLikeYAML(_ index: Int) -> Bool {
        guard let first = file.bytes[content(index)].first else { return true }
        // Indented, a comment, a list's item, the end of a list or mapping.
        return [0x20, 0x09, 0x23, 0x2D, 0x5D, 0x7D].contains(first) || key(ofLine: index) != nil
    }

    /// Whether the lines below a `---` are keys, without a blank line, up to another `---`.
    private func looksLikeBlock(_ marker: Int) -> Bool {
        var i = marker + 1
        while i < lines.count, !isMarker(i) {
            guard !isBlank(i), looksLikeYAML(i) else { return false }
            i += 1
        }
        return i < lines.count
    }
}
