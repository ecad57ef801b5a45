import Diagnostics

/// A post's HTML without what only a page of this site can show well: for feeds. The spans that colour code go, and a formula is its source
/// in `<code>`; every other byte stays.
///
/// Only this target prints `<span class="h` and `<math`, neither holds another of its kind, and a `<` of an author is escaped: so the next closer is
/// its own.
package func withoutColour(_ html: ByteSlice) -> ByteSlice {
    let opener = Array("<span class=\"h".utf8)
    let closer = Array("</span>".utf8)
    return html.withBytes { raw in
        let bytes = raw.bindMemory(to: UInt8.self)
        guard place(of: opener, in: bytes[...]) != nil || place(of: math, in: bytes[...]) != nil else { return html }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        var isOpen = false
        while index < bytes.count {
            if bytes[index] == opener[0] {
                let rest = bytes[index...]
                if !isOpen, rest.starts(with: opener), index + 17 <= bytes.count {
                    isOpen = true
                    index += 17
                    continue
                }
                if rest.starts(with: math), let annotation = place(of: annotationOpener, in: rest), let end = place(of: annotationCloser, in: bytes[annotation.upperBound...]),
                    let close = place(of: mathCloser, in: bytes[end.upperBound...])
                {
                    append("<code>", to: &out)
                    out += bytes[annotation.upperBound..<end.lowerBound]
                    append("</code>", to: &out)
                    index = close.upperBound
                    continue
                }
                if isOpen, rest.starts(with: closer) {
                    isOpen = false
                    index += closer.count
                    continue
                }
            }
            out.append(bytes[index])
            index += 1
        }
        return ByteSlice(out)
    }
}

private let math = Array("<math".utf8)
private let mathCloser = Array("</math>".utf8)
private let annotationOpener = Array("<annotation encoding=\"application/x-tex\">".utf8)
private let annotationCloser = Array("</annotation>".utf8)

private func place(of needle: [UInt8], in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Range<Int>? {
    var index = bytes.startIndex
    while index + needle.count <= bytes.endIndex {
        if bytes[index] == needle[0], bytes[index..<(index + needle.count)].elementsEqual(needle) { return index..<(index + needle.count) }
        index += 1
    }
    return nil
}
