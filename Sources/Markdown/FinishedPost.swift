import Diagnostics

extension HTMLPrinter {
    /// Cuts the output at its slots. Links to headings of the post itself are filled in here; the others keep their slots.
    func finished() -> RenderedMarkdown {
        var pieces: [HTMLPiece] = []
        var kept: [LinkSlot] = []
        var pending: [UInt8] = []
        var start = 0
        for (offset, slot) in slotMarks {
            if let target = headingTarget(slots[slot]) {
                pending += out[start..<offset]
                appendAttribute(target, to: &pending)
            } else {
                pending += out[start..<offset]
                pieces.append(.html(String(decoding: pending, as: UTF8.self)))
                pending = []
                pieces.append(.slot(kept.count))
                kept.append(slots[slot])
            }
            start = offset
        }
        pending += out[start...]
        if !pending.isEmpty { pieces.append(.html(String(decoding: pending, as: UTF8.self))) }
        var plain = text[...]
        while let last = plain.last, last == 0x0A || last == 0x20 { plain.removeLast() }
        let first = (firstParagraph ?? firstListParagraph).map { String(decoding: text[$0.clamped(to: 0..<text.count)], as: UTF8.self) }
        return RenderedMarkdown(
            pieces: pieces, slots: kept, plainText: String(decoding: plain, as: UTF8.self), headings: headings, wordCount: countWords(plain),
            firstParagraphText: first ?? "")
    }

    /// `#id` of the heading that a slot's fragment names, if it is a heading of this post. Imported links may carry GitHub's prefix.
    private func headingTarget(_ slot: LinkSlot) -> [UInt8]? {
        guard slot.kind == .link, slot.destination.utf8.first == UInt8(ascii: "#"), let fragment = slot.fragment else { return nil }
        var name = percentDecoded(Array(fragment.utf8)[...])
        let prefix = Array("user-content-".utf8)
        if name.starts(with: prefix) { name.removeFirst(prefix.count) }
        for candidate in [name, slugBytes(name[...])] where slugs.contains(candidate) {
            return [UInt8(ascii: "#")] + encodedURL(Array(options.idPrefix.utf8) + candidate)
        }
        return nil
    }
}

/// Words of well-formed UTF-8: runs of ASCII letters and digits or of other letters; each Chinese or Japanese character by itself.
func countWords(_ text: some Collection<UInt8>) -> Int {
    var count = 0
    var isInWord = false
    var iterator = text.makeIterator()
    while let byte = iterator.next() {
        if byte < 0x80 {
            let isWord = isASCIILetter(byte) || isASCIIDigit(byte) || (isInWord && byte == UInt8(ascii: "'"))
            if isWord, !isInWord { count += 1 }
            isInWord = isWord
            continue
        }
        guard byte >= 0xC2 else { continue }
        var scalar = UInt32(byte) & (byte >= 0xF0 ? 0x07 : byte >= 0xE0 ? 0x0F : 0x1F)
        for _ in 0..<(byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1) { scalar = scalar << 6 | UInt32((iterator.next() ?? 0x80) & 0x3F) }
        switch scalar {
        case 0x80...0xBF, 0x2000...0x206F, 0x3000...0x303F, 0xFF00...0xFF0F: isInWord = false
        case 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF:
            count += 1
            isInWord = false
        default:
            if !isInWord { count += 1 }
            isInWord = true
        }
    }
    return count
}
