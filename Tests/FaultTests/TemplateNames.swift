import SiteGenerator

/// The chapter of Docs/Templates.md that lists each page's names, between two markers.
enum TemplateNames {
    static let begin = "<!-- names: written by Scripts/docs -->\n"
    static let end = "<!-- end of names -->\n"

    /// The page with its chapter as it should be; `nil` when it lacks a marker.
    static func page(_ page: String) -> String? {
        guard let start = page.range(of: begin), let stop = page.range(of: end), start.upperBound <= stop.lowerBound else { return nil }
        return page[..<start.upperBound] + "\n" + chapter() + "\n" + page[stop.lowerBound...]
    }

    /// First what all pages have, then what each has beside it.
    private static func chapter() -> String {
        let pages = CompiledTheme.outlines().map { (template: $0.template, names: names($0.outline)) }
        let shared = pages.first?.names.filter { name in pages.allSatisfy { $0.names.contains(name) } } ?? []
        var text = "### Every page\n\n" + fenced(shared)
        for page in pages {
            let own = page.names.filter { !shared.contains($0) }
            text += "\n### `\(page.template).mustache`\n\n" + (own.isEmpty ? "Only the names of every page.\n" : fenced(own))
        }
        return text
    }

    /// The outermost names, each with the lines below it.
    private static func names(_ outline: String) -> [String] {
        var names: [String] = []
        for line in outline.split(separator: "\n") {
            if line.hasPrefix(" "), !names.isEmpty { names[names.count - 1] += line + "\n" } else { names.append(line + "\n") }
        }
        return names
    }

    private static func fenced(_ names: [String]) -> String { "```text\n\(names.map(shortened).joined())```\n" }

    /// The interface's texts are not listed: their file has them, with what they say, and grows often.
    private static func shortened(_ name: String) -> String {
        guard name.hasPrefix("t: record\n") else { return name }
        return "t: record of texts, one for each key of strings/en.yml that has no dot\n"
    }
}
