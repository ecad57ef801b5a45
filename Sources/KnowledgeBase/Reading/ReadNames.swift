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
            .badHandle, "the handle '\(name)' \(fault.reason)", advice: fault.proposal.map { "\(fault.advice), such as '\($0)'" } ?? fault.advice,
            at: text.range, replacement: fault.proposal)
        return nil
    }

    /// A list of tags, in NFC, each once.
    mutating func tags(_ key: String) -> [Located<String>] {
        var tags: [Located<String>] = []
        for entry in list(key, orText: false) {
            guard let tag = tag(entry) else { continue }
            if tags.contains(where: { foldedName($0.value) == foldedName(tag.value) }) {
                report(.wrongValue, .warning, "'\(key)' has '\(tag.value)' twice", advice: "take one of the two out", at: tag.range)
            } else {
                tags.append(tag)
            }
        }
        return tags
    }

    mutating func tag(_ entry: Located<String>) -> Located<String>? {
        var name = composed(entry.value)
        if name.utf8.first == UInt8(ascii: "#"), name.utf8.count > 1 {
            name.unicodeScalars.removeFirst()
            report(.badTag, .warning, "the tag '#\(name)' begins with '#'", advice: "write '\(name)'", at: entry.range, replacement: name)
        }
        let slug = tagSlug(name)
        let hasName = name.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "+" || $0 == "#" }
        if !hasName {
            report(.badTag, "the tag '\(name)' has neither a letter nor a digit", advice: "take it out, or give it a name", at: entry.range)
        } else if max(name.utf8.count, slug.utf8.count) > NameKind.tag.maximumBytes {
            report(.badTag, "a tag has more than \(NameKind.tag.maximumBytes) bytes", advice: "shorten it to a word or two", at: entry.range)
        } else if let owner = reservedBy(slug) {
            report(.badTag, "the tag '\(name)' is kept by \(owner)", advice: "choose another word", at: entry.range)
        } else {
            return Located(name, at: entry.range)
        }
        return nil
    }

    /// The slug of another thread. A file's name or path is understood, with a warning.
    mutating func threadReference(_ key: String) -> Located<String>? {
        guard let text = text(key) else { return nil }
        var name = composed(text.value).utf8[...]
        if let slash = name.lastIndex(of: UInt8(ascii: "/")) { name = name[name.index(after: slash)...] }
        for ending in [".md", ".html"] where name.count > ending.utf8.count && name.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
            name = name.dropLast(ending.utf8.count)
        }
        let slug = String(Substring(name))
        guard !slug.isEmpty else {
            report(.wrongValue, "'\(key)' names no thread", advice: "write the name of the thread's file, without '.md'", at: text.range)
            return nil
        }
        if slug.utf8.count != composed(text.value).utf8.count {
            report(
                .wrongValue, .warning, "'\(key)' is a path or a file's name", advice: "write only '\(slug)'", at: text.range, replacement: slug)
        }
        return Located(slug, at: text.range)
    }
}
