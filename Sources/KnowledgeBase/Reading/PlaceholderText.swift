import Diagnostics
import FrontMatter

/// What `answerable new` writes for an author to replace. The readers know it again, so that it isn't published by mistake.
package enum PlaceholderText {
    package static let question = "Write the question here, as it was asked."
    package static let answer = "Write the first answer here."
    package static let rule = "Say what the rule asks for, and why."
}

extension ContentReader {
    /// Warns where a text begins with a placeholder. A draft may: it isn't published.
    mutating func warnIfUnwritten(_ block: FrontMatterBlock, _ placeholder: String, _ what: String) {
        guard block.isComplete else { return }
        let text = file.bytes[block.body].drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard text.starts(with: placeholder.utf8) else { return }
        report(
            .unwrittenText, .warning, "\(what) is still to be written", advice: "write it here, or add 'draft: true' to the file's front matter until it is written",
            at: text.startIndex..<text.startIndex + placeholder.utf8.count)
    }
}
