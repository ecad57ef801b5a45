import Diagnostics

/// By time asked (undated first), then by URL: the order in which documents are numbered.
struct DocumentOrder: Comparable {
    private let asked: Int
    private let url: ByteSlice
    private let title: ByteSlice

    init(asked: Int?, url: ByteSlice, title: ByteSlice) {
        self.asked = asked ?? .min
        self.url = url
        self.title = title
    }

    init(_ document: AnalysedDocument) {
        let (url, asked, title) = document.bytes.withBytes { bytes in
            var reader = RecordReader(bytes, at: 1)
            _ = reader.readBlock()
            let url = reader.readBlock()
            let asked = reader.read() == 0 ? nil : reader.readSigned()
            return (url, asked, reader.readBlock())
        }
        self.init(asked: asked, url: document.bytes[url], title: document.bytes[title])
    }

    static func < (a: DocumentOrder, b: DocumentOrder) -> Bool {
        if a.asked != b.asked { return a.asked < b.asked }
        if a.url != b.url { return a.url.precedes(b.url) }
        return a.title.precedes(b.title)
    }
}

extension ByteSlice {
    fileprivate func precedes(_ other: ByteSlice) -> Bool {
        withBytes { bytes in other.withBytes { bytes.lexicographicallyPrecedes($0) } }
    }
}
