/// Porter 2, the English stemmer: snowballstem.org/algorithms/english/stemmer.html.
///
/// Works on lower-case ASCII letters. `Y` stands for a consonant y while it works.
struct EnglishStemmer {
    private var word: [UInt8]

    /// The stem of `word`, which must be of the letters a to z alone.
    static func stem(_ word: [UInt8]) -> [UInt8] {
        guard word.count >= 3 else { return word }
        if let irregular = irregulars[word] { return irregular }
        var stemmer = EnglishStemmer(word: word)
        stemmer.run()
        return stemmer.word
    }

    private mutating func run() {
        markConsonantY()
        let r1 = firstRegion()
        let r2 = region(from: r1)
        removePlural()
        if Self.unchanged.contains(word) { return restoreY() }
        removePast(r1)
        let n = word.count
        if n > 2, word[n - 1] | 0x20 == UInt8(ascii: "y"), !isVowel(n - 2) { word[n - 1] = UInt8(ascii: "i") }
        replaceDerivation(r1)
        if let (suffix, with) = longest(Self.third) {
            if n1(suffix) >= r1 { word.replaceSubrange(n1(suffix)..., with: with) }
        } else if ends("ative"), word.count - 5 >= r2 {
            word.removeLast(5)
        }
        if let (suffix, _) = longest(Self.fourth) {
            if n1(suffix) >= r2 { word.removeLast(suffix.count) }
        } else if ends("sion") || ends("tion"), word.count - 3 >= r2 {
            word.removeLast(3)
        }
        let end = word.count - 1
        if word[end] == UInt8(ascii: "e") {
            if end >= r2 || end >= r1 && !endsShort(end) { word.removeLast() }
        } else if end >= r2, ends("ll") {
            word.removeLast()
        }
        restoreY()
    }

    private mutating func markConsonantY() {
        for i in word.indices where word[i] == UInt8(ascii: "y") && (i == 0 || isVowel(i - 1)) {
            word[i] = UInt8(ascii: "Y")
        }
    }

    private mutating func restoreY() {
        for i in word.indices where word[i] == UInt8(ascii: "Y") { word[i] = UInt8(ascii: "y") }
    }

    private func firstRegion() -> Int {
        for prefix in Self.prefixes where word.starts(with: prefix) { return prefix.count }
        return region(from: 0)
    }

    /// The place after the first non-vowel that follows a vowel.
    private func region(from start: Int) -> Int {
        var i = start + 1
        while i < word.count {
            if isVowel(i - 1), !isVowel(i) { return i + 1 }
            i += 1
        }
        return word.count
    }

    private mutating func removePlural() {
        let n = word.count
        if ends("sses") {
            word.removeLast(2)
        } else if ends("ied") || ends("ies") {
            word.removeLast(n > 4 ? 2 : 1)
        } else if word[n - 1] == UInt8(ascii: "s"), word[n - 2] != UInt8(ascii: "u"), word[n - 2] != UInt8(ascii: "s"),
            (0..<n - 2).contains(where: isVowel) {
            word.removeLast()
        }
    }

    private mutating func removePast(_ r1: Int) {
        if let (suffix, _) = longest([("eedly", ""), ("eed", "")]) {
            if n1(suffix) >= r1 { word.replaceSubrange(n1(suffix)..., with: Array("ee".utf8)) }
        } else if let (suffix, _) = longest([("ingly", ""), ("edly", ""), ("ing", ""), ("ed", "")]),
            (0..<n1(suffix)).contains(where: isVowel) {
            word.removeLast(suffix.count)
            let n = word.count
            if ends("at") || ends("bl") || ends("iz") {
                word.append(UInt8(ascii: "e"))
            } else if n > 1, word[n - 1] == word[n - 2], Array("bdfgmnprt".utf8).contains(word[n - 1]) {
                word.removeLast()
            } else if r1 >= n, endsShort(n) {
                word.append(UInt8(ascii: "e"))
            }
        }
    }

    private mutating func replaceDerivation(_ r1: Int) {
        if let (suffix, with) = longest(Self.second) {
            if n1(suffix) >= r1 { word.replaceSubrange(n1(suffix)..., with: with) }
        } else if ends("logi") {
            if word.count - 3 >= r1 { word.removeLast() }
        } else if ends("li"), word.count > 2, Array("cdeghkmnrt".utf8).contains(word[word.count - 3]), word.count - 2 >= r1 {
            word.removeLast(2)
        }
    }

    private func isVowel(_ i: Int) -> Bool {
        switch word[i] {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"), UInt8(ascii: "y"): true
        default: false
        }
    }

    /// Whether the first `n` letters end in a short syllable.
    private func endsShort(_ n: Int) -> Bool {
        if n == 2 { return isVowel(0) && !isVowel(1) }
        guard n > 2, !isVowel(n - 3), isVowel(n - 2), !isVowel(n - 1) else { return false }
        return !Array("wxY".utf8).contains(word[n - 1])
    }

    private func ends(_ suffix: StaticString) -> Bool {
        suffix.withUTF8Buffer { $0.count <= word.count && word.suffix($0.count).elementsEqual($0) }
    }

    /// Where a suffix of the word begins.
    private func n1(_ suffix: [UInt8]) -> Int { word.count - suffix.count }

    /// The first of `rules`, which come longest first, that the word ends in.
    private func longest(_ rules: [(suffix: [UInt8], with: [UInt8])]) -> (suffix: [UInt8], with: [UInt8])? {
        rules.first { $0.suffix.count <= word.count && word.suffix($0.suffix.count).elementsEqual($0.suffix) }
    }

    private func longest(_ rules: [(String, String)]) -> (suffix: [UInt8], with: [UInt8])? { longest(Self.bytes(rules)) }

    private static func bytes(_ rules: [(String, String)]) -> [(suffix: [UInt8], with: [UInt8])] {
        rules.map { (Array($0.0.utf8), Array($0.1.utf8)) }
    }

    private static let prefixes = ["gener", "commun", "arsen"].map { Array($0.utf8) }
    private static let unchanged = Set(
        ["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"].map { Array($0.utf8) })
    private static let irregulars = Dictionary(
        uniqueKeysWithValues: [
            ("skis", "ski"), ("skies", "sky"), ("dying", "die"), ("lying", "lie"), ("tying", "tie"), ("idly", "idl"),
            ("gently", "gentl"), ("ugly", "ugli"), ("early", "earli"), ("only", "onli"), ("singly", "singl"), ("sky", "sky"),
            ("news", "news"), ("howe", "howe"), ("atlas", "atlas"), ("cosmos", "cosmos"), ("bias", "bias"), ("andes", "andes"),
        ].map { (Array($0.0.utf8), Array($0.1.utf8)) })
    private static let second = bytes([
        ("ational", "ate"), ("ization", "ize"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"), ("tional", "tion"),
        ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"),
        ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"),
        ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"),
    ])
    private static let third = bytes([
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
        ("ness", ""),
    ])
    private static let fourth = bytes([
        ("ement", ""), ("ance", ""), ("ence", ""), ("able", ""), ("ible", ""), ("ment", ""), ("ant", ""), ("ent", ""), ("ism", ""),
        ("ate", ""), ("iti", ""), ("ous", ""), ("ive", ""), ("ize", ""), ("al", ""), ("er", ""), ("ic", ""),
    ])
}
