/// The theme's own files in the built site, under names that change with their content: a host may let browsers keep them for ever.
struct ThemeAssets: Sendable {
    /// Output paths by the name below `Templates/assets/`.
    private let paths: [String: String]
    let outputs: [OutputFile]
    let texts: Texts
    /// What languages call themselves, by tag: those in which threads have translations.
    let languageNames: [String: String]

    /// The icon within an address, where it is small: a request less on every first visit.
    let inlineIcon: String?

    /// - Parameter languages: those whose names pages will ask for.
    init(_ theme: Theme, texts: Texts, languages: Set<String> = []) {
        self.texts = texts
        languageNames = Dictionary(languages.map { ($0, theme.languageName($0)) }, uniquingKeysWith: { first, _ in first })
        var paths: [String: String] = [:]
        var outputs: [OutputFile] = []
        var icon: String?
        func add(_ name: String, _ bytes: [UInt8]) {
            let path = "theme/" + hashedName(name, bytes)
            paths[name] = path
            outputs.append(OutputFile(path, bytes: bytes))
        }
        for (name, bytes) in theme.assetFiles {
            if name.utf8.hasSuffix(".js") {
                let script = withoutComments(bytes)
                add(name, name.utf8.elementsEqual("search.js".utf8) ? texts.searchWords + script : script)
            } else if name.utf8.hasSuffix(".css") {
                let (base, parts) = styleParts(bytes)
                add(name, minifiedCSS(base))
                for (part, bytes) in parts where paths[part + ".css"] == nil { add(part + ".css", minifiedCSS(bytes)) }
            } else {
                if name.utf8.elementsEqual("icon.svg".utf8) { icon = dataAddress(bytes) }
                add(name, bytes)
            }
        }
        inlineIcon = icon
        self.paths = paths
        self.outputs = outputs
    }

    /// Chooses the theme before the first paint, and does what HTML can't.
    var themeScript: String { path("theme.js") }
    var stylesheet: String { path("site.css") }
    /// A part of `site.css` that threads don't need; `nil` where a site's own has no such part.
    var figuresStylesheet: String? { paths["figures.css"] }
    var icon: String { path("icon.svg") }

    /// Beside the theme's own, on a page of a kind (`PageHead.kind`).
    func scripts(on kind: String) -> [String] {
        switch kind {
        case "thread": []
        case "search": ["search-text.js", "search-index.js", "search-engine.js", "search.js"].compactMap { paths[$0] }
        default: [paths["tables.js"]].compactMap(\.self)
        }
    }

    /// What pages of a kind load when somebody searches there, in the order in which scripts must run; the dialog's comes last.
    func searchParts(on kind: String) -> [String] {
        (kind == "thread" ? ["figures.css"] : []).compactMap { paths[$0] }
            + [
                "search-text.js", "search-index.js", "search-engine.js", "search.js", "search-rare.js", "search-narrow.js", "search-dialog.js",
            ].compactMap { paths[$0] }
    }

    private func path(_ name: String) -> String { paths[name] ?? "theme/" + name }
}

/// An SVG within an address (RFC 2397); `nil` for one that would weigh more on every page than a request costs.
private func dataAddress(_ svg: [UInt8]) -> String? {
    guard svg.count <= 1024 else { return nil }
    var out = Array("data:image/svg+xml,".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in svg {
        switch byte {
        case 0x0A, 0x0D, 0x09: continue
        // In double quotes an attribute may hold single ones; what has a meaning in an address or in HTML is written by its number.
        case UInt8(ascii: "\""): out.append(UInt8(ascii: "'"))
        case 0x00..<0x20, 0x7F..., UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "'"), 0x20:
            out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        default: out.append(byte)
        }
    }
    return String(decoding: out, as: UTF8.self)
}

/// A script without the lines that are comments alone and without indentation, which readers would load for nothing.
///
/// A script that has a backtick or a line that goes on behind a comment's end is left as it is: there such a line may be more.
private func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
    guard !bytes.contains(UInt8(ascii: "`")) else { return bytes }
    var out: [UInt8] = []
    var isInComment = false
    for line in bytes.split(separator: 0x0A) {
        guard line.last != UInt8(ascii: "\\") else { return bytes }
        let text = line.drop { $0 == 0x20 || $0 == 0x09 }
        if isInComment || text.starts(with: "/*".utf8) {
            let end = zip(text, text.dropFirst()).enumerated().first { $1.0 == UInt8(ascii: "*") && $1.1 == UInt8(ascii: "/") }?.offset
            guard end == nil || end == text.count - 2 else { return bytes }
            isInComment = end == nil
            continue
        }
        if text.isEmpty || text.starts(with: "//".utf8) { continue }
        out += text
        out.append(0x0A)
    }
    return out
}

/// `site.css` → `site-1a2b3c4d5e6f7081.css`.
private func hashedName(_ name: String, _ bytes: [UInt8]) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return name }
    return name[..<dot] + "-" + contentHash(bytes) + name[dot...]
}

/// FNV-1a, 64 bits, in 16 hexadecimal digits: tells contents apart, and defends against nobody.
package func contentHash(_ bytes: some Sequence<UInt8>) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}
