import Diagnostics

extension DiagnosticCode {
    static let unknownParentTag = DiagnosticCode("unknown-parent-tag", "A tag's parent has no file in tags/.")
    static let tagCircle = DiagnosticCode(
        "tag-circle", "Tags lead back to themselves: each is the other's parent, or the other's synonym.")
    static let synonymConflict = DiagnosticCode(
        "synonym-conflict", "One word is a synonym of two tags, or a tag of its own and another's synonym. A thread could be filed in one place only.")
}

func checkTagTree(_ content: SiteContent, _ site: Site) -> [Diagnostic] {
    let tags = content.tags.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var byName: [String: TagSource] = [:]
    for tag in tags where byName[foldedName(tag.name)] == nil { byName[foldedName(tag.name)] = tag }
    return synonymConflicts(tags, byName) + parentFaults(tags, byName)
}

private func synonymConflicts(_ tags: [TagSource], _ byName: [String: TagSource]) -> [Diagnostic] {
    var owner: [String: TagSource] = [:]
    var found: [Diagnostic] = []
    for tag in tags {
        for synonym in tag.synonyms {
            let key = foldedName(synonym.value)
            let path = messagePath(tag.path)
            if let other = byName[key], other.path == tag.path {
                found.append(
                    Diagnostic(
                        .synonymConflict, "'\(synonym.value)' is the tag itself", advice: "take it out of its own synonyms", path: path,
                        range: synonym.range))
            } else if let other = byName[key] {
                let back = other.synonyms.first { foldedName($0.value) == foldedName(tag.name) }
                let isCircle = back != nil
                // One message for both: at the first, with the second as its note.
                if isCircle, other.path.utf8.lexicographicallyPrecedes(tag.path.utf8) { continue }
                found.append(
                    Diagnostic(
                        isCircle ? .tagCircle : .synonymConflict,
                        isCircle
                            ? "the tags '\(tag.name)' and '\(other.name)' are each other's synonyms"
                            : "'\(synonym.value)' is a synonym here and a tag of its own",
                        advice: isCircle ? "keep one of the two as the tag, and delete the other's file" : "keep the word in one of the two files", path: path,
                        range: synonym.range, notes: [Diagnostic.Note("the tag '\(other.name)'", path: messagePath(other.path), range: back?.range)]))
            } else if let other = owner[key] {
                found.append(
                    Diagnostic(
                        .synonymConflict, "'\(synonym.value)' is a synonym of '\(other.name)' already", advice: "leave it to one of the two tags",
                        path: path, range: synonym.range, notes: [Diagnostic.Note("the tag '\(other.name)'", path: messagePath(other.path))]))
            } else {
                owner[key] = tag
            }
        }
    }
    return found
}

private func parentFaults(_ tags: [TagSource], _ byName: [String: TagSource]) -> [Diagnostic] {
    var bySynonym: [String: TagSource] = [:]
    for tag in tags {
        for synonym in tag.synonyms { bySynonym[foldedName(synonym.value)] = tag }
    }
    func parent(of tag: TagSource) -> TagSource? {
        tag.parent.flatMap { byName[foldedName($0.value)] ?? bySynonym[foldedName($0.value)] }
    }
    var found: [Diagnostic] = []
    for tag in tags {
        guard let written = tag.parent else { continue }
        guard var ancestor = parent(of: tag) else {
            let near = suggestion(for: written.value, among: tags.map(\.name))
            found.append(
                Diagnostic(
                    .unknownParentTag, "no tag is called '\(written.value)'",
                    advice: near.map { "did you mean '\($0)'?" } ?? "add 'tags/\(written.value).md', or name another parent",
                    path: messagePath(tag.path), range: written.range))
            continue
        }
        // As many steps as there are tags reach every ancestor, or prove a circle; it is told once, at its first file.
        var way: [TagSource] = []
        for _ in tags {
            if ancestor.path == tag.path {
                found.append(
                    Diagnostic(
                        .tagCircle, "the tag '\(tag.name)' is its own ancestor", advice: "take out one 'parent:' of the circle",
                        path: messagePath(tag.path), range: written.range,
                        notes: way.map { Diagnostic.Note("here it goes on", path: messagePath($0.path), range: $0.parent?.range) }))
                break
            }
            way.append(ancestor)
            guard tag.path.utf8.lexicographicallyPrecedes(ancestor.path.utf8), let next = parent(of: ancestor) else { break }
            ancestor = next
        }
    }
    return found
}
