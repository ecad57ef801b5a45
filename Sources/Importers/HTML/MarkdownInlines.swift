/// Turns pieces into Markdown. Emphasis is written with `*` and `_` where CommonMark's flanking rules read it back as emphasis, and with
/// tags where they would not.
struct InlineWriter {
    let place: InlinePlace

    /// Escaped Markdown without a line break at its end; empty when nothing is visible.
    func markdown(_ pieces: [InlinePiece]) -> [UInt8] {
        var segments = segments(of: tidied(pieces))
        resolveSpans(&segments)
        return segments.reduce(into: []) { $0 += $1.bytes }
    }

    // MARK: Spaces

    /// Moves spaces and line breaks out of spans, joins them, drops empty spans and links, and trims both ends.
    private func tidied(_ pieces: [InlinePiece]) -> [InlinePiece] {
        var out: [InlinePiece] = []
        for piece in pieces {
            switch piece {
            case .text(let bytes) where bytes.isEmpty: continue
            case .text(let bytes):
                if case .text(let last)? = out.last { out[out.count - 1] = .text(last + bytes) } else { out.append(piece) }
            case .space: appendSpace(to: &out)
            case .lineBreak:
                while case .space? = out.last { out.removeLast() }
                insertBeforeOpens(piece, in: &out)
            case .close:
                var trailing: [InlinePiece] = []
                while let last = out.last, last.isBlank { trailing.append(out.removeLast()) }
                if case .open? = out.last { out.removeLast() } else { out.append(piece) }
                for blank in trailing.reversed() {
                    if case .space = blank { appendSpace(to: &out) } else { out.append(blank) }
                }
            case .linkClose:
                var trailing: [InlinePiece] = []
                while let last = out.last, last.isBlank { trailing.append(out.removeLast()) }
                if case .linkOpen? = out.last { out.removeLast() } else { out.append(piece) }
                for blank in trailing.reversed() {
                    if case .space = blank { appendSpace(to: &out) } else { out.append(blank) }
                }
            default: out.append(piece)
            }
        }
        while let last = out.last, last.isBlank { out.removeLast() }
        while let first = out.first, first.isBlank { out.removeFirst() }
        return out
    }

    /// A space goes before the openings that it follows, and is dropped beside another space or a line break.
    private func appendSpace(to out: inout [InlinePiece]) { insertBeforeOpens(.space, in: &out) }

    private func insertBeforeOpens(_ blank: InlinePiece, in out: inout [InlinePiece]) {
        var at = out.count
        while at > 0, out[at - 1].isOpening { at -= 1 }
        if case .space = blank, at == 0 || out[at - 1].isBlank { return }
        out.insert(blank, at: at)
    }

    // MARK: Segments

    private struct Segment {
        var bytes: [UInt8]
        var span: (kind: InlinePiece.Span, opens: Bool)?
    }

    private func segments(of pieces: [InlinePiece]) -> [Segment] {
        var segments: [Segment] = []
        var text = MarkdownText(place: place)
        var lineStart = true
        var at = 0
        while at < pieces.count {
            var bytes: [UInt8] = []
            switch pieces[at] {
            case .text, .space:
                // One run of words: what stands beside a character decides about its escape.
                var run: [UInt8] = []
                scanning: while at < pieces.count {
                    switch pieces[at] {
                    case .text(let words): run += words
                    case .space: run.append(32)
                    default: break scanning
                    }
                    at += 1
                }
                text.isBeforeLink = if at < pieces.count, case .linkOpen = pieces[at] { true } else { false }
                bytes = text.escaped(run, atLineStart: lineStart)
                at -= 1
            case .lineBreak:
                bytes = place == .paragraph ? [UInt8(ascii: "\\"), 10] : place == .cell ? Array("<br>".utf8) : [32]
            case .open(let kind): segments.append(Segment(bytes: [], span: (kind, true)))
            case .close(let kind): segments.append(Segment(bytes: [], span: (kind, false)))
            case .code(let code): bytes = codeSpan(code)
            case .raw(let raw): bytes = raw
            case .linkOpen:
                bytes = [UInt8(ascii: "[")]
                text.isInLink = true
            case .linkClose(let destination, let title):
                bytes = Array("](".utf8) + linkTarget(destination, title: title, place: place) + [UInt8(ascii: ")")]
                text.isInLink = false
            }
            if !bytes.isEmpty { segments.append(Segment(bytes: bytes, span: nil)) }
            lineStart = bytes.last == 10 || (bytes.isEmpty && lineStart && segments.isEmpty)
            at += 1
        }
        return segments
    }

    private func codeSpan(_ code: [UInt8]) -> [UInt8] {
        var content = code.map { isHTMLSpace($0) ? 32 : $0 }
        if place == .cell {
            content = content.flatMap { $0 == UInt8(ascii: "|") ? [UInt8(ascii: "\\"), $0] : [$0] }
        }
        guard content.contains(where: { $0 != 32 }) else { return content.isEmpty ? [] : [32] }
        let tick = UInt8(ascii: "`")
        let marks = [UInt8](repeating: tick, count: backtickFree(content, atLeast: 1))
        let padded = content.first == tick || content.last == tick || (content.first == 32 && content.last == 32)
        return marks + (padded ? [32] : []) + content + (padded ? [32] : []) + marks
    }

    // MARK: Spans

    /// Chooses marks or tags for each pair by CommonMark's rules for left- and right-flanking runs (spec 0.29, section 6.4).
    private func resolveSpans(_ segments: inout [Segment]) {
        var stack: [Int] = []
        var pairs: [(open: Int, close: Int, depth: Int)] = []
        for index in segments.indices {
            guard let span = segments[index].span else { continue }
            if span.opens {
                stack.append(index)
            } else if let open = stack.popLast() {
                pairs.append((open, index, stack.count))
            }
        }
        for pair in pairs.sorted(by: { $0.open < $1.open }) {
            guard let kind = segments[pair.open].span?.kind else { continue }
            let nested = pair.depth > 0
            let mark = kind.mark(nested: nested)
            if pair.depth < 2, fits(mark, pair.open, pair.close, segments) {
                segments[pair.open].bytes = mark
                segments[pair.close].bytes = mark
            } else {
                segments[pair.open].bytes = Array("<\(kind.tag)>".utf8)
                segments[pair.close].bytes = Array("</\(kind.tag)>".utf8)
            }
        }
    }

    private func fits(_ mark: [UInt8], _ open: Int, _ close: Int, _ segments: [Segment]) -> Bool {
        let before = side(of: open, -1, segments)
        let first = side(of: open, 1, segments)
        let last = side(of: close, -1, segments)
        let after = side(of: close, 1, segments)
        guard first != .blank, last != .blank else { return false }
        guard first == .letter || before != .letter, last == .letter || after != .letter else { return false }
        if mark.first == UInt8(ascii: "_"), before == .letter || after == .letter { return false }
        // Two runs of the same mark side by side would be read as one.
        for neighbour in [open - 1, close + 1] where segments.indices.contains(neighbour) {
            let bytes = segments[neighbour].bytes
            if segments[neighbour].span != nil, bytes.first == mark.first || bytes.isEmpty && sameMark(neighbour, mark, segments) {
                return false
            }
        }
        return true
    }

    /// A span that is not written yet may still get the same mark.
    private func sameMark(_ index: Int, _ mark: [UInt8], _ segments: [Segment]) -> Bool {
        guard let kind = segments[index].span?.kind else { return false }
        return kind.mark(nested: false).first == mark.first || kind.mark(nested: true).first == mark.first
    }

    private enum Side {
        case blank, mark, letter
    }

    private func side(of index: Int, _ step: Int, _ segments: [Segment]) -> Side {
        let at = index + step
        guard segments.indices.contains(at) else { return .blank }
        if segments[at].span != nil { return .mark }
        let scalars = String(decoding: segments[at].bytes, as: UTF8.self).unicodeScalars
        guard let scalar = step < 0 ? scalars.last : scalars.first else { return .mark }
        if scalar.value == 32 || (9...13).contains(scalar.value) { return .blank }
        switch scalar.properties.generalCategory {
        case .spaceSeparator: return .blank
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .otherPunctuation:
            return .mark
        default:
            return scalar.isASCII && !isWordByte(UInt8(truncatingIfNeeded: scalar.value)) ? .mark : .letter
        }
    }
}
