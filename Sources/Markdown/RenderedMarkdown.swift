import Diagnostics

/// One post, printed. Its HTML and its texts are slices of memory that many posts may share, so a copy costs nothing.
package struct RenderedMarkdown: Hashable, Sendable {
    /// The HTML with nothing where the slots' URLs belong, then the plain text, then the first paragraph's text.
    package let bytes: ByteSlice
    package let htmlCount: Int
    package let plainTextCount: Int
    /// Where in the HTML the URL of each slot belongs; ascending.
    package let cuts: [Int]
    /// The relative links and images whose URLs only the site knows.
    package let slots: [LinkSlot]
    /// In the order of the page; empty headings are left out.
    package let headings: [Heading]
    /// Runs of letters and digits; a Chinese or Japanese character counts as a word of its own.
    package let wordCount: Int

    /// `nil` where the counts don't fit the bytes, or the cuts the slots.
    package init?(
        bytes: ByteSlice, htmlCount: Int, plainTextCount: Int, cuts: [Int], slots: [LinkSlot], headings: [Heading], wordCount: Int
    ) {
        guard htmlCount >= 0, plainTextCount >= 0, htmlCount <= bytes.count, plainTextCount <= bytes.count - htmlCount, cuts.count == slots.count
        else { return nil }
        var last = 0
        for cut in cuts {
            guard cut >= last, cut <= htmlCount else { return nil }
            last = cut
        }
        self.bytes = bytes
        self.htmlCount = htmlCount
        self.plainTextCount = plainTextCount
        self.cuts = cuts
        self.slots = slots
        self.headings = headings
        self.wordCount = wordCount
    }

    /// - Parameter cuts: Offsets in `html`, one for each slot, ascending.
    init(
        html: [UInt8], cuts: [Int], slots: [LinkSlot], plainText: ArraySlice<UInt8>, headings: [Heading], wordCount: Int,
        firstParagraph: ArraySlice<UInt8>
    ) {
        bytes = ByteSlice(ByteStore(joining: html[...], plainText, firstParagraph))
        htmlCount = html.count
        plainTextCount = plainText.count
        self.cuts = cuts
        self.slots = slots
        self.headings = headings
        self.wordCount = wordCount
    }

    /// A post without a text.
    package static let empty = RenderedMarkdown(html: [], cuts: [], slots: [], plainText: [], headings: [], wordCount: 0, firstParagraph: [])

    /// In order; joined, with every slot filled, they are the post's HTML.
    package var pieces: [HTMLPiece] {
        var pieces: [HTMLPiece] = []
        var start = 0
        for (slot, cut) in cuts.enumerated() {
            pieces.append(.html(bytes[start..<cut].text))
            pieces.append(.slot(slot))
            start = cut
        }
        if start < htmlCount { pieces.append(.html(bytes[start..<htmlCount].text)) }
        return pieces
    }

    /// The visible text, code included, one block a line; for search and digests.
    package var plainText: String { plainTextBytes.text }

    package var plainTextBytes: ByteSlice { bytes[htmlCount..<htmlCount + plainTextCount] }

    /// The text of the first paragraph, "" when there is none; for descriptions.
    package var firstParagraphText: String { bytes[htmlCount + plainTextCount..<bytes.count].text }

    /// The post's HTML. `url` gives the URL of each slot; it is percent-encoded where needed and escaped here.
    package func html(resolving url: (LinkSlot) -> String) -> String { htmlBytes(resolving: url).text }

    /// - Parameter size: of an image whose author gave none, in pixels, so that nothing moves when it comes.
    package func htmlBytes(resolving url: (LinkSlot) -> String, size: (LinkSlot) -> PictureSize? = { _ in nil }) -> ByteSlice {
        if slots.isEmpty { return bytes[0..<htmlCount] }
        var out: [UInt8] = []
        out.reserveCapacity(htmlCount + slots.count * 96)
        bytes.withBytes { bytes in
            var start = 0
            for (slot, cut) in zip(slots, cuts) {
                out.append(contentsOf: bytes[start..<cut])
                appendAttribute(encodedURL(Array(url(slot).utf8)), to: &out)
                start = cut
                if slot.kind == .image, let size = size(slot), !namesSize(bytes, after: cut) {
                    // The quotation mark after the address ends the height.
                    out.append(contentsOf: "\" width=\"\(size.width)\" height=\"\(size.height)".utf8)
                }
            }
            out.append(contentsOf: bytes[start..<htmlCount])
        }
        return ByteSlice(out)
    }
}

/// Of a picture, in pixels; both at least 1.
package struct PictureSize: Hashable, Sendable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// Whether the tag around `cut` has a width or a height already. A quotation mark in a value is written as a reference, so what is found is most
/// often an attribute.
private func namesSize(_ html: UnsafeRawBufferPointer, after cut: Int) -> Bool {
    let tag = html[cut...].prefix { $0 != UInt8(ascii: ">") }
    return ["\" width=\"", "\" height=\""].contains { name in tag.firstRange(of: Array(name.utf8)) != nil }
}

package enum HTMLPiece: Hashable, Sendable {
    /// Ready HTML: escaped, but not balanced by itself, for it may end inside an attribute.
    case html(String)
    /// An index into `RenderedMarkdown.slots`; stands inside a quoted `href` or `src`.
    case slot(Int)

}

/// A link or image whose destination is relative to the post's file, or a fragment that names no heading of the post.
package struct LinkSlot: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case link, image
    }

    /// As the author means it: escapes and character references are resolved, percent escapes are not.
    package var destination: String
    package var kind: Kind
    /// Absolute in the file: the destination itself where it can be found, else the line that holds the link.
    package var range: SourceRange

    package init(destination: String, kind: Kind, range: SourceRange) {
        self.destination = destination
        self.kind = kind
        self.range = range
    }

    /// What follows the first `#`; `nil` when there is none.
    package var fragment: String? {
        guard let mark = destination.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
        return String(decoding: destination.utf8[destination.utf8.index(after: mark)...], as: UTF8.self)
    }

    /// The destination without query and fragment; "" for `#fragment`.
    package var path: String {
        let utf8 = destination.utf8
        let end = utf8.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") } ?? utf8.endIndex
        return String(decoding: utf8[..<end], as: UTF8.self)
    }
}

package struct Heading: Hashable, Sendable {
    /// As printed: 1 to 6, after the shift.
    package var level: Int
    /// With the prefix; unique in the post.
    package var id: String
    /// The visible text, on one line.
    package var text: String

    package init(level: Int, id: String, text: String) {
        self.level = level
        self.id = id
        self.text = text
    }
}
