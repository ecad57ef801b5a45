import Diagnostics

/// What the index needs to know of one document: a pure function of the document and the settings, in bytes that a cache may keep.
///
/// Analysing is most of the work of building an index, and it sees one document alone. Whoever keeps these bytes by the document's
/// content builds the next index without it; the index is the same, byte for byte.
package struct AnalysedDocument: Hashable, Sendable {
    package let bytes: ByteSlice

    /// Changes whenever the same document would give other bytes: a cache keeps it beside its keys.
    package static let version: UInt8 = 2

    package init(_ document: SearchDocument, settings: SearchSettings = SearchSettings()) {
        var analyser = DocumentAnalyser(settings: settings)
        bytes = analyser.record(of: document) { ByteSlice($0) }
    }

    /// Bytes that were kept; `nil` when another version of the program wrote them.
    package init?(bytes: ByteSlice) {
        guard bytes.withBytes({ $0.first }) == Self.version else { return nil }
        self.bytes = bytes
    }

    init(written bytes: ByteSlice) { self.bytes = bytes }

    /// What the question speaks of.
    var topic: Topic {
        bytes.withBytes { bytes in
            var reader = RecordReader(bytes, at: 1)
            return Topic(UnsafeRawBufferPointer(rebasing: bytes[reader.readBlock()]))
        }
    }
}

/// Analyses many documents, in order, on all cores.
package func analysed(_ documents: [SearchDocument], settings: SearchSettings = SearchSettings()) -> [AnalysedDocument] {
    analysed(documents.count, settings: settings) { documents[$0] }
}

/// Analyses many documents, in order, on all cores; each is asked for when it is its turn.
///
/// - Parameters:
///   - keep: Where the bytes of each are kept: in memory, if nobody says otherwise.
///   - document: The one of a number below `count`.
package func analysed(
    _ count: Int, settings: SearchSettings, keep: @Sendable (ArraySlice<UInt8>) -> ByteSlice = { ByteSlice($0) },
    _ document: @Sendable (Int) -> SearchDocument
) -> [AnalysedDocument] {
    let chunk = max(16, min(256, count / 32))
    let starts = Array(stride(from: 0, to: count, by: chunk))
    // All that one core analyses it does with one analyser, which remembers words and stems.
    return inParallel(starts.count, jobs: settings.jobs, with: { DocumentAnalyser(settings: settings) }) { analyser, part in
        (starts[part]..<min(starts[part] + chunk, count)).map { AnalysedDocument(written: analyser.record(of: document($0), keep: keep)) }
    }.flatMap { $0 }
}

/// The parts of an analysed document, found but not copied.
struct DocumentRecord {
    let bytes: ByteSlice
    let url: Range<Int>
    let asked: Int?
    let title: Range<Int>
    let state: SearchDocument.State
    let votes: Int
    /// A place among `LightStemmer.languages`.
    let language: Int?
    /// Bytes of text by `IndexField`.
    let lengths: [Int]
    /// The card's line after the URL.
    let card: Range<Int>
    /// `WordSequence`s of the posts.
    let sequence: Range<Int>
    /// Terms with their fields.
    let termCount: Int
    private let terms: Int

    init(_ document: AnalysedDocument) {
        self = document.bytes.withBytes { DocumentRecord(document.bytes, RecordReader($0, at: 1)) }
    }

    private init(_ bytes: ByteSlice, _ start: RecordReader) {
        self.bytes = bytes
        var reader = start
        _ = reader.readBlock()
        url = reader.readBlock()
        let asked = reader.read()
        self.asked = asked == 0 ? nil : reader.readSigned()
        title = reader.readBlock()
        state = SearchDocument.State(rawValue: Int(reader.readByte())) ?? .open
        votes = reader.readSigned()
        let language = reader.read()
        self.language = language > 0 && language <= LightStemmer.languages.count ? language - 1 : nil
        lengths = IndexField.allCases.map { _ in reader.read() }
        card = reader.readBlock()
        sequence = reader.readBlock()
        termCount = reader.read()
        terms = reader.at
    }

    /// What the document is worth before any word: 1…1.2.
    var prior: Float {
        let state: Float = state == .accepted ? 0.1 : state == .answered ? 0.05 : 0
        let votes = max(0, votes)
        return 1 + state + min(0.05, 0.01 * Float(Int.bitWidth - votes.leadingZeroBitCount))
    }

    /// Lends a cursor at the first term.
    @inline(__always) func withTerms<Result>(_ body: (inout TermCursor) -> Result) -> Result {
        bytes.withBytes { bytes in
            var cursor = TermCursor(RecordReader(bytes, at: terms), left: termCount)
            return body(&cursor)
        }
    }
}

/// Walks over the terms of a record.
struct TermCursor {
    private var reader: RecordReader
    private var left: Int
    /// The place of the term at hand.
    private var place = 0..<0
    /// A bit for each `IndexField` that has it; none for a filter.
    private(set) var fields: UInt8 = 0
    private var hasWords = false

    /// The term at hand.
    var term: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: reader.bytes[place]) }

    init(_ reader: RecordReader, left: Int) {
        self.reader = reader
        self.left = left
    }

    /// Goes to the next term; its counts must be read, and then its words.
    mutating func next() -> Bool {
        guard left > 0, !reader.isAtEnd else { return false }
        left -= 1
        place = reader.readBlock()
        let flags = reader.readByte()
        fields = flags & 0x7F
        hasWords = flags & 0x80 != 0
        return true
    }

    /// How often the next of `fields` has the term.
    mutating func readCount() -> Int { reader.read() }

    /// What the term's mentions are worth together, in place of their counts.
    @inline(__always) mutating func readWeight(_ worths: [Float]) -> Float {
        var weight: Float = 0
        var left = fields
        while left != 0 {
            weight += Float(readCount()) * worths[left.trailingZeroBitCount]
            left &= left - 1
        }
        return weight
    }

    mutating func skipCounts() {
        for _ in 0..<fields.nonzeroBitCount { _ = reader.read() }
    }

    @inline(__always) mutating func skipWords() { forEachWord { _, _ in } }

    /// The words that people wrote for the term: each is the term's first bytes and a rest.
    @inline(__always) mutating func forEachWord(_ body: (_ shared: UnsafeRawBufferPointer, _ rest: UnsafeRawBufferPointer) -> Void) {
        guard hasWords else { return }
        for _ in 0..<min(reader.read(), 1 << 20) where !reader.isAtEnd {
            let shared = place.prefix(max(0, reader.read()))
            body(UnsafeRawBufferPointer(rebasing: reader.bytes[shared]), UnsafeRawBufferPointer(rebasing: reader.bytes[reader.readBlock()]))
        }
    }
}

/// The fields of BM25F, in the order of the bits that stand for them.
enum IndexField: Int, CaseIterable {
    case title, alternatives, tags, question, acceptedAnswer, answers, comments
}
