/// By time asked (undated first), then by URL: the order in which documents are numbered.
struct DocumentOrder: Comparable {
    private let asked: Int
    private let url: ArraySlice<UInt8>
    private let title: ArraySlice<UInt8>

    init(_ document: AnalysedDocument) {
        var reader = RecordReader(document.bytes, at: 1)
        _ = reader.readBlock()
        url = document.bytes[reader.readBlock()]
        asked = reader.read() == 0 ? .min : reader.readSigned()
        title = document.bytes[reader.readBlock()]
    }

    static func < (a: DocumentOrder, b: DocumentOrder) -> Bool {
        if a.asked != b.asked { return a.asked < b.asked }
        if a.url != b.url { return a.url.lexicographicallyPrecedes(b.url) }
        return a.title.lexicographicallyPrecedes(b.title)
    }
}
