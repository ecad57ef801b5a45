/// Addresses of the live conversation that are threads of the site: links to them become links within the site.
struct ThreadLinks {
    /// Paths below `Content/` by address.
    private var paths: [String: String] = [:]

    mutating func add(_ address: String, path: String) {
        let key = Self.key(address.utf8)
        if !key.isEmpty, paths[key] == nil { paths[key] = path }
    }

    var isEmpty: Bool { paths.isEmpty }

    /// An address without what doesn't tell one thread from another: scheme, query, place in the page, the words of a title and the post's number.
    private static func key(_ address: some Collection<UInt8>) -> String {
        var rest = Array(address)[...]
        for scheme in ["https://", "http://"] where rest.starts(with: scheme.utf8) { rest = rest.dropFirst(scheme.utf8.count) }
        let isNarrow = Array(rest).split(separator: UInt8(ascii: "#")).last?.starts(with: "narrow".utf8) ?? false
        if !isNarrow { rest = rest.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") } }
        while rest.last == UInt8(ascii: "/") { rest = rest.dropLast() }
        let parts = rest.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        if parts.count >= 3, parts[1] == "t" {
            if let number = Int(parts[2]) { return "\(parts[0])/t/\(number)" }
            if parts.count >= 4, let number = Int(parts[3]) { return "\(parts[0])/t/\(number)" }
        }
        // Stack Exchange's words of the title, and the answer at which a page opens.
        if parts.count >= 3, ["questions", "q", "a"].contains(parts[1]), let number = Int(parts[2]) {
            return "\(parts[0])/\(parts[1] == "a" ? "a" : "questions")/\(number)"
        }
        return String(decoding: rest, as: UTF8.self)
    }

    /// The Markdown of a file with its links to known threads led there. Code is left alone.
    func rewritten(_ markdown: [UInt8], in path: String) -> [UInt8] {
        guard !paths.isEmpty else { return markdown }
        var out: [UInt8] = []
        var copied = 0
        var at = 0
        var isFenced = false
        var ticks = 0
        var lineStart = true
        while at < markdown.count {
            if lineStart {
                let content = markdown[at...].drop { $0 == 32 || $0 == UInt8(ascii: ">") }
                if content.starts(with: "```".utf8) || content.starts(with: "~~~".utf8) { isFenced.toggle() }
                ticks = 0
            }
            let byte = markdown[at]
            lineStart = byte == 10
            if byte == UInt8(ascii: "`") { ticks += 1 }
            guard !isFenced, ticks % 2 == 0 else {
                at += 1
                continue
            }
            if byte == UInt8(ascii: "("), at > 0, markdown[at - 1] == UInt8(ascii: "]") {
                let target = markdown[(at + 1)...].prefix { $0 != UInt8(ascii: ")") && $0 != 32 && $0 != 10 }
                if let found = found(target, path) {
                    out += markdown[copied..<target.startIndex]
                    out += found.utf8
                    copied = target.endIndex
                    at = target.endIndex
                    continue
                }
            } else if byte == UInt8(ascii: "<"), markdown[(at + 1)...].starts(with: "http".utf8), at == 0 || markdown[at - 1] != UInt8(ascii: "\\") {
                let target = markdown[(at + 1)...].prefix { $0 != UInt8(ascii: ">") && $0 != 32 && $0 != 10 }
                if target.endIndex < markdown.count, markdown[target.endIndex] == UInt8(ascii: ">"), let found = found(target, path) {
                    var text = MarkdownText(place: .paragraph, isInLink: true)
                    out += markdown[copied..<at] + [UInt8(ascii: "[")]
                    out += text.escaped(Array(target), atLineStart: false) + Array("](\(found))".utf8)
                    copied = target.endIndex + 1
                    at = copied
                    continue
                }
            }
            at += 1
        }
        return copied == 0 ? markdown : out + markdown[copied...]
    }

    private func found(_ target: ArraySlice<UInt8>, _ path: String) -> String? {
        guard target.starts(with: "http".utf8), let to = paths[Self.key(target)], !to.utf8.elementsEqual(path.utf8) else { return nil }
        return Self.relative(to, from: path)
    }

    private static func relative(_ to: String, from: String) -> String {
        let target = to.utf8.split(separator: UInt8(ascii: "/"))
        let base = from.utf8.split(separator: UInt8(ascii: "/")).dropLast()
        var common = 0
        while common < base.count, common < target.count - 1, base[common].elementsEqual(target[common]) { common += 1 }
        let up = Array(repeating: "..", count: base.count - common)
        return (up + target[common...].map { String(Substring($0)) }).joined(separator: "/")
    }
}
