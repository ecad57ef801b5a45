/// A query taken apart: what must hold, and what is looked for. `parse` in `search-engine.js` is its twin.
struct SearchQuery {
    /// A term of the query.
    struct Slot {
        var term: [UInt8]
        /// As written, folded: a word being typed is completed from here.
        var word: [UInt8]
        /// Sixteenths.
        var weight: Int
        /// It ends the query and may be unfinished.
        var isPrefix: Bool
        /// A word or a part of a name, not a name or Chinese.
        var isWord: Bool
    }

    /// A word with a minus: left out are documents that have all its terms, unless it turns out to be a name like `-Wall`.
    struct Exclusion {
        var name: [UInt8]?
        var terms: [[UInt8]]
    }

    /// Quoted words: the terms that a document must have, and the characters that stand side by side in its word sequence.
    struct Phrase {
        var terms: [[UInt8]]
        var symbols: [UInt8]
    }

    /// Filter terms of the dictionary; all must hold.
    private(set) var filters: [[UInt8]] = []
    /// Filter terms that none may hold.
    private(set) var unwanted: [[UInt8]] = []
    private(set) var without: [Exclusion] = []
    private(set) var phrases: [Phrase] = []
    /// Months (years × 12 + month − 1) asked in: from the first on, before the other.
    private(set) var from: Int?
    private(set) var to: Int?
    private(set) var sort = SearchReader.Sort.relevance
    private(set) var slots: [Slot] = []

    /// More terms than this are not looked for.
    private static let slotLimit = 32
    private static let quotes: Set<UInt32> = [0x22, 0x201C, 0x201D]

    /// - Parameter names: which words with a minus are names, the first at the lowest bit.
    init(_ query: String, names: UInt32 = 0) {
        let query = Array(query.unicodeScalars)
        var analysis = TextAnalysis()
        var pieces: [String] = []
        var minus: [String] = []
        var isOpen = false
        func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(query[range])) }
        var i = 0
        while i < query.count {
            if Self.isSpace(query[i]) {
                i += 1
                isOpen = false
                continue
            }
            let from = i
            let isMinus = query[i] == "-" && i + 1 < query.count && query[i + 1] != "-" && !Self.isSpace(query[i + 1])
            if isMinus { i += 1 }
            let isQuoted = Self.quotes.contains(query[i].value)
            if isQuoted { i += 1 }
            let start = i
            while i < query.count, isQuoted ? !Self.quotes.contains(query[i].value) : !Self.isSpace(query[i]) { i += 1 }
            let range = start..<i
            let whole = from..<min(i + (isQuoted ? 1 : 0), query.count)
            if isQuoted { i += 1 }
            isOpen = !isQuoted
            if !isQuoted, addOperator(string(range), isMinus: isMinus, &analysis) {
                isOpen = false
            } else if isMinus, names >> UInt32(min(31, minus.count)) & 1 == 0 {
                minus.append(string(whole))
                let name = isQuoted ? nil : analysis.all(string(whole)).first { $0.kind == .whole }?.term
                without.append(Exclusion(name: name, terms: analysis.solid(string(range)).map(\.term)))
                isOpen = false
            } else {
                if isMinus { minus.append("") }
                pieces.append(isMinus && !isQuoted ? string(whole) : string(range))
                guard isQuoted, !isMinus else { continue }
                let terms = analysis.solid(string(range)).filter { $0.kind != .part }.map(\.term)
                if !terms.isEmpty { phrases.append(Phrase(terms: terms, symbols: analysis.symbols(string(range)))) }
            }
        }
        // -Wall alone can't mean everything else.
        if pieces.isEmpty, filters.isEmpty, !without.isEmpty {
            pieces.append(minus.joined(separator: " "))
            without = []
            isOpen = true
        }
        addSlots(pieces.joined(separator: " "), isOpen: isOpen, &analysis)
    }

    /// Takes `tag:swift` and the like; `false` when `word` is just a word.
    private mutating func addOperator(_ word: String, isMinus: Bool, _ analysis: inout TextAnalysis) -> Bool {
        let bytes = Array(word.utf8)
        let colon = (bytes.firstIndex(of: UInt8(ascii: ":")) ?? -1) + 1
        let name = bytes[..<colon].map { (65...90).contains($0) ? $0 + 32 : $0 }
        let value = Array(bytes[colon...])
        if let filter = SearchFilters.names.first(where: { name.elementsEqual($0.query.utf8) }) {
            guard !value.isEmpty else { return true }
            analysis.foldUnits(value)
            let term = Array(filter.prefix.utf8) + analysis.foldedBytes
            if isMinus { unwanted.append(term) } else { filters.append(term) }
            return true
        }
        switch String(decoding: name, as: UTF8.self) {
        case "before:": to = Self.month(value).map { min(to ?? .max, $0) } ?? to
        case "after:": from = Self.month(value).map { max(from ?? .min, $0) } ?? from
        case "sort:":
            let order = value.map { (65...90).contains($0) ? $0 + 32 : $0 }
            if order.elementsEqual("newest".utf8) { sort = .newest }
            if order.elementsEqual("votes".utf8) { sort = .votes }
        default: return false
        }
        return true
    }

    /// `2026`, `2026-01` and `2026-01-15` (the day says nothing) → years × 12 + month − 1.
    private static func month(_ text: [UInt8]) -> Int? {
        func number(_ digits: ArraySlice<UInt8>) -> Int? {
            digits.allSatisfy { (48...57).contains($0) } ? digits.reduce(0) { $0 * 10 + Int($1) - 48 } : nil
        }
        let dash = UInt8(ascii: "-")
        guard [4, 7, 10].contains(text.count), let year = number(text[..<4]) else { return nil }
        if text.count == 4 { return year * 12 }
        guard text[4] == dash, let month = number(text[5..<7]), (1...12).contains(month) else { return nil }
        if text.count == 10, text[7] != dash || number(text[8...]) == nil { return nil }
        return year * 12 + month - 1
    }

    private mutating func addSlots(_ text: String, isOpen: Bool, _ analysis: inout TextAnalysis) {
        let terms = analysis.all(text)
        let endsInWord = isOpen && analysis.endsInWord
        for (i, term) in terms.enumerated() {
            // Two neighbouring characters say more than each.
            if term.kind == .single, i > 0 && terms[i - 1].kind == .pair || i + 1 < terms.count && terms[i + 1].kind == .pair { continue }
            let isWord = (term.kind == .word || term.kind == .part) && String(decoding: term.word, as: UTF8.self).utf16.count > 1
            add(
                Slot(
                    term: term.term, word: term.word, weight: term.kind == .part ? 8 : 16,
                    isPrefix: isWord && endsInWord && i == terms.count - 1, isWord: isWord))
        }
    }

    private mutating func add(_ slot: Slot) {
        if let old = slots.firstIndex(where: { $0.term == slot.term }) {
            slots[old].weight = max(slots[old].weight, slot.weight)
            slots[old].isPrefix = slots[old].isPrefix || slot.isPrefix
        } else if slots.count < Self.slotLimit {
            slots.append(slot)
        }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        (9...13).contains(scalar.value) || scalar.value == 0x20 || scalar.value == 0xA0 || scalar.value == 0x3000
    }
}

/// A term of a text with the word that it was made of.
struct SolidTerm {
    var term: [UInt8]
    var word: [UInt8]
    var kind: TextAnalysis.Kind
}

extension TextAnalysis {
    mutating func all(_ text: String) -> [SolidTerm] {
        analyse(text)
        var start = 0
        return terms.map { term in
            let word = Array(bytes[start..<term.end])
            start = term.end
            return SolidTerm(term: term.isPlain ? EnglishStemmer.stem(word) : word, word: word, kind: term.kind)
        }
    }

    /// The terms of a text's words in order, one for each place.
    mutating func places(_ text: String) -> [[UInt8]] { all(text).filter { WordSequence.counts($0.kind) }.map(\.term) }

    /// The word sequence of a text.
    mutating func symbols(_ text: String) -> [UInt8] {
        all(text).filter { WordSequence.counts($0.kind) }.map { WordSequence.symbol(of: $0.word) }
    }

    /// The terms that stand for a text when all of it must be there: no single characters where there are pairs.
    mutating func solid(_ text: String) -> [SolidTerm] {
        let terms = all(text)
        return terms.indices.filter { i in
            terms[i].kind != .single
                || !(i > 0 && terms[i - 1].kind == .pair) && !(i + 1 < terms.count && terms[i + 1].kind == .pair)
        }.map { terms[$0] }
    }
}
