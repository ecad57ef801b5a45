/// Where in an element code stands (JSX).
struct ElementPlace {
    /// How many elements are open around it; the one whose tag it stands in is not among them.
    var level: Int
    /// In a tag, `<a b={…}>`; else between tags.
    var isInTag: Bool
}

extension TokenScanner {
    /// `<a b={c}>…</a>` where a value can begin; reads up to its end or to code inside it.
    mutating func scanElement(_ roles: UnsafeBufferPointer<UInt8>) -> Bool {
        guard code.frames.count < TokenScanner.frameLimit, canBeginElement(roles) else { return false }
        scanElements(from: ElementPlace(level: 0, isInTag: false))
        return true
    }

    /// Reads on inside an element. What stands between tags is text, whatever words it has.
    mutating func scanElements(from place: ElementPlace) {
        var place = place
        let start = at
        defer { steps += at - start }
        while at < end {
            let byte = bytes[at]
            if byte == UInt8(ascii: "{"), code.frames.count < TokenScanner.frameLimit {
                mark(.variable, at, at + 1)
                at += 1
                code.frames.append(CodeState.Frame(text: 0, hashes: 0, opener: byte, closer: UInt8(ascii: "}"), element: place))
                return
            }
            if !place.isInTag {
                guard byte == UInt8(ascii: "<") else {
                    at += 1
                    continue
                }
                if beginTag(&place) { return }
            } else if endsTag(byte, &place) {
                if place.level == 0 { return }
            } else if byte == UInt8(ascii: "<") {
                // No tag after all.
                return
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                let stop = min(end, self.place(of: [byte], from: at + 1) + 1)
                mark(.string, at, stop)
                at = stop
            } else if isAttributeName(byte) {
                let name = at
                while at < end, isAttributeName(bytes[at]) { at += 1 }
                mark(.attribute, name, at)
            } else {
                at += 1
            }
        }
    }

    /// `<a`, `<>` or `</a>`; `true` when it closes the outermost element.
    private mutating func beginTag(_ place: inout ElementPlace) -> Bool {
        let isCloser = byte(at + 1) == UInt8(ascii: "/")
        let name = at + (isCloser ? 2 : 1)
        var index = name
        while index < end, isTagName(bytes[index]) { index += 1 }
        guard index > name || byte(index) == UInt8(ascii: ">") else {
            at += 1
            return false
        }
        let isComponent = index > name && bytes[name] >= UInt8(ascii: "A") && bytes[name] <= UInt8(ascii: "Z")
        mark(.keyword, at, name)
        mark(isComponent ? .type : .keyword, name, index)
        at = index
        guard isCloser else {
            place.isInTag = true
            return false
        }
        while at < end, bytes[at] <= 0x20 { at += 1 }
        if byte(at) == UInt8(ascii: ">") {
            mark(.keyword, at, at + 1)
            at += 1
        }
        place.level -= 1
        return place.level <= 0
    }

    /// `>` or `/>`; whether the tag ended here.
    private mutating func endsTag(_ byte: UInt8, _ place: inout ElementPlace) -> Bool {
        if byte == UInt8(ascii: ">") {
            mark(.keyword, at, at + 1)
            at += 1
            place.level += 1
        } else if byte == UInt8(ascii: "/"), self.byte(at + 1) == UInt8(ascii: ">") {
            mark(.keyword, at, at + 2)
            at += 2
        } else {
            return false
        }
        place.isInTag = false
        return true
    }

    /// Not `a < b`, not `f<T>()`, not `<T,>(x: T) => x`.
    private mutating func canBeginElement(_ roles: UnsafeBufferPointer<UInt8>) -> Bool {
        let next = byte(at + 1)
        guard next == UInt8(ascii: ">") || roles[Int(next)] & CodeRules.Role.nameStart != 0 else { return false }
        var index = at + 1
        let limit = min(end, at + TokenScanner.sight)
        while index < limit, isTagName(bytes[index]) { index += 1 }
        steps += index - at
        if byte(index) == UInt8(ascii: ",") || matches(genericBound, index) { return false }
        var before = at
        let earliest = max(code.begin, at - TokenScanner.sight)
        while before > earliest, bytes[before - 1] <= 0x20 { before -= 1 }
        steps += at - before
        if before == code.begin || before == code.keywordEnd { return true }
        return bytes[before - 1] == UInt8(ascii: ">") ? before > code.begin + 1 && bytes[before - 2] == UInt8(ascii: "=") : valueFollows.contains(bytes[before - 1])
    }
}

private let genericBound = Array(" extends ".utf8)
/// Marks after which a value begins, so that `<` can't be "less than".
private let valueFollows = ASCIISet("(,=?:[{&|;!")

private func isAttributeName(_ byte: UInt8) -> Bool {
    isASCIILetter(byte) || isASCIIDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
        || byte == UInt8(ascii: ".")
}
