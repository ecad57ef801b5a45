import Diagnostics

extension HTMLPrinter {
    /// Cuts the output at its slots. Links to headings of the post itself are filled in here; the others keep their slots.
    func finished() -> RenderedMarkdown {
        var html: [UInt8] = []
        var cuts: [Int] = []
        var kept: [LinkSlot] = []
        var start = 0
        if !slotMarks.isEmpty { html.reserveCapacity(out.count + 64) }
        for (offset, slot) in slotMarks {
            html += out[start..<offset]
            if let target = headingTarget(slots[slot]) {
                appendAttribute(target, to: &html)
            } else {
                cuts.append(html.count)
                kept.append(slots[slot])
            }
            start = offset
        }
        var plain = text[...]
        while let last = plain.last, last == 0x0A || last == 0x20 { plain.removeLast() }
        let first = (firstParagraph ?? firstListParagraph).map { text[$0.clamped(to: 0..<text.count)] }
        return RenderedMarkdown(
            html: slotMarks.isEmpty ? out : html + out[start...], cuts: cuts, slots: kept, plainText: plain, headings: headings,
            wordCount: countWords(plain), firstParagraph: first ?? [])
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
func countWords(_ text: ArraySlice<UInt8>) -> Int {
    // Read once: a global is looked up anew at every use.
    let letters = wordBytes
    return text.withUnsafeBufferPointer { bytes in
        var count = 0
        var isInWord = false
        var index = 0
        while index < bytes.count {
            if index + 8 <= bytes.count {
                let lanes = ByteLanes(bytes, at: index)
                // An apostrophe belongs to a word or not by what stands before it.
                if lanes.beyondASCII | lanes.equal(UInt8(ascii: "'")) == 0 {
                    let words = lanes.wordBytes
                    let before = words << 8 | (isInWord ? 0x80 : 0)
                    count += (words & ~before).nonzeroBitCount
                    isInWord = words >> 63 == 1
                    index += 8
                    continue
                }
            }
            let byte = bytes[index]
            guard byte >= 0x80 else {
                let isWord = letters.contains(byte) || (isInWord && byte == UInt8(ascii: "'"))
                if isWord, !isInWord { count += 1 }
                isInWord = isWord
                index += 1
                continue
            }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            guard index + length <= bytes.count else { break }
            var scalar = UInt32(byte) & (0xFF >> UInt32(length + 1))
            for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F) }
            index += length
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
}

private let wordBytes = ASCIISet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
