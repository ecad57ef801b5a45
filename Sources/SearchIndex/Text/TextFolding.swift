/// Compatibility forms, case and diacritics, gone: what is left is what two people would call the same letters.
///
/// The table is generated from the definition in `search-engine.js`, so the two can't differ. It exists because the standard
/// library has no NFKC, and because a table can be the same on every machine.
struct TextFolding: Sendable {
    /// For scalars below 0x20000: 0 itself, else 1 + a place in `replacements`.
    private let starts: [UInt16]
    /// Plane 2's few compatibility ideographs: sorted.
    private let ideographs: [(scalar: UInt32, start: UInt16)]
    /// A count, then that many scalars.
    private let replacements: [UInt32]

    static let shared = TextFolding()

    private init() {
        var starts = [UInt16](repeating: 0, count: 0x20000)
        var ideographs: [(scalar: UInt32, start: UInt16)] = []
        var replacements: [UInt32] = []
        var scalar: UInt32 = 0
        var value: UInt32 = 0
        var hasValue = false
        var start = 0
        func place(_ scalar: UInt32, _ start: Int) {
            let mark = UInt16(start + 1)
            if scalar < 0x20000 { starts[Int(scalar)] = mark } else { ideographs.append((scalar, mark)) }
        }
        func endValue() {
            guard hasValue else { return }
            replacements.append(value)
            replacements[start] += 1
            value = 0
            hasValue = false
        }
        foldingTableText.withUTF8Buffer { text in
            var inReplacement = false
            for byte in text {
                switch byte {
                case UInt8(ascii: ":"):
                    scalar += value
                    value = 0
                    hasValue = false
                    start = replacements.count
                    replacements.append(0)
                    place(scalar, start)
                    inReplacement = true
                case UInt8(ascii: "."), UInt8(ascii: " "), UInt8(ascii: "\n"):
                    if inReplacement { endValue() }
                    if byte != UInt8(ascii: ".") { inReplacement = false }
                default:
                    value = value * 36 + UInt32(byte < 58 ? byte - 48 : byte - 87)
                    hasValue = true
                }
            }
            endValue()
        }
        self.starts = starts
        self.ideographs = ideographs
        self.replacements = replacements
    }

    /// The scalars that `scalar` (above ASCII) folds to; `nil` when it is its own folding.
    func replacement(of scalar: UInt32) -> ArraySlice<UInt32>? {
        var mark = 0
        if scalar < 0x20000 {
            mark = Int(starts[Int(scalar)])
        } else if let first = ideographs.first, let last = ideographs.last, scalar >= first.scalar, scalar <= last.scalar {
            mark = Int(ideographs.first { $0.scalar == scalar }?.start ?? 0)
        }
        guard mark > 0 else { return nil }
        let count = Int(replacements[mark - 1])
        return replacements[mark..<mark + count]
    }

    /// Whether a folded scalar is written in a script without spaces between words (Docs/SearchFormat.md lists the ranges).
    static func isCJK(_ n: UInt32) -> Bool {
        guard n >= 0x1100 else { return false }
        switch n {
        case 0x1100...0x11FF, 0x3005...0x3007, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF,
            0x3105...0x312F, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0x20000...0x3FFFF:
            return true
        default: return false
        }
    }

    /// The character that `mark` makes with the one before it (kana voicing, Hangul jamo), as in NFC.
    static func joined(_ before: UInt32, _ mark: UInt32) -> UInt32? {
        switch mark {
        case 0x3099, 0x309A:
            let kana = before >= 0x30A1 ? before - 0x60 : before
            let voiced: Bool
            switch kana {
            case 0x304B...0x3061: voiced = mark == 0x3099 && kana & 1 == 1
            case 0x3064, 0x3066, 0x3068: voiced = mark == 0x3099
            case 0x306F, 0x3072, 0x3075, 0x3078, 0x307B: return before + (mark == 0x3099 ? 1 : 2)
            case 0x3046: return mark == 0x3099 ? before + 0x4E : nil
            case 0x308F...0x3092 where before >= 0x30A1: return mark == 0x3099 ? before + 8 : nil
            case 0x309D: voiced = mark == 0x3099
            default: voiced = false
            }
            return voiced ? before + 1 : nil
        case 0x1161...0x1175:
            guard (0x1100...0x1112).contains(before) else { return nil }
            return 0xAC00 + ((before - 0x1100) * 21 + (mark - 0x1161)) * 28
        case 0x11A8...0x11C2:
            guard (0xAC00...0xD7A3).contains(before), (before - 0xAC00) % 28 == 0 else { return nil }
            return before + (mark - 0x11A7)
        default: return nil
        }
    }
}
