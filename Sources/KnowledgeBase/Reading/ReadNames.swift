import Diagnostics
import FrontMatter

// Handles, tags and references to threads.

extension FieldReader {
    /// A person's handle, in NFC.
    mutating func handle(_ key: String) -> Located<String>? {
        guard let text = text(key) else { return nil }
        return handle(text)
    }

    mutating func requiredHandle(_ key: String) -> Located<String>? {
        guard let text = requiredText(key, example: "\(key): mei") else { return nil }
        return handle(text)
    }

    mutating func handle(_ text: Located<String>) -> Located<String>? {
        let name = composed(text.value)
        guard let fault = fault(inName: name, .handle) else { return Located(name, at: text.range) }
        report(
            .badHandle, "the handle '\(shown(name))' \(fault.reason)", advice: fault.proposal.map { "\(fault.advice), such as '\($0)'" } ?? fault.advice,
            at: text.range, replacement: fault.proposal)
        return nil
    }

    /// A list of tags, in NFC, each once.
    mutating func tags(_ key: String) -> [Located<String>] {
        var tags: [Located<String>] = []
        var folded: [String] = []
        for entry in list(key, orText: false) {
            guard let tag = tag(entry) else { continue }
            let name = foldedName(tag.value)
            if folded.contains(name) {
                report(.wrongValue, .warning, "'\(key)' has '\(shown(tag.value))' twice", advice: "take one of the two out", at: tag.range)
            } else {
                folded.append(name)
                tags.append(tag)
            }
        }
        return tags
    }

    mutating func tag(_ entry: Located<String>) -> Located<String>? {
        var name = composed(entry.value)
        if name.utf8.first == UInt8(ascii: "#"), name.utf8.count > 1 {
            name.unicodeScalars.removeFirst()
            report(.badTag, .warning, "the tag '#\(name)' begins with '#'", advice: "write '\(shown(name))'", at: entry.range, replacement: name)
        }
        guard let fault = fault(inTag: name) else { return Located(name, at: entry.range) }
        report(.badTag, "the tag '\(shown(name))' \(fault.reason)", advice: fault.advice, at: entry.range)
        return nil
    }

    /// The slug of another thread. A file's name or path is understood, with a warning.
    mutating func threadReference(_ key: String) -> Located<String>? {
        guard let text = text(key) else { return nil }
        let name = composed(text.value)
        let slug = threadSlug(name)
        guard !slug.isEmpty else {
            report(.wrongValue, "'\(key)' names no thread", advice: "write the name of the thread's file, without '.md'", at: text.range)
            return nil
        }
        if slug.utf8.count != name.utf8.count {
            report(
                .wrongValue, .warning, "'\(key)' is a path or a file's name", advice: "write only '\(slug)'", at: text.range, replacement: slug)
        }
        return Located(slug, at: text.range)
    }
}

/// Whether a tag is its own slug, and without fault: small letters of ASCII, digits and single `-` between them. Most tags are.
private func isPlainTag(_ name: String) -> Bool {
    var name = name
    return name.utf8.count <= NameKind.tag.maximumBytes && reservedBy(name) == nil
        && name.withUTF8 { bytes in
            // Before the first and after the last byte stands as good as a `-`.
            var wasLetter = false
            for byte in bytes {
                let isLetter = isPlainByte(byte)
                guard isLetter || (byte == UInt8(ascii: "-") && wasLetter) else { return false }
                wasLetter = isLetter
            }
            return wasLetter
        }
}

/// What keeps a tag, in NFC, from having a page.
func fault(inTag name: String) -> NameFault? {
    if isPlainTag(name) { return nil }
    let slug = tagSlug(name)
    guard name.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "+" || $0 == "#" }) else {
        return NameFault(reason: "has neither a letter nor a digit", advice: "take it out, or give it a name")
    }
    let bytes = max(name.utf8.count, slug.utf8.count)
    if bytes > NameKind.tag.maximumBytes {
        return NameFault(reason: "has \(bytes) bytes, more than \(NameKind.tag.maximumBytes)", advice: "shorten it to a word or two")
    }
    return reservedBy(slug).map { NameFault(reason: "is kept by \($0)", advice: "choose another word") }
}

/// The slug in a file's name or path: `threads/a.md` and `a.html` are `a`.
func threadSlug(_ name: String) -> String {
    var slug = name.utf8[...]
    if let slash = slug.lastIndex(of: UInt8(ascii: "/")) { slug = slug[slug.index(after: slash)...] }
    for ending in [".md", ".html"] where slug.count > ending.utf8.count && slug.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
        slug = slug.dropLast(ending.utf8.count)
    }
    return String(Substring(slug))
}
