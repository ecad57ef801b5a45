/// A style sheet without its parts, and the parts: what stands between a line `/* @part NAME … */` and a line `/* @end */` goes to a style sheet of that
/// name, which only some pages load. Several pieces of one name become one part, in their order.
func styleParts(_ bytes: [UInt8]) -> (base: [UInt8], parts: [(name: String, bytes: [UInt8])]) {
    var base: [UInt8] = []
    var parts: [(name: String, bytes: [UInt8])] = []
    var current: Int?
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        if line.starts(with: "/* @part ".utf8) {
            let name = String(decoding: line.dropFirst("/* @part ".utf8.count).prefix { (0x61...0x7A).contains($0) }, as: UTF8.self)
            current = parts.firstIndex { $0.name == name } ?? parts.count
            if current == parts.count { parts.append((name, [])) }
        } else if line.starts(with: "/* @end */".utf8) {
            current = nil
        } else if let current {
            parts[current].bytes += line + [0x0A]
        } else {
            base += line + [0x0A]
        }
    }
    return (base, parts)
}
