/// Takes the endings of number, gender and case off words of six languages, and no more: `lightStem` in `search-text.js` is its twin.
///
/// Words are folded: no accents, small letters.
enum LightStemmer {
    /// Endings by language, the longest first. What is left has at least three letters.
    private static let endings: [(language: String, endings: [[UInt16]])] = [
        ("de", "ern em en er es e n"),
        ("es", "es os as is s o a e"),
        ("fr", "ements ement eaux eau aux ees ee er es al s x e"),
        ("it", "he hi i e a o"),
        ("pt", "oes aos aes ais eis ens ao al el em os as es is s o a e"),
        (
            "ru",
            "иями ями ами иях ого его ому ему ыми ими ией ях ах ей ой ий ый ая яя ое ее ые ие ых их ую юю ов ев ам ям ом ем ия ии ию а е и о у ы ь ю я"
        ),
    ].map { ($0, $1.split(separator: " ").map { Array($0.utf16) }) }

    /// The languages that have endings, as in `en`, sorted.
    static let languages = endings.map(\.language)

    /// The place of a BCP 47 code's language among `languages`.
    static func number(of code: String?) -> Int? {
        guard let code else { return nil }
        let language = code.utf8.prefix { $0 != UInt8(ascii: "-") }.map { (65...90).contains($0) ? $0 + 32 : $0 }
        return languages.firstIndex { $0.utf8.elementsEqual(language) }
    }

    /// `word` without its ending; `nil` when it has none.
    static func stem(_ word: [UInt8], language: Int) -> [UInt8]? {
        let units = Array(String(decoding: word, as: UTF8.self).utf16)
        for ending in endings[language].endings where units.count >= ending.count + 3 && units.suffix(ending.count).elementsEqual(ending) {
            return Array(String(decoding: units.dropLast(ending.count), as: UTF16.self).utf8)
        }
        return nil
    }
}
