import Diagnostics

extension DiagnosticCode {
    package static let markdownTooLong = DiagnosticCode(
        "markdown-too-long",
        "A post is longer than the limit. It is shown as its source, because the time that Markdown takes to parse can't be foreseen.")
    package static let markdownTooComplex = DiagnosticCode(
        "markdown-too-complex",
        "A post nests or repeats some construct more often than any reader could follow; a parser would need minutes. It is shown as its source.")
    package static let markdownOutputTooLong = DiagnosticCode(
        "markdown-output-too-long",
        "A post grows to many times its length when printed. It is shown as its source.")
    package static let rawHTMLAsText = DiagnosticCode(
        "raw-html-as-text",
        "Raw HTML outside the allowed set is shown as the text that the author typed. In code marks it would be meant as text anyway.")
    package static let unbalancedHTML = DiagnosticCode(
        "unbalanced-html",
        "An allowed HTML tag is never closed, or closes nothing. A lone inline tag is shown as text; a block is closed where its container ends.")
    package static let unsafeLink = DiagnosticCode(
        "unsafe-link",
        "A link's scheme or host is not one that a page may hold (http, https, mailto, relative, #fragment). It is shown as text.")
    package static let emptyLink = DiagnosticCode(
        "empty-link", "A link or image has no destination. Its text is shown.")
    package static let externalImage = DiagnosticCode(
        "external-image",
        "An image lies on another host. Showing it would tell that host who reads the page, so it is printed as a link or as its text.")
    package static let unusedFootnote = DiagnosticCode(
        "unused-footnote", "A footnote is defined but nothing refers to it, or its name is defined twice. Markdown leaves such a note out.")
    package static let unknownMathCommand = DiagnosticCode(
        "unknown-math-command",
        "A formula holds a command or an environment that isn't known. Its source is shown; there are no macros, so that a formula means the same everywhere.")
    package static let malformedMath = DiagnosticCode(
        "malformed-math", "A formula isn't complete, or is larger than formulas may be. Its source is shown.")
}

/// Every code this target reports, for the manual.
package let markdownCodes: [DiagnosticCode] = [
    .markdownTooLong, .markdownTooComplex, .markdownOutputTooLong, .rawHTMLAsText, .unbalancedHTML, .unsafeLink, .emptyLink, .externalImage,
    .unusedFootnote, .unknownMathCommand, .malformedMath,
]
