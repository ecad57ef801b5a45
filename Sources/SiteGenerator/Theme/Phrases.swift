/// The interface's texts in one language: fixed ones, ones with parameters, and ones that depend on a number.
package struct Phrases: Hashable, Sendable {
    /// A BCP 47 tag.
    let language: String
    private let texts: [String: String]
    private let plural: PluralRule

    /// - Parameter texts: By key; the forms of a count are `key.zero`, `key.one`, `key.other` and the like.
    init(language: String, texts: [String: String]) {
        self.language = language
        self.texts = texts
        plural = PluralRule(language: language)
    }

    /// The text of a key with its parameters put in. A key that no theme has is shown as itself, so that the gap can be seen.
    func callAsFunction(_ key: String, _ parameters: KeyValuePairs<String, String> = [:]) -> String {
        fill(texts[key] ?? key, parameters)
    }

    /// A text that the site itself brings, with its parameters put in.
    func filled(_ text: String, _ parameters: KeyValuePairs<String, String>) -> String { fill(text, parameters) }

    /// The form for `count`, with `{n}` put in. A text for none at all may be given in any language.
    func callAsFunction(_ key: String, count: Int, _ parameters: KeyValuePairs<String, String> = [:]) -> String {
        let number = numberText(count)
        if count == 0, let zero = texts[key + ".zero"] { return fill(zero, parameters, n: number) }
        let form = plural.form(of: count)
        return fill(texts["\(key).\(form)"] ?? texts[key + ".other"] ?? key, parameters, n: number)
    }

    /// A whole number, its thousands set apart as the language does: in Spanish from five digits on.
    func numberText(_ number: Int) -> String {
        let digits = String(number.magnitude)
        guard digits.utf8.count >= max(4, texts["thousandsFrom"].flatMap { Int($0) } ?? 4) else { return (number < 0 ? "−" : "") + digits }
        var groups: [Substring] = []
        var rest = digits[...]
        while !rest.isEmpty {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return (number < 0 ? "−" : "") + groups.joined(separator: texts["thousandsMark"] ?? ",")
    }

    private func fill(_ text: String, _ parameters: KeyValuePairs<String, String>, n: String? = nil) -> String {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        var out = ""
        var rest = text[...]
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")), let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}")) {
            out += rest[..<open]
            let name = rest[rest.utf8.index(after: open)..<close]
            if name == "n", let n {
                out += n
            } else if let value = parameters.first(where: { $0.key == name }) {
                out += value.value
            } else {
                out += rest[open...close]
            }
            rest = rest[rest.utf8.index(after: close)...]
        }
        return out + rest
    }
}
