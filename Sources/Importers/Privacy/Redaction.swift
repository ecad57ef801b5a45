/// Takes e-mail addresses and telephone numbers out of text. Conservative about numbers: only what is written as a telephone number is one.
struct Redaction {
    /// One thing that was taken out: where, and what kind of thing; never the thing itself.
    struct Entry: Hashable {
        var item: String
        var kind: String
        /// The first character and the length, so that a curator finds it in the source.
        var hint: String
    }

    private(set) var entries: [Entry] = []

    /// RFC 2606 keeps `.invalid` for addresses that must never work; as an address it stays valid inside links and text.
    static let address = "removed@example.invalid"
    static let number = "number-removed"

    mutating func redacted(_ text: String, item: String) -> String { String(decoding: redacted(Array(text.utf8), item: item), as: UTF8.self) }

    mutating func redacted(_ text: [UInt8], item: String) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        var copied = 0
        func record(_ kind: String, _ range: Range<Int>) {
            let first = String(decoding: text[range.lowerBound..<min(range.lowerBound + 1, range.upperBound)], as: UTF8.self)
            entries.append(Entry(item: item, kind: kind, hint: "\(first)… (\(range.count) bytes)"))
        }
        while at < text.count {
            let found: (Range<Int>, String, String)?
            switch text[at] {
            case UInt8(ascii: "@"): found = address(text, sign: at, from: copied).map { ($0, "e-mail", Self.address) }
            case UInt8(ascii: "("), UInt8(ascii: "["):
                found = bracketedAddress(text, at, from: copied).map { ($0, "e-mail", Self.address) } ?? phone(text, at).map { ($0, "telephone", Self.number) }
            case 32: found = spelledAddress(text, space: at, from: copied).map { ($0, "e-mail", Self.address) }
            case UInt8(ascii: "+"), 48...57: found = phone(text, at).map { ($0, "telephone", Self.number) }
            default: found = nil
            }
            guard let (range, kind, substitute) = found else {
                at += 1
                continue
            }
            if !text[range].elementsEqual(Self.address.utf8) { record(kind, range) }
            out += text[copied..<range.lowerBound]
            out += substitute.utf8
            at = range.upperBound
            copied = at
        }
        return copied == 0 ? text : out + text[copied...]
    }

    // MARK: Addresses

    private func isLocal(_ byte: UInt8) -> Bool { isWordByte(byte) || "._%+-".utf8.contains(byte) }

    /// Where a host with a top-level domain of letters ends.
    private func hostEnd(_ text: [UInt8], _ start: Int) -> Int? {
        var end = start
        while end < text.count, isWordByte(text[end]) || text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: "-") { end += 1 }
        while end > start, !isWordByte(text[end - 1]) { end -= 1 }
        let labels = text[start..<end].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, last.count >= 2, labels.allSatisfy({ !$0.isEmpty }),
            last.allSatisfy({ !(48...57).contains($0) && $0 != UInt8(ascii: "-") })
        else { return nil }
        return end
    }

    private func address(_ text: [UInt8], sign: Int, from limit: Int) -> Range<Int>? {
        var start = sign
        while start > limit, sign - start < 64, isLocal(text[start - 1]) { start -= 1 }
        while start < sign, !isWordByte(text[start]) { start += 1 }
        guard start < sign, let end = hostEnd(text, sign + 1) else { return nil }
        // `git@host:path` and `user@` within a web address are no mail.
        if text[start..<sign].elementsEqual("git".utf8) || (start >= 3 && text[(start - 3)..<start].elementsEqual("://".utf8)) { return nil }
        // What was taken out before stays as it is.
        return text[..<end].suffix(8).elementsEqual(".invalid".utf8) ? nil : start..<end
    }

    /// `name at host.org`, as mailing list archives write addresses.
    private func spelledAddress(_ text: [UInt8], space: Int, from limit: Int) -> Range<Int>? {
        guard text[space...].starts(with: " at ".utf8), space > limit else { return nil }
        var start = space
        while start > limit, space - start < 64, isLocal(text[start - 1]) { start -= 1 }
        while start < space, !isWordByte(text[start]) { start += 1 }
        guard start < space, let end = hostEnd(text, space + 4) else { return nil }
        let host = text[(space + 4)..<end]
        // `look at example.com`: a sentence. In an archive the pair stands alone: at a line's start, in brackets or after a colon.
        let before = start > 0 ? text[start - 1] : 10
        let after = end < text.count ? text[end] : 10
        let isBracketed = "<(\n:;,".utf8.contains(before) || before == UInt8(ascii: "[")
        let isClosed = ">)\n;,]:".utf8.contains(after) || (after == 32 && end + 1 < text.count && text[end + 1] == UInt8(ascii: "("))
        let isWriter = [" wrote", " writes", " schrieb", " a écrit", " ha scritto", ":"].contains { text[end...].starts(with: $0.utf8) }
        return (isWriter || isBracketed && isClosed) && host.count > 3 ? start..<end : nil
    }

    /// `name (at) host.org`, `name[at]host.org` and `name (at) host (dot) org`: nobody writes that but of an address. Markdown has backslashes before
    /// the brackets.
    private func bracketedAddress(_ text: [UInt8], _ bracket: Int, from limit: Int) -> Range<Int>? {
        guard let afterSign = Self.afterWord("at", text, bracket) else { return nil }
        var before = bracket
        if before > limit, text[before - 1] == UInt8(ascii: "\\") { before -= 1 }
        if before > limit, text[before - 1] == 32 { before -= 1 }
        var start = before
        while start > limit, before - start < 64, isLocal(text[start - 1]) { start -= 1 }
        while start < before, !isWordByte(text[start]) { start += 1 }
        var at = afterSign
        if at < text.count, text[at] == 32 {
            at += 1
            // `f(at) x.y` is code.
            if before == bracket, before - start < 3 { return nil }
        }
        var end: Int?
        var labels = 0
        while at < text.count, isWordByte(text[at]) {
            while at < text.count, isWordByte(text[at]) || text[at] == UInt8(ascii: "-") { at += 1 }
            labels += 1
            if labels > 1 { end = at }
            var next = at
            if next < text.count, text[next] == UInt8(ascii: ".") {
                at = next + 1
                continue
            }
            if next < text.count, text[next] == 32 { next += 1 }
            if next < text.count, text[next] == UInt8(ascii: "\\") { next += 1 }
            guard let afterDot = Self.afterWord("dot", text, next) else { break }
            at = afterDot < text.count && text[afterDot] == 32 ? afterDot + 1 : afterDot
        }
        return start < before ? end.map { start..<$0 } : nil
    }

    /// Where `(word)` or `[word]` ends that begins there, in letters of either case.
    private static func afterWord(_ word: String, _ text: [UInt8], _ at: Int) -> Int? {
        guard at < text.count, text[at] == UInt8(ascii: "(") || text[at] == UInt8(ascii: "[") else { return nil }
        var end = at + 1
        for byte in word.utf8 {
            guard end < text.count, text[end] | 32 == byte else { return nil }
            end += 1
        }
        if end < text.count, text[end] == UInt8(ascii: "\\") { end += 1 }
        guard end < text.count, text[end] == UInt8(ascii: ")") || text[end] == UInt8(ascii: "]") else { return nil }
        return end + 1
    }

    // MARK: Telephone numbers

    /// `+49 30 1234567`, `(713) 555-0123`, `713-555-0123`: with a country's `+`, or grouped three, three, four.
    private func phone(_ text: [UInt8], _ start: Int) -> Range<Int>? {
        if start > 0 {
            let before = text[start - 1]
            // `tel:+49…` and `Phone:713-…`, but no part of a time or an address.
            let isNamed = before == UInt8(ascii: ":") && start > 1 && text[start - 2] | 32 >= UInt8(ascii: "a") && text[start - 2] | 32 <= UInt8(ascii: "z")
            if isWordByte(before) || before >= 0x80 || !isNamed && "/.-=_+%#:,&?".utf8.contains(before) { return nil }
        }
        var end = start
        var groups: [Int] = []
        var run = 0
        let isInternational = text[start] == UInt8(ascii: "+")
        if isInternational { end += 1 }
        scanning: while end < text.count, end - start < 24 {
            switch text[end] {
            case 48...57: run += 1
            case 32, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"):
                if run > 0 { groups.append(run) }
                run = 0
            default: break scanning
            }
            end += 1
        }
        if run > 0 { groups.append(run) }
        while end > start, !(48...57).contains(text[end - 1]) { end -= 1 }
        if end < text.count, isWordByte(text[end]) || "/=%_".utf8.contains(text[end]) { return nil }
        let digits = groups.reduce(0, +)
        if isInternational {
            guard (9...15).contains(digits), (48...57).contains(text[safe: start + 1] ?? 0) || text[safe: start + 1] == UInt8(ascii: "(") else { return nil }
            // A sum such as `+1 234 567 890` in a table would need many groups of three.
            return groups.count <= 6 ? start..<end : nil
        }
        guard groups == [3, 3, 4] || groups == [1, 3, 3, 4] else { return nil }
        let marks = text[start..<end].filter { !(48...57).contains($0) && $0 != 32 }
        // `828.252.2408`: no version and no address of a machine has such groups. With one dot, it is a number with decimals.
        if marks.contains(UInt8(ascii: ".")), text[start] != UInt8(ascii: "(") { return marks.allSatisfy { $0 == UInt8(ascii: ".") } && marks.count == groups.count - 1 ? start..<end : nil }
        return marks.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "(") } ? start..<end : nil
    }
}
