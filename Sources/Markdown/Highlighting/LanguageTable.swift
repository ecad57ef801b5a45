import Synchronization

/// All languages by their names, and the rules of those that were used.
///
/// A class, because the rules are made when a language is first seen and then shared by all posts of the process.
final class LanguageTable: Sendable {
    static let shared = LanguageTable(Language.all)

    let languages: [Language]
    private let numbers: [[UInt8]: Int]
    private let rules: Mutex<[String: CodeRules]> = Mutex([:])

    init(_ languages: [Language]) {
        self.languages = languages
        var numbers: [[UInt8]: Int] = [:]
        for (index, language) in languages.enumerated() {
            for alias in language.aliases.utf8.split(separator: 0x20) where numbers[Array(alias)] == nil { numbers[Array(alias)] = index }
        }
        self.numbers = numbers
    }

    /// - Parameter name: In any case.
    func language(named name: some Collection<UInt8>) -> Language? {
        guard name.count <= 40 else { return nil }
        return numbers[name.map(lowercased)].map { languages[$0] }
    }

    func language(named name: String) -> Language? { language(named: name.utf8) }

    /// The language that a fence's info string names.
    func language(fence info: UnsafeBufferPointer<UInt8>) -> Language? { language(named: languageName(info)) }

    func rules(of language: Language) -> CodeRules? {
        guard case .code(let grammar) = language.grammar else { return nil }
        return rules.withLock { rules in
            if let known = rules[language.name] { return known }
            let made = CodeRules(grammar)
            rules[language.name] = made
            return made
        }
    }
}

/// The first word of a fence's info string, as a class can hold it: `[a-z0-9+#.-]`, at most 40 bytes. Pandoc's `{.swift}` is `swift`.
func languageName(_ info: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var name: [UInt8] = []
    var rest = info[...]
    if rest.first == UInt8(ascii: "{") { rest = rest.dropFirst(rest.dropFirst().first == UInt8(ascii: ".") ? 2 : 1) }
    for byte in rest.prefix(40) {
        if byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") { break }
        let lower = lowercased(byte)
        if languageBytes.contains(lower) { name.append(lower) }
    }
    return name
}

private let languageBytes = ASCIISet("abcdefghijklmnopqrstuvwxyz0123456789+#.-")
