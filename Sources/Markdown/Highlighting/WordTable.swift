/// A language's words: open addressing over a hash that the scanner computes while it reads a word.
struct WordTable: Sendable {
    /// What a word is; the definers also say what the next name is.
    struct Meaning: Sendable {
        var kind: TokenKind
        var next: TokenKind = .plain
    }

    private struct Slot {
        var hash: UInt32 = 0
        var offset: UInt32 = 0
        var length: UInt8 = 0
        var meaning = Meaning(kind: .plain)
    }

    private var slots: [Slot]
    private var text: [UInt8] = []
    private let mask: Int

    static let seed: UInt32 = 2_166_136_261

    /// FNV-1a, Fowler, Noll and Vo.
    @inline(__always) static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }

    init(_ grammar: CodeGrammar) {
        var lists: [(String, Meaning)] = [
            (grammar.functionDefiners, Meaning(kind: .keyword, next: .function)), (grammar.typeDefiners, Meaning(kind: .keyword, next: .type)),
        ]
        let plain: [(String, TokenKind)] = [
            (grammar.keywords, .keyword), (grammar.literals, .literal), (grammar.types, .type), (grammar.functions, .function), (grammar.attributes, .attribute),
        ]
        lists += plain.map { ($0.0, Meaning(kind: $0.1)) }
        let count = lists.reduce(0) { $0 + $1.0.utf8.count { $0 == 0x20 } + 1 }
        var size = 16
        while size < count * 2 { size *= 2 }
        slots = [Slot](repeating: Slot(), count: size)
        mask = size - 1
        for (words, meaning) in lists {
            for word in words.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
                insert(word.map { grammar.ignoresCase ? lowercased($0) : $0 }, meaning)
            }
        }
    }

    /// The first list that names a word decides.
    private mutating func insert(_ word: [UInt8], _ meaning: Meaning) {
        let hash = word.reduce(WordTable.seed, WordTable.step)
        var index = Int(hash) & mask
        while slots[index].length > 0 {
            if slots[index].hash == hash { return }
            index = (index + 1) & mask
        }
        slots[index] = Slot(hash: hash, offset: UInt32(text.count), length: UInt8(clamping: word.count), meaning: meaning)
        text += word
    }

    /// Hostile words can share a hash, so bytes are compared too; a chain is never longer than the language's list.
    @inline(__always)
    func meaning(of word: UnsafeBufferPointer<UInt8>, hash: UInt32, ignoringCase: Bool) -> Meaning? {
        var index = Int(hash) & mask
        while slots[index].length > 0 {
            let slot = slots[index]
            if slot.hash == hash, Int(slot.length) == word.count {
                for offset in 0..<word.count {
                    let byte = ignoringCase ? lowercased(word[offset]) : word[offset]
                    if byte != text[Int(slot.offset) + offset] { return nil }
                }
                return slot.meaning
            }
            index = (index + 1) & mask
        }
        return nil
    }
}

/// ASCII letters alone.
@inline(__always) func lowercased(_ byte: UInt8) -> UInt8 { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte }
