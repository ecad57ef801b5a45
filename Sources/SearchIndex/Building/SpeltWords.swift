import Diagnostics

/// The words that people write, sorted as `TermTable` sorts, each with the number of documents that have it.
struct SpeltWords: Sendable {
    /// A block and a number for each word.
    let bytes: ByteSlice

    init(kept bytes: ByteSlice) { self.bytes = bytes }

    init(_ records: [DocumentRecord]) {
        var table = TermTable()
        var counts: [Int] = []
        var word: [UInt8] = []
        for record in records {
            record.withTerms { cursor in
                while cursor.next() {
                    cursor.skipCounts()
                    cursor.forEachWord { shared, rest in
                        word.removeAll(keepingCapacity: true)
                        word += shared
                        word += rest
                        let (number, isNew) = table.number(of: word[...])
                        if isNew { counts.append(1) } else { counts[number] += 1 }
                    }
                }
            }
        }
        var out = RecordWriter()
        for number in table.sorted() {
            out.write(block: Array(table.bytes(of: number)))
            out.write(counts[number])
        }
        bytes = ByteSlice(out.bytes)
    }

    @inline(__always) func forEach(_ body: (_ word: UnsafeRawBufferPointer, _ count: Int) -> Void) {
        bytes.withBytes { bytes in
            var reader = RecordReader(bytes)
            while !reader.isAtEnd {
                let word = UnsafeRawBufferPointer(rebasing: bytes[reader.readBlock()])
                body(word, reader.read())
            }
        }
    }

    /// The words of one document, each with the number of its terms that it was written for.
    static func words(of record: DocumentRecord) -> [[UInt8]: Int] {
        var words: [[UInt8]: Int] = [:]
        record.withTerms { cursor in
            while cursor.next() {
                cursor.skipCounts()
                cursor.forEachWord { shared, rest in words[Array(shared) + Array(rest), default: 0] += 1 }
            }
        }
        return words
    }

    /// With other counts for some words.
    func adding(_ changes: [[UInt8]: Int]) -> SpeltWords {
        var changes = changes.filter { $0.value != 0 }.sorted { TermTable.precedes($0.key[...], $1.key[...]) }[...]
        guard !changes.isEmpty else { return self }
        var out = RecordWriter()
        forEach { word, count in
            guard !changes.isEmpty else {
                out.write(atMost: word.count + 2 * RecordWriter.longestNumber) { out in
                    out.write(block: word)
                    out.write(count)
                }
                return
            }
            let own = Array(word)
            while let (new, more) = changes.first, TermTable.precedes(new[...], own[...]) {
                if more > 0 {
                    out.write(block: new)
                    out.write(more)
                }
                changes.removeFirst()
            }
            var count = count
            if let (changed, more) = changes.first, changed == own {
                count += more
                changes.removeFirst()
            }
            guard count > 0 else { return }
            out.write(block: own)
            out.write(count)
        }
        for (new, more) in changes where more > 0 {
            out.write(block: new)
            out.write(more)
        }
        return SpeltWords(kept: ByteSlice(out.bytes))
    }
}
