/// Sorted words, each as a letter (`A` nothing, `B` one … `Z` 25: the UTF-16 code units it shares with the word before) and its rest.
struct FrontCodedText {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0
    private var previous: [UInt8] = []

    mutating func append(_ word: [UInt8]) {
        var shared = 0
        if count > 0 {
            while shared < min(25, previous.count, word.count), previous[shared] == word[shared] { shared += 1 }
            // Never inside a character.
            while shared > 0, shared < word.count, word[shared] & 0xC0 == 0x80 { shared -= 1 }
        }
        bytes.append(UInt8(ascii: "A") + UInt8(Self.utf16Count(word[..<shared])))
        bytes += word[shared...]
        previous = word
        count += 1
    }

    /// The words of such a text.
    static func words(_ text: [UInt8]) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt16] = []
        var units = String(decoding: text, as: UTF8.self).utf16[...]
        while let mark = units.popFirst() {
            let rest = units.prefix { !(65...90).contains($0) }
            word = Array(word.prefix(Int(mark) - 65)) + rest
            units = units[rest.endIndex...]
            words.append(Array(String(decoding: word, as: UTF16.self).utf8))
        }
        return words
    }

    static func utf16Count(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 2 : 1) }
    }
}
