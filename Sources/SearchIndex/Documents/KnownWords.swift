/// The words and terms that an analyser has met, with all that doesn't depend on where they stand.
struct KnownWords {
    /// A word as it is written, folded.
    struct Surface {
        /// The term that it is a form of.
        var term: UInt32
        /// Its character in a word sequence.
        var symbol: UInt8
        /// Whether the spelling lists may have it.
        var isSpelt: Bool
    }

    struct Term {
        /// What a topic calls it.
        var hash: UInt32
        var utf16Hash: UInt32
        /// In bytes.
        var length: UInt32
    }

    private(set) var surfaces: [Surface] = []
    private(set) var terms: [Term] = []
    private(set) var surfaceTable = TermTable()
    private(set) var termTable = TermTable()
    /// For each language the term that a word's stem is: 0 not yet known, 1 none, else 2 + the number.
    private var lightStems = [[UInt32]](repeating: [], count: LightStemmer.languages.count)

    /// The number of a word.
    ///
    /// - Parameter isPlain: Whether it is letters a to z alone, which are stemmed.
    mutating func number(of word: ArraySlice<UInt8>, isPlain: Bool) -> Int {
        let (surface, isNew) = surfaceTable.number(of: word)
        if isNew {
            let term = isPlain ? termNumber(of: EnglishStemmer.stem(Array(word))[...]) : termNumber(of: word)
            surfaces.append(Surface(term: UInt32(term), symbol: WordSequence.symbol(of: word), isSpelt: SpellingLists.isSpelt(word)))
        }
        return surface
    }

    /// The term of a word without its ending; `nil` when it has none.
    mutating func lightStem(of surface: Int, _ language: Int) -> Int? {
        while lightStems[language].count <= surface { lightStems[language].append(0) }
        if lightStems[language][surface] == 0 {
            let word = Array(surfaceTable.bytes(of: surface))
            lightStems[language][surface] = LightStemmer.stem(word, language: language).map { UInt32(termNumber(of: $0[...])) + 2 } ?? 1
        }
        return lightStems[language][surface] > 1 ? Int(lightStems[language][surface]) - 2 : nil
    }

    private mutating func termNumber(of term: ArraySlice<UInt8>) -> Int {
        let (number, isNew) = termTable.number(of: term)
        if isNew { terms.append(Term(hash: TermHash.bytes(term), utf16Hash: TermHash.utf16(term), length: UInt32(term.count))) }
        return number
    }
}
