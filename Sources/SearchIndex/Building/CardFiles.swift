/// The cards of all documents, a few a file, and their word sequences, many a file.
struct CardFiles: Sendable {
    /// Card files that share a name, so that the names cost the root few bytes.
    let filesPerName: Int
    /// What nearly all URLs begin and end with; the cards leave it out.
    let affixes: URLAffixes
    /// Of each group of card files, with the digests of its files: the cards', then the sequences'.
    var groups: [(name: ContentName, digests: [FileDigest])] = []
    private let perFile: Int
    private let documentCount: Int

    /// Card files whose documents' sequences stand in one file, where as many share a name.
    private static let filesPerSequence = 16
    private static let namesInRoot = 512

    /// Groups yet to be made.
    init(documentCount: Int, affixes: URLAffixes, settings: SearchSettings) {
        self.documentCount = documentCount
        self.affixes = affixes
        perFile = settings.cardsPerFile
        var group = 4
        while (documentCount + perFile - 1) / perFile / group > Self.namesInRoot { group *= 2 }
        filesPerName = group
    }

    var groupCount: Int { (fileCount + filesPerName - 1) / filesPerName }
    private var fileCount: Int { (documentCount + perFile - 1) / perFile }
    private var step: Int { Self.filesPerSequence(filesPerName) }

    static func filesPerSequence(_ filesPerName: Int) -> Int { min(filesPerSequence, filesPerName) }

    /// The group that has a document's card.
    func group(of document: Int) -> Int { document / perFile / filesPerName }

    /// The files of a group: its cards, then its sequences.
    ///
    /// - Parameter record: The document of a number.
    func files(_ group: Int, _ record: (Int) -> DocumentRecord) -> (name: ContentName, files: [SearchFile]) {
        let (cards, sequences) = places(group)
        let texts = cards.map { text(ofCards: $0, record) } + sequences.map { text(ofSequences: $0, record) }
        let name = ContentName(texts)
        let keys = keys(group)
        return (name, zip(keys, texts).map { Self.file($0, name, $1) })
    }

    /// One of the files that `files` gives.
    private func file(_ group: Int, _ number: Int, _ record: (Int) -> DocumentRecord) -> SearchFile {
        let (cards, sequences) = places(group)
        let text = number < cards.count ? text(ofCards: cards[number], record) : text(ofSequences: sequences[number - cards.count], record)
        return Self.file(keys(group)[number], groups[group].name, text)
    }

    /// The files of a group that has been made before: they are made again when they are wanted.
    func files(kept group: Int, _ record: @escaping @Sendable (Int) -> DocumentRecord) -> [IndexedFile] {
        let (name, digests) = groups[group]
        return zip(keys(group), digests).enumerated().map { number, file in
            IndexedFile(path: SearchFile.path(Self.name(file.0, name)), digest: file.1, content: .made { self.file(group, number, record).bytes })
        }
    }

    /// The documents of each file of a group.
    private func places(_ group: Int) -> (cards: [Range<Int>], sequences: [Range<Int>]) {
        let files = group * filesPerName..<min((group + 1) * filesPerName, fileCount)
        return (
            files.map { $0 * perFile..<min(($0 + 1) * perFile, documentCount) },
            stride(from: files.lowerBound, to: files.upperBound, by: step).map { $0 * perFile..<min(min($0 + step, files.upperBound) * perFile, documentCount) }
        )
    }

    private func keys(_ group: Int) -> [String] {
        let files = group * filesPerName..<min((group + 1) * filesPerName, fileCount)
        return files.map { "d/\($0)" } + stride(from: files.lowerBound, to: files.upperBound, by: step).map { "x/\($0 / step)" }
    }

    private static func name(_ key: String, _ name: ContentName) -> String { "\(key)-\(name.hex)" }

    private static func file(_ key: String, _ name: ContentName, _ text: [UInt8]) -> SearchFile {
        SearchFile(key: key, name: Self.name(key, name), text: text)
    }

    private func text(ofCards documents: Range<Int>, _ record: (Int) -> DocumentRecord) -> [UInt8] {
        Self.lines(documents) { document, out in
            let record = record(document)
            record.bytes[record.url].withBytes { affixes.append($0, to: &out) }
            out.append(0x09)
            record.bytes[record.card].withBytes { out += $0 }
        }
    }

    private func text(ofSequences documents: Range<Int>, _ record: (Int) -> DocumentRecord) -> [UInt8] {
        Self.lines(documents) { document, out in
            let record = record(document)
            record.bytes[record.sequence].withBytes { out += $0 }
        }
    }

    private static func lines(_ documents: Range<Int>, _ write: (Int, inout [UInt8]) -> Void) -> [UInt8] {
        var out: [UInt8] = []
        for document in documents {
            if document > documents.lowerBound { out.append(0x0A) }
            write(document, &out)
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
