import Diagnostics
import FrontMatter

let personKeys = KeyTable(
    what: "a person", keys: ["name", "links", "aliases", "bot", "leaderboard"],
    otherNames: [
        "title": "name", "display_name": "name", "link": "links", "url": "links", "website": "links", "homepage": "links", "alias": "aliases",
        "handles": "aliases", "is_bot": "bot", "ranked": "leaderboard",
    ])

extension ContentReader {
    /// The file's name is the handle.
    mutating func readPerson() -> PersonSource? {
        let handle = name(.handle)
        let blocks = blocks(example: "name: Mei")
        guard let block = blocks.first else { return nil }
        var fields = FieldReader(block, of: file, table: personKeys)
        let person = PersonSource(
            path: contentPath, handle: handle ?? "", name: fields.text("name")?.value,
            links: fields.list("links", orText: true).compactMap { fields.webAddress($0) },
            aliases: fields.list("aliases", orText: true).compactMap { fields.handle($0) }, isBot: fields.boolean("bot"),
            isOnLeaderboard: fields.boolean("leaderboard", default: true), extras: fields.extras(),
            bio: body(block, idPrefix: firstTextPrefix, headingShift: 1))
        take(fields.diagnostics)
        return handle == nil ? nil : person
    }
}
