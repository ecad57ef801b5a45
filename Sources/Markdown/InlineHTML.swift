import CCmarkGFM

/// What an inline tag becomes. Kept in the node's user data while a tree is printed, so the raw values are never 0.
enum InlineDecision: Int {
    case text = 1, open, close, void, dropped
}

/// Decides for the tags of one run of inlines which of them become elements: those that an equal closer in the same run answers.
///
/// Pairs nest strictly, so the output is balanced whatever the author wrote; what has no partner is text. That also keeps the
/// words of prose that speaks of a tag ("put it into a <b>").
///
/// - Parameters:
///   - tags: `nil` is a border that no pair may cross (a block's tag in an HTML block).
///   - inLink: whether the run already lies in a link; links don't nest.
/// - Returns: one decision a tag; `.text` for a border.
func pairInlineTags(_ tags: [RawTag?], inLink: Bool) -> [InlineDecision] {
    var decisions = [InlineDecision](repeating: .text, count: tags.count)
    var open: [Int] = []
    var openCounts: [[UInt8]: Int] = [:]
    func isOpen(_ name: [UInt8]) -> Bool { openCounts[name, default: 0] > 0 }
    for (index, tag) in tags.enumerated() {
        guard let tag else {
            open = []
            openCounts = [:]
            continue
        }
        guard let element = allowedElement(for: tag), !element.isBlock else { continue }
        if element.content == .void {
            if !tag.isCloser, !element.isNamed("img") || tag.value("src") != nil { decisions[index] = .void }
        } else if !tag.isCloser {
            if element.isNamed("a"), inLink || tag.value("href") == nil { continue }
            open.append(index)
            openCounts[tag.name, default: 0] += 1
        } else if isOpen(tag.name) {
            while let last = open.popLast() {
                let name = tags[last]?.name ?? []
                openCounts[name, default: 1] -= 1
                guard name == tag.name else { continue }
                decisions[last] = .open
                decisions[index] = .close
                break
            }
        }
    }
    demoteMisplaced(tags, &decisions)
    return decisions
}

/// Turns pairs into text that HTML doesn't allow where they stand: `rt` outside `ruby`, `ruby` without `rt`, a link in a link.
private func demoteMisplaced(_ tags: [RawTag?], _ decisions: inout [InlineDecision]) {
    struct Pair {
        var index: Int
        var isKept: Bool
        var holdsRT = false
        /// Opener and closer of each `rt` and `rp` right in this `ruby`.
        var rubyParts: [(Int, Int)] = []
    }
    // Inside out a ruby must know its children, outside in a child must know its parent: one pass down, demoting rubies on the way up.
    var stack: [Pair] = []
    for index in tags.indices {
        guard let tag = tags[index] else { continue }
        switch decisions[index] {
        case .open:
            var kept = true
            if isRubyPart(tag) {
                kept = stack.last.map { isRuby(tags[$0.index]) } ?? false
            } else if tag.name.elementsEqual("a".utf8) {
                kept = !stack.contains { $0.isKept && tags[$0.index]?.name.elementsEqual("a".utf8) == true }
            }
            if kept, tag.name.elementsEqual("rt".utf8) { stack[stack.count - 1].holdsRT = true }
            stack.append(Pair(index: index, isKept: kept))
        case .close:
            guard let pair = stack.popLast() else { continue }
            if isRubyPart(tag), pair.isKept { stack[stack.count - 1].rubyParts.append((pair.index, index)) }
            if !pair.isKept || (isRuby(tag) && !pair.holdsRT) {
                for (opener, closer) in pair.rubyParts + [(pair.index, index)] {
                    decisions[opener] = .text
                    decisions[closer] = .text
                }
            }
        default: continue
        }
    }
}

private func isRuby(_ tag: RawTag?) -> Bool { tag?.name.elementsEqual("ruby".utf8) ?? false }
private func isRubyPart(_ tag: RawTag) -> Bool { tag.name.elementsEqual("rt".utf8) || tag.name.elementsEqual("rp".utf8) }
