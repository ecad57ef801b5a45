import Diagnostics

package let templateCodes: [DiagnosticCode] = [
    .unknownTemplateName, .unknownPartial, .unknownBlock, .unclosedTag, .emptyTag, .unsupportedTag, .unclosedSection,
    .unexpectedSectionEnd, .valueMisused, .escapingMismatch, .unsafePlace, .unevenHTML, .recursiveTemplate, .templateTooLarge,
]

extension DiagnosticCode {
    package static let unknownTemplateName = DiagnosticCode(
        "unknown-template-name",
        "A template uses a name that the page it is for doesn't have. Mustache would print nothing; here it is an error, so that a typing mistake can't empty a page.")
    package static let unknownPartial = DiagnosticCode(
        "unknown-partial", "A template includes another template that doesn't exist.")
    package static let unknownBlock = DiagnosticCode(
        "unknown-block",
        "A template fills a block that its layout doesn't have, so the content would be shown nowhere.")
    package static let unclosedTag = DiagnosticCode(
        "unclosed-tag", "A tag is opened with '{{' and the file ends before its '}}'.")
    package static let emptyTag = DiagnosticCode("malformed-tag", "A tag has no name, or one that can't be a name.")
    package static let unsupportedTag = DiagnosticCode(
        "unsupported-tag", "A tag of a Mustache extension that this engine doesn't have, such as a dynamic partial.")
    package static let unclosedSection = DiagnosticCode(
        "unclosed-section", "A section, block or layout is opened and never closed.")
    package static let unexpectedSectionEnd = DiagnosticCode(
        "unexpected-section-end", "A closing tag closes something else than what was opened last.")
    package static let valueMisused = DiagnosticCode(
        "value-misused", "A value is used as what it isn't: a list or a flag is printed, or a name is looked up in a text.")
    package static let escapingMismatch = DiagnosticCode(
        "escaping-mismatch",
        "HTML is printed by '{{x}}', which would show its tags, or text by '{{{x}}}', which would let its author write tags.")
    package static let unsafePlace = DiagnosticCode(
        "unsafe-place",
        "A value stands where escaping doesn't make it harmless: in a script or a style, in an attribute without quotes, in a tag's or attribute's name, in a comment, or as a link's target without being a URL.")
    package static let unevenHTML = DiagnosticCode(
        "uneven-html",
        "A section or template ends inside another HTML construct than it began in, for instance with an open quote, so what follows it would depend on the values.")
    package static let recursiveTemplate = DiagnosticCode(
        "recursive-template", "A template includes itself, directly or through others.")
    package static let templateTooLarge = DiagnosticCode(
        "template-too-large", "A template with everything it includes is larger than the engine accepts.")
}
