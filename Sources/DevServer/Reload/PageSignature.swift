import SiteGenerator

/// What tells one state of a page from another, as somebody who looks at it would: another name for a stylesheet alone is no other page, since the
/// browser takes the new style without loading the page again.
///
/// FNV-1a, 64 bits, of the status and the bytes, without the content's hash in the names of style sheets (`site-1a2b3c4d5e6f7081.css`).
func pageSignature(_ bytes: [UInt8], status: Int) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ part: ArraySlice<UInt8>) {
        for byte in part { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    mix(Array("\(status)\n".utf8)[...])
    let ending = Array(".css".utf8)
    var done = 0
    var i = 0
    while let dot = bytes[i...].firstIndex(of: ending[0]) {
        i = dot + 1
        guard dot - done >= hashLength, bytes[dot...].starts(with: ending), isHash(bytes[(dot - hashLength)..<dot]) else { continue }
        mix(bytes[done..<(dot - hashLength)])
        done = dot
    }
    mix(bytes[done...])
    return String(hash, radix: 16)
}

/// `theme/site-1a2b3c4d5e6f7081.css` → `theme/site.css`: the name of a theme's file whatever is in it; `nil` when there is no hash in it.
func nameWithoutHash(_ path: String) -> String? {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let bytes = Array(path.utf8[..<dot])
    guard bytes.count > hashLength, isHash(bytes.suffix(hashLength)) else { return nil }
    return String(decoding: bytes.dropLast(hashLength), as: UTF8.self) + path[dot...]
}

/// A hyphen and 16 digits.
private let hashLength = 17

private func isHash(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.first == UInt8(ascii: "-") && bytes.dropFirst().allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
}
