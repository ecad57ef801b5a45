/// A post's HTML without what only this site's style sheet gives a meaning: for feeds. The spans that colour code go; every other byte stays.
///
/// Only this target prints `<span class="h`, a span of ours holds no other, and a `<` of an author is escaped: so the next `</span>` is its own.
package func withoutColour(_ html: String) -> String {
    let opener = Array("<span class=\"h".utf8)
    let closer = Array("</span>".utf8)
    var html = html
    return html.withUTF8 { bytes in
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
                if isOpen, rest.starts(with: closer) {
                    isOpen = false
                    index += closer.count
                    continue
                }
            }
            out.append(bytes[index])
            index += 1
        }
        return String(decoding: out, as: UTF8.self)
    }
}
