/// The cards of all documents, a few a file, and their word sequences, many a file.
struct CardFiles {
    /// Card files that share a name, so that the names cost the root few bytes.
    let filesPerName: Int
    /// What nearly all URLs begin and end with; the cards leave it out.
    let affixes: URLAffixes
    private(set) var names: [ContentName] = []
    private(set) var files: [SearchFile] = []

    /// Card files whose documents' sequences stand in one file, where as many share a name.
    private static let filesPerSequence = 16
    private static let namesInRoot = 512

    init(_ records: [DocumentRecord], settings: SearchSettings) {
        let perFile = settings.cardsPerFile
        let count = (records.count + perFile - 1) / perFile
        var group = 4
        while count / group > Self.namesInRoot { group *= 2 }
        filesPerName = group
        affixes = URLAffixes(records)
        for start in stride(from: 0, to: count, by: group) {
            let end = min(start + group, count)
            let cards = (start..<end).map { file in
                Self.lines(records[file * perFile..<min((file + 1) * perFile, records.count)]) { record, out in
                    record.bytes[record.url].withBytes { affixes.append($0, to: &out) }
                    out.append(0x09)
                    record.bytes[record.card].withBytes { out += $0 }
                }
            }
            let step = Self.filesPerSequence(group)
            let sequences = stride(from: start, to: end, by: step).map { file in
                Self.lines(records[file * perFile..<min(min(file + step, end) * perFile, records.count)]) { record, out in
                    record.bytes[record.sequence].withBytes { out += $0 }
                }
            }
            let name = ContentName(cards + sequences)
            names.append(name)
            for (i, text) in cards.enumerated() { files.append(Self.file("d", start + i, name, text)) }
            for (i, text) in sequences.enumerated() { files.append(Self.file("x", start / step + i, name, text)) }
        }
    }

    static func filesPerSequence(_ filesPerName: Int) -> Int { min(filesPerSequence, filesPerName) }

    private static func file(_ folder: String, _ number: Int, _ name: ContentName, _ text: [UInt8]) -> SearchFile {
        SearchFile(key: "\(folder)/\(number)", name: "\(folder)/\(number)-\(name.hex)", text: text)
    }

    private static func lines(_ records: ArraySlice<DocumentRecord>, _ write: (DocumentRecord, inout [UInt8]) -> Void) -> [UInt8] {
        var out: [UInt8] = []
        for (i, record) in records.enumerated() {
            if i > 0 { out.append(0x0A) }
            write(record, &out)
        }
        return out
    }
}

/// The folder and the extension that most documents' URLs have.
struct URLAffixes: Hashable {
    var prefix: [UInt8] = []
    var suffix: [UInt8] = []

    init(prefix: [UInt8], suffix: [UInt8]) {
        self.prefix = prefix
        self.suffix = suffix
    }

    init(_ records: [DocumentRecord]) {
        var counts: [[UInt8]: Int] = [:]
        for record in records {
            let url = record.bytes[record.url].array
            guard let slash = url.lastIndex(of: UInt8(ascii: "/")), let dot = url[slash...].lastIndex(of: UInt8(ascii: ".")) else { continue }
            counts[url[...slash] + [0x09] + url[dot...], default: 0] += 1
        }
        guard let most = counts.max(by: { $0.value != $1.value ? $0.value < $1.value : $1.key.lexicographicallyPrecedes($0.key) })?.key else { return }
        let parts = most.split(separator: 0x09)
        prefix = parts.first.map(Array.init) ?? []
        suffix = parts.dropFirst().first.map(Array.init) ?? []
    }

    /// Adds `cold-start` for `threads/cold-start.html`; another URL after a colon.
    func append(_ url: some BidirectionalCollection<UInt8>, to out: inout [UInt8]) {
        let middle = url.dropFirst(prefix.count).dropLast(suffix.count)
        if url.count > prefix.count + suffix.count, middle.first != UInt8(ascii: ":"), url.starts(with: prefix),
            url.suffix(suffix.count).elementsEqual(suffix)
        {
            out += middle
        } else {
            out.append(UInt8(ascii: ":"))
            out += url
        }
    }

    func whole(_ short: ArraySlice<UInt8>) -> [UInt8] {
        short.first == UInt8(ascii: ":") ? Array(short.dropFirst()) : prefix + short + suffix
    }
}
