import Diagnostics

extension DiagnosticCode {
    package static let missingFrontMatter = DiagnosticCode(
        "missing-front-matter",
        "The file does not begin with a front matter, the lines between two '---' that say what the file is. Without them it has no title, author or date.")
    package static let unclosedFrontMatter = DiagnosticCode(
        "unclosed-front-matter",
        "A front matter is opened by '---' and never closed, so that its body cannot be told from its keys.")
    package static let frontMatterTooLarge = DiagnosticCode(
        "front-matter-too-large",
        "A front matter is larger than the limit. Reading stops there, because a front matter of many kilobytes is a mistake or an attack.")
    package static let frontMatterTooDeep = DiagnosticCode(
        "front-matter-too-deep",
        "Lists or mappings are nested deeper than any key needs. Deep nesting can exhaust the machine, so it is refused before it is read.")
    package static let illFormedText = DiagnosticCode(
        "ill-formed-text",
        "The file holds bytes that are not UTF-8. Most often it was saved in another encoding, such as Latin-1 or UTF-16.")
    package static let controlCharacter = DiagnosticCode(
        "control-character",
        "The file holds a character that no text needs, such as NUL or an escape. Browsers, feeds and terminals treat these in surprising ways.")
    package static let unsupportedYAML = DiagnosticCode(
        "unsupported-yaml",
        "The front matter uses a part of YAML that is refused here: anchors, aliases, tags, complex keys or merge keys. They make values that differ from what is written, and can make a small file explode.")
    package static let yamlSyntax = DiagnosticCode(
        "yaml-syntax",
        "The front matter is not valid YAML, so its keys cannot be read.")
    package static let duplicateKey = DiagnosticCode(
        "duplicate-key",
        "A key is given twice in the same place. Which of the two values is meant cannot be known.")
    package static let notAMapping = DiagnosticCode(
        "not-a-mapping",
        "A front matter must be lines of 'key: value'; this one is a list or a text.")
    package static let misspeltBlock = DiagnosticCode(
        "misspelt-block",
        "Lines look like the front matter of a further block, but begin with a word that opens none. They would be shown as part of the text above.")
    package static let blockWithoutBlankLine = DiagnosticCode(
        "block-without-blank-line",
        "A block opens only after a blank line. Without one, '---' makes a heading of the line above it, and the block is shown as text.")
    package static let blockInOpenFence = DiagnosticCode(
        "block-in-open-fence",
        "A code fence is never closed, so the blocks below it are read as code.")
}

/// Every fault that this target reports, in the order of the manual.
package let frontMatterCodes: [DiagnosticCode] = [
    .missingFrontMatter, .unclosedFrontMatter, .frontMatterTooLarge, .frontMatterTooDeep, .illFormedText, .controlCharacter,
    .unsupportedYAML, .yamlSyntax, .duplicateKey, .notAMapping, .misspeltBlock, .blockWithoutBlankLine, .blockInOpenFence,
]
