import Diagnostics
import FrontMatter

extension FieldReader {
    /// An address on the web.
    mutating func webAddress(_ key: String, allowsMail: Bool = true) -> Located<String>? {
        guard let text = text(key) else { return nil }
        return webAddress(text, allowsMail: allowsMail)
    }

    mutating func webAddress(_ text: Located<String>, allowsMail: Bool = true) -> Located<String>? {
        guard let fault = fault(inWebAddress: text.value, allowsMail: allowsMail) else { return text }
        report(.badURL, fault.message, advice: fault.advice, at: text.range, replacement: fault.proposal)
        return nil
    }

    /// A BCP 47 tag of the usual shape: language, then perhaps script, region and variants.
    mutating func language(_ key: String = "language") -> String? {
        guard let text = text(key) else { return nil }
        if isLanguageTag(text.value) { return text.value }
        let mended = String(decoding: text.value.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
        let isMended = isLanguageTag(mended)
        report(
            .badLanguage, "'\(shown(text.value))' is not a language tag", advice: "write \(isMended ? "'\(mended)'" : "one such as 'en', 'pt-BR' or 'zh-Hant'")",
            at: text.range, replacement: isMended ? mended : nil)
        return nil
    }

    /// Old addresses: paths of pages below the site's root, in NFC, without a leading `/`.
    mutating func aliases() -> [Located<String>] {
        var aliases: [Located<String>] = []
        for entry in list("aliases", orText: true) {
            let path = String(Substring(composed(entry.value).utf8.drop { $0 == UInt8(ascii: "/") }))
            if let fault = fault(inAlias: path, written: entry.value) {
                report(.badAlias, "'\(shown(entry.value))' \(fault.reason)", advice: fault.advice, at: entry.range, replacement: fault.proposal)
            } else if !aliases.contains(where: { $0.value.utf8.elementsEqual(path.utf8) }) {
                aliases.append(Located(path, at: entry.range))
            }
        }
        return aliases
    }
}

extension FieldReader {
    /// Addresses that are no more, as paths below the site's root; whole addresses below 'base_url' are cut to that.
    mutating func goneAddresses() -> [Located<String>] {
        let base = text("base_url")?.value
        var gone: [Located<String>] = []
        for entry in list("gone", orText: true) {
            guard let path = publishedPath(entry.value, base: base) else {
                report(
                    .badAlias, "'\(shown(entry.value))' is no address of this site",
                    advice: "write the path below the site's root, such as 'threads/old-name.html'", at: entry.range)
                continue
            }
            if !gone.contains(where: { $0.value.utf8.elementsEqual(path.utf8) }) { gone.append(Located(path, at: entry.range)) }
        }
        return gone
    }
}

/// The path below a site's root that an address names: of a path with or without a leading `/`, or of a whole address below `base`. A
/// folder stands for its `index.html`; query and fragment name no other page. In NFC, percent codes resolved.
///
/// - Returns: `nil` for an address elsewhere, and for one that leads out of the site.
package func publishedPath(_ address: String, base: String?) -> String? {
    var bytes = Array(address.utf8)
    if bytes.contains(UInt8(ascii: ":")), let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) {
        // A site that moved from http to https has kept its addresses.
        func withoutScheme(_ address: [UInt8]) -> ArraySlice<UInt8> {
            guard let colon = address.firstIndex(of: UInt8(ascii: ":")) else { return address[...] }
            return address[colon...].dropFirst(3)
        }
        guard let base else { return nil }
        var root = Array(withoutScheme(Array(base.utf8)))
        if root.last != UInt8(ascii: "/") { root.append(UInt8(ascii: "/")) }
        let rest = Array(withoutScheme(bytes))
        guard rest.starts(with: root) || rest + [UInt8(ascii: "/")] == root else { return nil }
        bytes = Array(rest.dropFirst(root.count))
    }
    bytes = Array(bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }.drop { $0 == UInt8(ascii: "/") })
    guard let decoded = String(validating: percentResolved(bytes), as: UTF8.self) else { return nil }
    var path = composed(decoded)
    if path.isEmpty || path.utf8.last == UInt8(ascii: "/") { path += "index.html" }
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) && $0.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") } })
    else { return nil }
    return path
}

private func percentResolved(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
        if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count, let byte = UInt8(String(decoding: bytes[at + 1...at + 2], as: UTF8.self), radix: 16) {
            out.append(byte)
            at += 3
        } else {
            out.append(bytes[at])
            at += 1
        }
    }
    return out
}

/// RFC 5646, section 2.1, without extensions: 2 or 3 letters, then parts of 4 letters, 2 letters or 3 digits, or 5 to 8 of both.
func isLanguageTag(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    func isLetters(_ part: Substring.UTF8View) -> Bool { part.allSatisfy { (0x61...0x7A).contains($0 | 0x20) } }
    func isDigits(_ part: Substring.UTF8View) -> Bool { part.allSatisfy { (0x30...0x39).contains($0) } }
    guard let first = parts.first, (2...3).contains(first.count), isLetters(first), parts.count <= 5 else { return false }
    return parts.dropFirst().allSatisfy { part in
        switch part.count {
        case 2: isLetters(part)
        case 3: isLetters(part) || isDigits(part)
        case 4: isLetters(part) || part.first.map { (0x30...0x39).contains($0) } == true && part.allSatisfy(isAlphanumeric)
        case 5...8: part.allSatisfy(isAlphanumeric)
        default: false
        }
    }
}

private func isAlphanumeric(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) }

private func fault(inAlias path: String, written: String) -> NameFault? {
    let bytes = Array(path.utf8)
    func fault(_ reason: String, _ advice: String, _ proposal: String? = nil) -> NameFault {
        NameFault(reason: reason, advice: advice, proposal: proposal)
    }
    if written.utf8.starts(with: "//".utf8) || bytes.contains(UInt8(ascii: ":")) {
        return fault("is a whole address", "write the path below the site's root, such as 'threads/old-name.html'")
    }
    if let bad = bytes.first(where: { $0 < 0x20 || $0 == 0x7F || "\\*?\"<>|#%".utf8.contains($0) }) {
        return bad == UInt8(ascii: "%")
            ? fault("has a '%'", "write the characters themselves, not their percent codes")
            : fault("holds '\(Unicode.Scalar(bad).escaped(asASCII: true))'", "keep to letters, digits, '-', '_', '.' and '/'")
    }
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if parts.contains(where: { $0.elementsEqual("..".utf8) || $0.elementsEqual(".".utf8) }) {
        return fault("has a part '.' or '..'", "write the path from the site's root")
    }
    if path.utf8.last == UInt8(ascii: "/") {
        return fault("is a folder", "name its page, such as '\(path)index.html'", path + "index.html")
    }
    if parts.contains(where: \.isEmpty) { return fault("has an empty part", "write one '/' between two names") }
    if !(bytes.count > 5 && bytes.suffix(5).elementsEqual(".html".utf8)) {
        return fault("does not end in '.html'", "only pages lead on; name one, such as 'threads/old-name.html'")
    }
    for part in parts {
        let name = String(decoding: part, as: UTF8.self)
        if [UInt8(ascii: "."), UInt8(ascii: "-"), 0x20].contains(part.first) || part.last == UInt8(ascii: ".") || part.last == 0x20 {
            return fault("has the part '\(shown(name))', which some disks refuse", "begin and end each part with a letter or a digit")
        }
        if part.count > 200 { return fault("has a part of \(part.count) bytes", "use at most 200") }
        if let owner = reservedBy(name), owner.utf8.starts(with: "Windows".utf8) { return fault("has a name kept by \(owner)", "leave it out") }
    }
    return nil
}
