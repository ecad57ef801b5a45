/// A document that has a term, and how much it says of it.
struct Posting: Hashable {
    var document: UInt32
    /// 1…16.
    var impact: UInt8
}

/// How posting lists are written; Docs/SearchFormat.md gives it in words.
struct PostingCode {
    /// An upper bound of the number of documents, coarse so that one more thread seldom changes it.
    let universe: Int

    init(documentCount: Int) {
        var step = 1
        while documentCount / step >= 16 { step *= 2 }
        universe = max(16, (documentCount + step) / step * step)
    }

    init(universe: Int) { self.universe = universe }

    /// Enough bits for any document's number.
    var documentBits: Int { Int.bitWidth - (universe - 1).leadingZeroBitCount }

    /// The Rice parameter for `count` numbers spread over the universe.
    func parameter(count: Int) -> Int {
        let gap = max(1, universe * 11 / (16 * count))
        return Int.bitWidth - 1 - gap.leadingZeroBitCount
    }

    /// Below this many postings each carries its impact; from it on they stand in groups of equal impact.
    private static let grouped = 6

    /// Writes `postings`, which are sorted by document. The reader knows their number.
    func write(_ postings: [Posting], to bits: inout BitWriter) {
        if postings.count == 1 {
            bits.write(postings[0].document, bits: documentBits)
            bits.write(UInt32(postings[0].impact - 1), bits: 4)
        } else if postings.count < Self.grouped {
            var next = 0
            let parameter = parameter(count: postings.count)
            for posting in postings {
                bits.writeRice(Int(posting.document) - next, parameter: parameter)
                bits.write(UInt32(posting.impact - 1), bits: 4)
                next = Int(posting.document) + 1
            }
        } else {
            var counts = [Int](repeating: 0, count: 17)
            for posting in postings { counts[Int(posting.impact)] += 1 }
            var left = postings.count
            var impact: UInt8 = 16
            while left > 0 {
                let size = counts[Int(impact)]
                bits.writeGamma(size + 1)
                if size > 0 {
                    let parameter = parameter(count: size)
                    var next = 0
                    for posting in postings where posting.impact == impact {
                        bits.writeRice(Int(posting.document) - next, parameter: parameter)
                        next = Int(posting.document) + 1
                    }
                }
                left -= size
                impact -= 1
            }
        }
    }

    func read(count: Int, from bits: inout BitReader) -> [Posting] {
        var postings: [Posting] = []
        if count == 1 {
            let document = bits.read(bits: documentBits)
            postings.append(Posting(document: UInt32(document), impact: UInt8(bits.read(bits: 4) + 1)))
        } else if count < Self.grouped {
            var next = 0
            let parameter = parameter(count: count)
            for _ in 0..<count {
                next += bits.readRice(parameter: parameter)
                postings.append(Posting(document: UInt32(truncatingIfNeeded: next), impact: UInt8(bits.read(bits: 4) + 1)))
                next += 1
            }
        } else {
            var left = count
            var impact: UInt8 = 16
            while left > 0, impact > 0 {
                let size = min(left, bits.readGamma() - 1)
                if size > 0 {
                    for document in readDocuments(count: size, from: &bits) {
                        postings.append(Posting(document: document, impact: impact))
                    }
                }
                left -= size
                impact -= 1
            }
        }
        return postings
    }

    /// Writes sorted document numbers alone.
    func writeDocuments(_ documents: [UInt32], to bits: inout BitWriter) {
        let parameter = parameter(count: documents.count)
        var next = 0
        for document in documents {
            bits.writeRice(Int(document) - next, parameter: parameter)
            next = Int(document) + 1
        }
    }

    func readDocuments(count: Int, from bits: inout BitReader) -> [UInt32] {
        let parameter = parameter(count: count)
        var next = 0
        return (0..<count).map { _ in
            next += bits.readRice(parameter: parameter)
            defer { next += 1 }
            return UInt32(truncatingIfNeeded: next)
        }
    }
}
