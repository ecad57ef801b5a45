import Diagnostics

/// One post, printed. Plain values: it can be stored and sent between processes.
package struct RenderedMarkdown: Hashable, Sendable {
    /// In order; joined, with every slot filled, they are the post's HTML.
    package var pieces: [HTMLPiece]
    /// The relative links and images whose URLs only the site knows; `HTMLPiece.slot(i)` is the URL of `slots[i]`.
    package var slots: [LinkSlot]
    /// The visible text, code included, one block a line; for search and digests.
    package var plainText: String
    /// In the order of the page; empty headings are left out.
    package var headings: [Heading]
    /// Runs of letters and digits; a Chinese or Japanese character counts as a word of its own.
    package var wordCount: Int
    /// The text of the first paragraph, "" when there is none; for descriptions.
    package var firstParagraphText: String

    package init(
        pieces: [HTMLPiece], slots: [LinkSlot], plainText: String, headings: [Heading], wordCount: Int, firstParagraphText: String
    ) {
        self.pieces = pieces
        self.slots = slots
        self.plainText = plainText
        self.headings = headings
        self.wordCount = wordCount
        self.firstParagraphText = firstParagraphText
    }

    /// The post's HTML. `url` gives the URL of each slot; it is percent-encoded where needed and escaped here.
    package func html(resolving url: (LinkSlot) -> String) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(pieces.reduce(0) { $0 + $1.byteEstimate })
        for piece in pieces {
            switch piece {
            case .html(let html): out.append(contentsOf: html.utf8)
            case .slot(let index): appendAttribute(encodedURL(Array(url(slots[index]).utf8)), to: &out)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

package enum HTMLPiece: Hashable, Sendable {
    /// Ready HTML: escaped, but not balanced by itself, for it may end inside an attribute.
    case html(String)
    /// An index into `RenderedMarkdown.slots`; stands inside a quoted `href` or `src`.
    case slot(Int)

    fileprivate var byteEstimate: Int {
        switch self {
        case .html(let html): html.utf8.count
        case .slot: 64
        }
    }
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
