import Diagnostics
import FrontMatter

// Texts, lists of texts, numbers and truths.

extension FieldReader {
    /// A text on one line: line breaks inside it become spaces. `nil` when the key is missing, empty or of another kind.
    mutating func text(_ key: String) -> Located<String>? {
        guard let field = field(key) else { return nil }
        return text(of: field)
    }

    mutating func text(of field: FrontMatterField) -> Located<String>? {
        guard case .scalar(let scalar) = field.value else {
            wrongKind(field.key, field.value, wanted: "a text", advice: "write '\(field.key): …' on one line")
            return nil
        }
        return oneLine(scalar)
    }

    /// As `text`, but an error when there is none.
    mutating func requiredText(_ key: String, example: String) -> Located<String>? {
        guard let field = require(key, example: example) else { return nil }
        guard case .scalar(let scalar) = field.value else { return text(of: field) }
        if let text = oneLine(scalar) { return text }
        report(.missingKey, "'\(key)' is empty", advice: "write '\(example)'", at: scalar.range)
        return nil
    }

    private func oneLine(_ scalar: FrontMatterScalar) -> Located<String>? {
        var bytes: [UInt8] = []
        for byte in scalar.text.utf8 {
            let isSpace = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
            if !isSpace { bytes.append(byte) } else if bytes.last != 0x20, !bytes.isEmpty { bytes.append(0x20) }
        }
        if bytes.last == 0x20 { bytes.removeLast() }
        return bytes.isEmpty ? nil : Located(String(decoding: bytes, as: UTF8.self), at: scalar.range)
    }

    /// A list of texts. With `orText` a single text is a list of one.
    mutating func list(_ key: String, orText: Bool) -> [Located<String>] {
        guard let field = field(key) else { return [] }
        switch field.value {
        case .scalar(let scalar):
            guard let text = oneLine(scalar) else { return [] }
            guard orText else {
                let items = listItems(text.value)
                let mended = "[\(items.joined(separator: ", "))]"
                report(
                    .wrongValue, "'\(key)' is a text, not a list", advice: "write '\(key): \(mended)'", at: scalar.range,
                    replacement: items.allSatisfy(isPlainItem) ? mended : nil)
                return items.map { Located($0, at: scalar.range) }
            }
            return [text]
        case .sequence(let items, _):
            return items.compactMap { item -> Located<String>? in
                guard case .scalar(let scalar) = item else {
                    wrongKind("an entry of \(key)", item, wanted: "a text", advice: "write each entry as one text")
                    return nil
                }
                if let text = oneLine(scalar) { return text }
                report(.wrongValue, "'\(key)' has an empty entry", advice: "take it out", at: scalar.range)
                return nil
            }
        case .mapping:
            wrongKind(key, field.value, wanted: "a list", advice: "write '\(key): [one, two]'")
            return []
        }
    }

    /// `a, b` or `a b`: what somebody means who writes a list as a text.
    private func listItems(_ text: String) -> [String] {
        let comma = UInt8(ascii: ",")
        let separator = text.utf8.contains(comma) ? comma : UInt8(ascii: " ")
        return text.utf8.split(separator: separator).compactMap { part in
            let trimmed = part.drop { $0 == 0x20 }
            let item = trimmed.prefix(trimmed.count - trimmed.reversed().prefix { $0 == 0x20 }.count)
            return item.isEmpty ? nil : String(Substring(item))
        }
    }

    /// Whether a text can stand in `[…]` without quotes.
    private func isPlainItem(_ item: String) -> Bool {
        item.utf8.allSatisfy { $0 >= 0x80 || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x20 }
            && item.utf8.first != 0x2D
    }

    /// `true` or `false`, and nothing else.
    mutating func boolean(_ key: String, default standard: Bool = false) -> Bool {
        guard let text = text(key) else { return standard }
        let lower = text.value.lowercased()
        if text.value == "true" || text.value == "false" { return lower == "true" }
        let meant = ["yes": "true", "on": "true", "true": "true", "1": "true", "no": "false", "off": "false", "false": "false", "0": "false"][lower]
        report(
            .wrongValue, "'\(key)' is '\(shown(text.value))', neither 'true' nor 'false'", advice: "write '\(key): \(meant ?? "true")'",
            at: text.range, replacement: meant)
        return standard
    }

    /// A whole number of up to nine digits, by default without bounds.
    mutating func integer(_ key: String, in range: ClosedRange<Int> = -999_999_999...999_999_999) -> Int? {
        guard let text = text(key) else { return nil }
        var digits = text.value.utf8[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits.removeFirst() }
        guard (1...9).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            report(.wrongValue, "'\(key)' is '\(shown(text.value))', not a whole number", advice: "write it in digits, such as '\(key): 12'", at: text.range)
            return nil
        }
        let value = digits.reduce(0) { $0 * 10 + Int($1 & 15) } * (isNegative ? -1 : 1)
        guard range.contains(value) else {
            report(
                .wrongValue, "'\(key)' is \(value), outside of \(range.lowerBound) to \(range.upperBound)",
                advice: "choose a number from \(range.lowerBound) to \(range.upperBound)", at: text.range)
            return nil
        }
        return value
    }

    /// One of a few words.
    mutating func choice(_ key: String, among words: [String]) -> String? {
        guard let text = text(key) else { return nil }
        if words.contains(where: { $0.utf8.elementsEqual(text.value.utf8) }) { return text.value }
        let near = suggestion(for: text.value, among: words)
        report(
            .wrongValue, "'\(key)' is '\(shown(text.value))', none of \(quotedList(words))", advice: near.map { "did you mean '\($0)'?" } ?? "choose one of them",
            at: text.range, replacement: near)
        return nil
    }
}
