/// The words that people write, a file for each first letter: what a mistyped word may have been meant to be.
struct SpellingLists {
    private(set) var letters: [(letter: [UInt8], name: ContentName)] = []
    private(set) var files: [SearchFile] = []

    /// Files grow to this size before they end at the next first letter.
    private static let fileBytes = 4096

    /// The words that people write, sorted.
    init(_ words: SpeltWords, documentCount: Int, limit: Int) {
        // In a large collection what one person wrote is as often a slip as a word.
        var least = documentCount < 1000 ? 1 : documentCount < 5000 ? 2 : 3
        // The rarest words are left out, all of one frequency at once, until no more are left than may be.
        var frequencies: [Int] = []
        words.forEach { _, frequency in if frequency >= least { frequencies.append(frequency) } }
        while frequencies.count > limit {
            least += 1
            frequencies.removeAll { $0 < least }
        }
        var text = FrontCodedText()
        var levels = BitWriter()
        var letter: ArraySlice<UInt8> = []
        var start: [UInt8] = []
        var taken: Set<ContentName> = []
        func finish() {
            guard text.count > 0 else { return }
            let name = ContentName([text.bytes, levels.bytes], taken: &taken)
            letters.append((start, name))
            files.append(SearchFile(key: "l/" + name.hex, text: text.bytes, data: levels.bytes))
            text = FrontCodedText()
            levels = BitWriter()
        }
        words.forEach { bytes, frequency in
            guard frequency >= least else { return }
            let word = Array(bytes)[...]
            let first = Self.firstLetter(word)
            if !first.elementsEqual(letter) {
                letter = first
                if text.bytes.count > Self.fileBytes { finish() }
            }
            if text.count == 0 { start = Array(first) }
            text.append(Array(word))
            levels.write(UInt32(min(15, Int.bitWidth - 1 - frequency.leadingZeroBitCount)), bits: 4)
        }
        finish()
    }

    /// Letters alone, 4…24 of them in UTF-16 code units.
    static func isSpelt(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count >= 4, word.allSatisfy({ $0 >= 0x80 || (97...122).contains($0) }) else { return false }
        return (4...24).contains(FrontCodedText.utf16Count(word)) && !word.contains { $0 >= 0xF0 }
    }

    private static func firstLetter(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let lead = word.first ?? 0
        return word.prefix(lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3)
    }
}

/// Which words are so near to each other that one may be a slip of the other.
enum SpellingDistance {
    /// Letters that must be added, dropped, changed or exchanged with a neighbour (optimal string alignment); `most` + 1 is more.
    static func edits(_ a: [UInt16], _ b: [UInt16], most: Int) -> Int {
        guard abs(a.count - b.count) <= most, !a.isEmpty, !b.isEmpty else { return most + 1 }
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                var edits = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { edits = min(edits, before[j - 2] + 1) }
                row.append(edits)
            }
            if (row.min() ?? 0) > most { return most + 1 }
            before = last
            last = row
        }
        return last[b.count]
    }
}
