import Diagnostics
import FrontMatter

let ruleKeys = KeyTable(
    what: "a rule", keys: ["title", "since", "promise", "history", "order", "aliases", "language", "draft"],
    otherNames: [
        "date": "since", "redirect_from": "aliases", "from": "since", "valid_from": "since", "promises": "promise", "weight": "order", "position": "order", "lang": "language",
        "published": "draft",
    ])

extension ContentReader {
    mutating func readRule() -> RuleSource? {
        let slug = name(.slug)
        let blocks = blocks(example: "title: Be kind")
        guard let block = blocks.first else { return nil }
        var fields = FieldReader(block, of: file, table: ruleKeys)
        let title = fields.requiredText("title", example: "title: Be kind")
        let since = fields.time("since")
        let rule = RuleSource(
            path: contentPath, slug: slug ?? "", title: title ?? Located("", at: block.marker), since: since,
            promises: fields.promises(since: since), order: fields.integer("order"), aliases: fields.aliases(),
            language: fields.language(), isDraft: fields.boolean("draft"), extras: fields.extras(), body: body(block, idPrefix: firstTextPrefix, headingShift: 1))
        take(fields.diagnostics)
        if !rule.isDraft { warnIfUnwritten(block, PlaceholderText.rule, "this rule") }
        return title == nil || slug == nil ? nil : rule
    }
}
