/// The bytes of a person's file.
package func personText(_ person: ImportedPerson) -> [UInt8] {
    var head = FrontMatterText()
    head.add("name", person.name)
    let links = person.links.filter(isWebAddress)
    if !links.isEmpty { head.add("links", list: links) }
    if person.isBot { head.add("bot", true) }
    if !person.isRanked { head.add("leaderboard", false) }
    head.end()
    return head.bytes
}

/// The bytes of a tag's file.
package func tagText(_ tag: ImportedTag) -> [UInt8] {
    var head = FrontMatterText()
    head.add("title", tag.title)
    if let description = tag.description, !description.isEmpty { head.add("description", description) }
    for extra in tag.extras { head.add("x-" + extra.key, extra.value) }
    head.end()
    return tag.body.isEmpty ? head.bytes : head.bytes + [10] + bodyText(tag.body)
}
