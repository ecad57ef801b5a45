/// A query taken apart: what must hold, and what is looked for.
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
    }

    /// Filter terms of the dictionary; all must hold.
    private(set) var filters: [[UInt8]] = []
    private(set) var slots: [Slot] = []

    /// More terms than this are not looked for.
    private static let slotLimit = 32

    init(_ query: String) {
        var analysis = TextAnalysis()
        var text: [UInt8] = []
        for word in query.unicodeScalars.split(whereSeparator: Self.isSpace) {
            let word = Array(String(String.UnicodeScalarView(word)).utf8)
            let colon = (word.firstIndex(of: UInt8(ascii: ":")) ?? -1) + 1
            let name = word[..<colon].map { (65...90).contains($0) ? $0 + 32 : $0 }
            guard let filter = SearchFilters.names.first(where: { name.elementsEqual($0.query.utf8) }) else {
                if !text.isEmpty { text.append(0x20) }
                text += word
                continue
            }
            guard word.count > colon else { continue }
            analysis.foldUnits(Array(word[colon...]))
            filters.append(Array(filter.prefix.utf8) + analysis.foldedBytes)
        }
        analysis.analyse(String(decoding: text, as: UTF8.self))
        let endsInWord = analysis.endsInWord && !(query.unicodeScalars.last.map(Self.isSpace) ?? false)
        var start = 0
        let terms = analysis.terms
        for (i, term) in terms.enumerated() {
            let word = Array(analysis.bytes[start..<term.end])
            start = term.end
            // Two neighbouring characters say more than each.
            if term.kind == .single, i > 0 && terms[i - 1].kind == .pair || i + 1 < terms.count && terms[i + 1].kind == .pair { continue }
            let isPrefix = endsInWord && i == terms.count - 1 && (term.kind == .word || term.kind == .part)
                && String(decoding: word, as: UTF8.self).utf16.count > 1
            add(Slot(
                term: term.isPlain ? EnglishStemmer.stem(word) : word, word: word, weight: term.kind == .part ? 8 : 16, isPrefix: isPrefix))
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
