/// The theme's own files in the built site, under names that change with their content: a host may let browsers keep them for ever.
struct ThemeAssets: Sendable {
    /// Output paths by the name below `Templates/assets/`.
    private var paths: [String: String] = [:]
    let outputs: [OutputFile]
    let texts: Texts

    init(_ theme: Theme, texts: Texts) {
        self.texts = texts
        var outputs: [OutputFile] = []
        for (name, bytes) in theme.assetFiles {
            let path = "theme/" + hashedName(name, bytes)
            paths[name] = path
            outputs.append(OutputFile(path, bytes: bytes))
        }
        self.outputs = outputs
    }

    var initScript: String { path("init.js") }
    var stylesheet: String { path("site.css") }
    var icon: String { path("icon.svg") }

    func scripts(searchPage: Bool) -> [String] {
        ["theme.js"].map(path) + (searchPage ? ["search-engine.js", "search.js"].compactMap { paths[$0] } : [])
    }

    private func path(_ name: String) -> String { paths[name] ?? "theme/" + name }
}

/// `site.css` → `site-1a2b3c4d5e6f7081.css`.
private func hashedName(_ name: String, _ bytes: [UInt8]) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return name }
    return name[..<dot] + "-" + contentHash(bytes) + name[dot...]
}

/// FNV-1a, 64 bits, in 16 hexadecimal digits: tells contents apart, and defends against nobody.
func contentHash(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}
