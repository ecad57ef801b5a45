/// The interface's texts in one language: fixed ones, ones with parameters, and ones that depend on a number.
package struct Phrases: Hashable, Sendable {
    /// A BCP 47 tag.
    let language: String
    private let texts: [String: Phrase]
    /// By the key of a count: its forms, `one`, `other` and the like. A page asks for dozens of them.
    private let counts: [String: [Form]]
    private let plural: PluralRule
    let thousandsFrom: Int
    let thousandsMark: String

    private struct Form: Hashable, Sendable {
        let name: String
        let phrase: Phrase
    }

    /// - Parameter texts: By key; the forms of a count are `key.zero`, `key.one`, `key.other` and the like.
    init(language: String, texts: [String: String]) {
        self.language = language
        self.texts = texts.mapValues { Phrase($0) }
        var counts: [String: [Form]] = [:]
        for (key, text) in texts {
            guard let dot = key.utf8.lastIndex(of: UInt8(ascii: ".")) else { continue }
            counts[String(key[..<dot]), default: []].append(Form(name: String(key[key.utf8.index(after: dot)...]), phrase: Phrase(text)))
        }
        self.counts = counts
        plural = PluralRule(language: language)
        thousandsFrom = max(4, texts["thousandsFrom"].flatMap { Int($0) } ?? 4)
        thousandsMark = texts["thousandsMark"] ?? ","
    }

    /// The text of a key with its parameters put in. A key that no theme has is shown as itself, so that the gap can be seen.
    func callAsFunction(_ key: String, _ parameters: KeyValuePairs<String, String>) -> String {
        (texts[key] ?? Phrase(key)).filled(parameters)
    }

    func callAsFunction(_ key: String) -> String { texts[key]?.text ?? key }

    /// As above, with parameters that are made only where the text has them.
    func callAsFunction(_ key: String, _ value: (String) -> String?) -> String { (texts[key] ?? Phrase(key)).filled(value) }

    /// A text that the site itself brings, with its parameters put in.
    func filled(_ text: String, _ parameters: KeyValuePairs<String, String>) -> String { Phrase(text).filled(parameters) }

    /// The form for `count`, with `{n}` put in. A text for none at all may be given in any language.
    func callAsFunction(_ key: String, count: Int, _ parameters: KeyValuePairs<String, String> = [:]) -> String {
        let forms = counts[key] ?? []
        let form = plural.form(of: count)
        let found = (count == 0 ? forms.first { $0.name == "zero" } : nil) ?? forms.first { $0.name == form } ?? forms.first { $0.name == "other" }
        return (found?.phrase ?? Phrase(key)).filled(parameters, n: numberText(count))
    }

    /// The forms of a count by name, as they are written, in order of the names.
    func forms(_ key: String) -> [(name: String, text: String)] {
        (counts[key] ?? []).map { ($0.name, $0.phrase.text) }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// A whole number, its thousands set apart as the language does: in Spanish from five digits on.
    func numberText(_ number: Int) -> String {
        let digits = String(number.magnitude)
        guard digits.utf8.count >= thousandsFrom else { return number < 0 ? "−" + digits : digits }
        var groups: [Substring] = []
        var rest = digits[...]
        while !rest.isEmpty {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return (number < 0 ? "−" : "") + groups.joined(separator: thousandsMark)
    }
}

/// A text and where its parameters belong.
private struct Phrase: Hashable, Sendable {
    let text: String
    /// Empty for a text without parameters.
    private let pieces: [Piece]

    private enum Piece: Hashable, Sendable {
        case text(String)
        /// The name between the braces.
        case parameter(String)
    }

    init(_ text: String) {
        self.text = text
        guard text.utf8.contains(UInt8(ascii: "{")) else {
            pieces = []
            return
        }
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")), let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}")) {
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(.parameter(String(rest[rest.utf8.index(after: open)..<close])))
            rest = rest[rest.utf8.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        self.pieces = pieces
    }

    func filled(_ parameters: KeyValuePairs<String, String>, n: String? = nil) -> String {
        if pieces.isEmpty { return text }
        return filled { name in
            if name == "n", let n { return n }
            return parameters.first { $0.key == name }?.value
        }
    }

    /// A parameter without a value stays as it is written.
    func filled(_ value: (String) -> String?) -> String {
        if pieces.isEmpty { return text }
        var out = ""
        for piece in pieces {
            switch piece {
            case .text(let text): out += text
            case .parameter(let name):
                if let value = value(name) {
                    out += value
                } else {
                    out += "{"
                    out += name
                    out += "}"
                }
            }
        }
        return out
    }
}
