/// Text → terms. The definition is Docs/SearchFormat.md; `analyse` in `search-engine.js` is its twin, and tests compare them.
///
/// One value is used for many texts, so that its buffers are allocated once.
struct TextAnalysis {
    enum Kind: UInt8 {
        /// A word that stands alone.
        case word
        /// A name of several parts (`node.js`, `fooBar`), whole.
        case whole
        /// A part of such a name.
        case part
        /// One character of a script without spaces.
        case single
        /// Two neighbouring characters of such a script.
        case pair
    }

    /// The terms of the last text, one after the other.
    private(set) var bytes: [UInt8] = []
    /// Where each term ends in `bytes`, and what it is. A term that is letters a to z alone is yet to be stemmed.
    private(set) var terms: [(end: Int, kind: Kind, isPlain: Bool)] = []

    private var units: [Unit] = []
    private let folding = TextFolding.shared
    private let classes = Self.classes

    private struct Unit {
        var code: UInt32
        var type: Class
        var ascii: Case
    }

    private enum Class: UInt8 { case other, word, cjk }
    private enum Case: UInt8 { case none, upper, lower }

    /// Longest term, in characters; longer words are cut, longer names are kept in parts only.
    static let longestTerm = 40

    /// Calls `body` with each term of `text`, stemmed.
    mutating func forEachTerm(_ text: String, _ body: (_ term: [UInt8], _ kind: Kind) -> Void) {
        analyse(text)
        var start = 0
        for term in terms {
            let word = Array(bytes[start..<term.end])
            body(term.isPlain ? EnglishStemmer.stem(word) : word, term.kind)
            start = term.end
        }
    }

    /// Finds the terms of a text.
    mutating func analyse(_ text: String) {
        bytes.removeAll(keepingCapacity: true)
        terms.removeAll(keepingCapacity: true)
        endsInWord = false
        var text = text
        text.withUTF8 { text in
            Self.forEachPiece(of: text) { range, isPlain in add(text, range, isPlain: isPlain) }
            if let last = text.last, classes[Int(last)] == .gap { endsInWord = false }
        }
    }

    /// Finds the terms of one piece of a text.
    mutating func analyse(piece range: Range<Int>, of text: UnsafeBufferPointer<UInt8>, isPlain: Bool) {
        bytes.removeAll(keepingCapacity: true)
        terms.removeAll(keepingCapacity: true)
        add(text, range, isPlain: isPlain)
    }

    private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isPlain: Bool) {
        if isPlain { copy(text, range) } else { analyse(part: text, range) }
    }

    /// Parts a text; no term reaches from one piece into another.
    ///
    /// ASCII that can't be in a name parts the text; nearly all that lies between is one word of plain letters, which needs no more than
    /// being copied. Whatever else lies there is folded and split.
    ///
    /// - Parameter body: Gets a piece, and whether it is a plain word.
    @inline(__always) static func forEachPiece(of text: UnsafeBufferPointer<UInt8>, _ body: (_ range: Range<Int>, _ isPlain: Bool) -> Void) {
        classes.withUnsafeBufferPointer { classes in
            var i = 0
            while i < text.count {
                guard classes[Int(text[i])] != .gap else {
                    i += 1
                    continue
                }
                let start = i
                let first = classes[Int(text[i])]
                var isPlain = first == .small || first == .large
                i += 1
                while i < text.count {
                    let next = classes[Int(text[i])]
                    if next == .gap { break }
                    if next != .small { isPlain = isPlain && next == .sign && endsName(text, at: i, classes) }
                    i += 1
                }
                body(start..<i, isPlain)
            }
        }
    }

    /// What a byte of a text may be part of.
    private enum Piece: UInt8 { case gap, small, large, sign, beyond }

    private static let classes: [Piece] = (0..<256).map { byte in
        switch byte {
        case 97...122, 48...57: .small
        case 65...90: .large
        case 0x5F, 0x2E, 0x2B, 0x23, 0x3A, 0x2D, 0x27: .sign
        case 128...255: .beyond
        default: .gap
        }
    }

    /// Whether nothing but a full stop, a colon or an apostrophe comes before the next gap: it belongs to no word then.
    private static func endsName(_ text: UnsafeBufferPointer<UInt8>, at place: Int, _ classes: UnsafeBufferPointer<Piece>) -> Bool {
        guard text[place] == 0x2E || text[place] == 0x3A || text[place] == 0x27 else { return false }
        return place + 1 == text.count || classes[Int(text[place + 1])] == .gap
    }

    /// Adds a word of ASCII letters and digits, of which only the first letter may be a capital; a sign may follow it.
    private mutating func copy(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var isPlain = true
        let end = classes[Int(text[range.upperBound - 1])] == .sign ? range.upperBound - 1 : range.upperBound
        for byte in text[range.lowerBound..<min(end, range.lowerBound + Self.longestTerm)] {
            let letter = byte < 65 || byte > 90 ? byte : byte | 0x20
            if letter < 97 { isPlain = false }
            bytes.append(letter)
        }
        terms.append((bytes.count, .word, isPlain))
        endsInWord = end == range.upperBound
    }

    private mutating func analyse(part text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        fold(String(decoding: text[range], as: UTF8.self))
        contract()
        split()
        endsInWord = units.last?.type == .word
    }

    /// Folds a text without splitting it; `foldedBytes` is the result.
    mutating func foldUnits(_ text: [UInt8]) {
        fold(String(decoding: text, as: UTF8.self))
        contract()
        endsInWord = units.last?.type == .word
    }

    /// Whether the last text ends inside a word.
    private(set) var endsInWord = false

    var foldedBytes: [UInt8] {
        units.flatMap { Array(Unicode.Scalar($0.code).flatMap(UTF8.encode) ?? UTF8.encodedReplacementCharacter) }
    }

    // MARK: Folding

    private mutating func fold(_ text: String) {
        units.removeAll(keepingCapacity: true)
        for scalar in text.unicodeScalars {
            let n = scalar.value
            if n < 128 {
                switch n {
                case 65...90: units.append(Unit(code: n + 32, type: .word, ascii: .upper))
                case 97...122, 48...57: units.append(Unit(code: n, type: .word, ascii: .lower))
                default: units.append(Unit(code: n, type: .other, ascii: .none))
                }
            } else if n == 0x306, units.last?.code == 0x438 {
                units[units.count - 1].code = 0x439
            } else if let replacement = folding.replacement(of: n) {
                for code in replacement { appendFolded(code) }
            } else {
                appendFolded(n)
            }
        }
    }

    private mutating func appendFolded(_ n: UInt32) {
        if let last = units.last, let joined = TextFolding.joined(last.code, n) {
            units[units.count - 1].code = joined
            units[units.count - 1].type = .cjk
            return
        }
        units.append(Unit(code: n, type: Self.type(of: n), ascii: .none))
    }

    private static func type(of n: UInt32) -> Class {
        if n < 128 { return (97...122).contains(n) || (48...57).contains(n) ? .word : .other }
        if TextFolding.isCJK(n) { return .cjk }
        guard let scalar = Unicode.Scalar(n) else { return .other }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .letterNumber,
            .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
            return .word
        default: return .other
        }
    }

    /// English contractions: don't → dont; she's, I'm, we'll → she, I, we.
    private mutating func contract() {
        let apostrophe = UInt32(UInt8(ascii: "'"))
        guard units.contains(where: { $0.code == apostrophe }) else { return }
        var kept: [Unit] = []
        kept.reserveCapacity(units.count)
        var i = 0
        while i < units.count {
            defer { i += 1 }
            if units[i].code == apostrophe, i > 0, units[i - 1].type == .word {
                var j = i + 1
                while j < units.count, units[j].type == .word { j += 1 }
                let tail = units[i + 1..<j].map(\.code)
                if tail == [116] { continue }
                if tail == [115] || tail == [100] || tail == [109] || tail == [108, 108] || tail == [114, 101] || tail == [118, 101] {
                    i = j - 1
                    continue
                }
            }
            kept.append(units[i])
        }
        units = kept
    }

    // MARK: Splitting

    private mutating func split() {
        let n = units.count
        var i = 0
        var parts: [Range<Int>] = []
        while i < n {
            if units[i].type == .cjk {
                while i < n, units[i].type == .cjk {
                    emit(.single, i..<i + 1)
                    if i + 1 < n, units[i + 1].type == .cjk { emit(.pair, i..<i + 2) }
                    i += 1
                }
                continue
            }
            let from = i
            if units[i].type == .other {
                let sign = signLength(i)
                guard sign > 0 else {
                    i += 1
                    continue
                }
                i += sign
            }
            parts.removeAll(keepingCapacity: true)
            while true {
                var p = i
                i += 1
                while isWord(i) {
                    if startsPart(i) {
                        parts.append(p..<i)
                        p = i
                    }
                    i += 1
                }
                parts.append(p..<i)
                let joint = jointLength(i)
                guard joint > 0 else { break }
                i += joint
            }
            let last = code(i)
            if last == UInt32(UInt8(ascii: "+")) || last == UInt32(UInt8(ascii: "#")) { i += code(i + 1) == last ? 2 : 1 }
            if parts.count == 1, parts[0] == from..<i {
                emit(.word, from..<i)
                continue
            }
            if i - from <= Self.longestTerm { emit(.whole, from..<i) }
            for part in parts { emit(.part, part) }
        }
    }

    private func isWord(_ i: Int) -> Bool { i < units.count && units[i].type == .word }
    private func code(_ i: Int) -> UInt32 { i >= 0 && i < units.count ? units[i].code : 0 }

    /// .NET, -Wall, --verbose: the sign belongs to the name when nothing stands before it.
    private func signLength(_ i: Int) -> Int {
        if i > 0 {
            guard units[i - 1].type == .other else { return 0 }
            switch code(i - 1) {
            case 0x2E, 0x5F, 0x2B, 0x23, 0x3A, 0x2D: return 0
            default: break
            }
        }
        let sign = code(i) == 0x2E ? 1 : code(i) != 0x2D ? 0 : code(i + 1) == 0x2D ? 2 : 1
        return sign > 0 && isWord(i + sign) ? sign : 0
    }

    /// How many joining characters stand at `i` between two parts of one name.
    private func jointLength(_ i: Int) -> Int {
        var length = 0
        switch code(i) {
        case 0x5F: while code(i + length) == 0x5F { length += 1 }
        case 0x2E, 0x2B, 0x23, 0x2D: length = 1
        case 0x3A where code(i + 1) == 0x3A: length = 2
        default: break
        }
        return length > 0 && isWord(i + length) ? length : 0
    }

    /// fooBar, HTMLParser.
    private func startsPart(_ i: Int) -> Bool {
        guard units[i].ascii == .upper else { return false }
        switch units[i - 1].ascii {
        case .lower: return true
        case .upper: return isWord(i + 1) && units[i + 1].ascii == .lower && units[i + 1].code > 96
        case .none: return false
        }
    }

    private mutating func emit(_ kind: Kind, _ range: Range<Int>) {
        var isPlain = true
        for unit in units[range.prefix(Self.longestTerm)] {
            let n = unit.code
            if n < 128 {
                bytes.append(UInt8(n))
                if n < 97 || n > 122 { isPlain = false }
            } else {
                isPlain = false
                if let scalar = Unicode.Scalar(n) { bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }
            }
        }
        terms.append((bytes.count, kind, isPlain))
    }
}
