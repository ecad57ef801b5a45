import Diagnostics

extension DiagnosticCode {
    static let unknownPerson = DiagnosticCode(
        "unknown-person",
        "A post names somebody who has no file in people/, on a site that has such files. Often a slip of the pen: the answer would be credited to nobody.")
}

/// Only where people are declared at all.
func checkPeople(_ content: SiteContent, _ site: Site) -> [Diagnostic] {
    guard !content.people.isEmpty else { return [] }
    var known: Set<String> = []
    for person in content.people {
        known.insert(foldedName(person.handle))
        known.formUnion(person.aliases.map { foldedName($0.value) })
    }
    let names = content.people.map(\.handle).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var found: [Diagnostic] = []
    func look(_ handle: Located<String>, _ path: String) {
        guard !known.contains(foldedName(handle.value)) else { return }
        let near = suggestion(for: handle.value, among: names)
        found.append(
            Diagnostic(
                .unknownPerson, .warning, "nobody in 'people/' is called '\(handle.value)'",
                advice: near.map { "did you mean '\($0)'?" } ?? "add 'people/\(handle.value).md', or mend the handle", path: messagePath(path),
                range: handle.range, fixIts: near.map { [Diagnostic.FixIt(range: handle.range, replacement: $0)] } ?? []))
    }
    for thread in content.threads {
        look(thread.author, thread.path)
        thread.comments.forEach { look($0.author, thread.path) }
        thread.verified?.by.map { look($0, thread.path) }
        for answer in thread.answers {
            look(answer.author, thread.path)
            answer.verified?.by.map { look($0, thread.path) }
            answer.comments.forEach { look($0.author, thread.path) }
        }
    }
    return found
}
