import Diagnostics
import FrontMatter

let tagKeys = KeyTable(
    what: "a tag", keys: ["title", "description", "synonyms", "parent"],
    otherNames: ["name": "title", "summary": "description", "aliases": "synonyms", "also": "synonyms", "parents": "parent", "under": "parent"])

extension ContentReader {
    /// The file's name is the tag.
    mutating func readTag() -> TagSource? {
        let name = name(.tag)
        let blocks = blocks(example: "description: What the tag is for.")
        guard let block = blocks.first else { return nil }
        var fields = FieldReader(block, of: file, table: tagKeys)
        let tag = TagSource(
            path: contentPath, name: name ?? "", title: fields.text("title")?.value, description: fields.text("description")?.value,
            synonyms: fields.tags("synonyms"), parent: fields.text("parent").flatMap { fields.tag($0) }, extras: fields.extras(),
            body: body(block, idPrefix: firstTextPrefix, headingShift: 1))
        take(fields.diagnostics)
        return name == nil ? nil : tag
    }
}
