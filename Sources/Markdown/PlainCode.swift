import Diagnostics

/// A post's HTML without what only a page of this site can show well: for feeds. The spans that colour code go, and a formula is its source
/// in `<code>`; every other byte stays.
///
/// Only this target prints `<span class="h` and `<math`, neither holds another of its kind, and a `<` of an author is escaped: so the next closer is
/// its own.
package func withoutColour(_ html: ByteSlice) -> ByteSlice {
    html.withBytes { raw in
        let bytes = raw.bindMemory(to: UInt8.self)
        guard var index = firstOwnTag(bytes, from: 0) else { return html }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        /// What lies before this is in `out`, or left out.
        var done = 0
        func keep(upTo end: Int) {
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[done..<end]))
            done = end
        }
        var isOpen = false
        while true {
            keep(upTo: index)
            if !isOpen, stands("<span class=\"h", in: bytes, at: index), index + 17 <= bytes.count {
                isOpen = true
                done = index + 17
            } else if isOpen, stands("</span>", in: bytes, at: index) {
                isOpen = false
                done = index + 7
            } else if stands("<math", in: bytes, at: index), let source = mathSource(bytes, at: index) {
                append("<code>", to: &out)
                out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[source.text]))
                append("</code>", to: &out)
                done = source.end
            }
            let next = isOpen ? firstIndex(of: UInt8(ascii: "<"), in: bytes, from: max(done, index + 1)) : firstOwnTag(bytes, from: max(done, index + 1))
            guard let next else { break }
            index = next
        }
        keep(upTo: bytes.count)
        return ByteSlice(out)
    }
}

/// Where the first tag stands that opens a span of colour or a formula.
private func firstOwnTag(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = firstIndex(of: UInt8(ascii: "<"), in: bytes, from: start)
    while let found = index {
        if stands("<span class=\"h", in: bytes, at: found) || stands("<math", in: bytes, at: found) { return found }
        index = firstIndex(of: UInt8(ascii: "<"), in: bytes, from: found + 1)
    }
    return nil
}

/// The source of the formula at `index`, as its author wrote it, and where the formula ends.
private func mathSource(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (text: Range<Int>, end: Int)? {
    let opener: StaticString = "<annotation encoding=\"application/x-tex\">"
    guard let annotation = firstIndex(of: opener, in: bytes, from: index) else { return nil }
    let text = annotation + opener.utf8CodeUnitCount
    guard let end = firstIndex(of: "</annotation>", in: bytes, from: text), let close = firstIndex(of: "</math>", in: bytes, from: end) else { return nil }
    return (text..<end, close + 7)
}
