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
            let bytes = name.utf8.hasSuffix(".js") ? withoutComments(bytes) : bytes
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
        ["theme.js"].map(path) + (searchPage ? Array(searchScripts.dropLast(3)) : [])
    }

    /// In the order in which they must run; the dialog's comes last, and pages load it when somebody searches there.
    var searchScripts: [String] {
        ["search-text.js", "search-index.js", "search-engine.js", "search.js", "search-rare.js", "search-narrow.js", "search-dialog.js"].compactMap { paths[$0] }
    }

    private func path(_ name: String) -> String { paths[name] ?? "theme/" + name }
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
func contentHash(_ bytes: some Sequence<UInt8>) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}
