import Diagnostics
import KnowledgeBase
import Markdown

extension DiagnosticCode {
    static let brokenLink = DiagnosticCode(
        "broken-link",
        "A relative link leads to no file of the content. Links between content files are written as paths to the files ('../rules/first-answer.md') and become links between pages.")
    static let brokenAnchor = DiagnosticCode(
        "broken-anchor", "A link's '#fragment' names no heading and no post of the page that it leads to.")
}

package let linkCodes: [DiagnosticCode] = [.brokenLink, .brokenAnchor]

extension Diagnostic {
    static func brokenLink(_ slot: LinkSlot, in contentPath: String, near: String?) -> Diagnostic {
        Diagnostic(
            .brokenLink, "the link leads to '\(slot.path)', and no such file exists",
            advice: near.map { "did you mean '\($0)'?" } ?? "write the path to the file as seen from this file's folder",
            path: "Content/" + contentPath, range: slot.range)
    }

    /// - Parameter known: The names that the page has.
    static func brokenAnchor(_ slot: LinkSlot, _ id: String, in contentPath: String, of page: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .brokenAnchor, "nothing on '\(page)' is called '#\(id)'",
            advice: suggestion(for: id, among: known).map { "did you mean '#\($0)'?" }
                ?? "copy the address of the heading's or post's own link, or leave the part after '#' out", path: "Content/" + contentPath,
            range: slot.range)
    }

    static func noCardImage(_ image: Located<String>, among assets: [String]) -> Diagnostic {
        Diagnostic(
            .brokenLink, "there is no file '\(image.value)' for 'card_image'",
            advice: suggestion(for: image.value, among: assets).map { "did you mean '\($0)'?" } ?? "put it into 'Content/assets/' and write 'assets/' and its name",
            path: "Content/site.yml", range: image.range)
    }

    static func linkOutside(_ slot: LinkSlot, in contentPath: String) -> Diagnostic {
        Diagnostic(
            .brokenLink, "the link leads to '\(slot.path)', outside of 'Content/'", advice: "copy the file into 'assets/', or link to its address on the web",
            path: "Content/" + contentPath, range: slot.range)
    }

    static func linkToDraft(_ slot: LinkSlot, in contentPath: String) -> Diagnostic {
        Diagnostic(
            .brokenLink, "the link leads to '\(slot.path)', which is a draft", advice: "take the link out until the draft is published",
            path: "Content/" + contentPath, range: slot.range)
    }
}
