import Diagnostics
import FrontMatter

let pageKeys = KeyTable(
    what: "a page", keys: ["title", "description", "order", "aliases", "language", "draft"],
    otherNames: [
        "name": "title", "redirect_from": "aliases", "summary": "description", "weight": "order", "position": "order", "menu_order": "order", "lang": "language",
        "published": "draft",
    ])

extension ContentReader {
    mutating func readPage() -> PageSource? {
        let slug = name(.slug)
        let blocks = blocks(example: "title: About us")
        guard let block = blocks.first else { return nil }
        var fields = FieldReader(block, of: file, table: pageKeys)
        let title = fields.requiredText("title", example: "title: About us")
        let page = PageSource(
            path: contentPath, slug: slug ?? "", title: title ?? Located("", at: block.marker), description: fields.text("description")?.value,
            order: fields.integer("order"), aliases: fields.aliases(), language: fields.language(), isDraft: fields.boolean("draft"),
            extras: fields.extras(), body: body(block, idPrefix: firstTextPrefix, headingShift: 1))
        take(fields.diagnostics)
        return title == nil || slug == nil ? nil : page
    }
}
