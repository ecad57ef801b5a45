import Diagnostics

extension DiagnosticCode {
    static let unknownThread = DiagnosticCode(
        "unknown-thread", "'duplicate_of' or 'superseded_by' names a thread that doesn't exist.")
    static let threadCircle = DiagnosticCode(
        "thread-circle", "Threads send the reader round in a circle: each says that the other is the one to read.")
}

func checkThreadReferences(_ content: SiteContent, _ site: Site) -> [Diagnostic] {
    var bySlug: [String: ThreadSource] = [:]
    for thread in content.threads { bySlug[thread.slug] = thread }
    let slugs = content.threads.map(\.slug).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return content.threads.flatMap { thread in
        [thread.duplicateOf, thread.supersededBy].compactMap(\.self).compactMap { reference -> Diagnostic? in
            guard let other = bySlug[reference.value] else {
                let near = suggestion(for: reference.value, among: slugs)
                return Diagnostic(
                    .unknownThread, "no thread is called '\(reference.value)'",
                    advice: near.map { "did you mean '\($0)'?" } ?? "write the name of the thread's file, without '.md'",
                    path: messagePath(thread.path), range: reference.range,
                    fixIts: near.map { [Diagnostic.FixIt(range: reference.range, replacement: $0)] } ?? [])
            }
            guard leads(from: other, to: thread, bySlug) else { return nil }
            return Diagnostic(
                .threadCircle, "the thread '\(other.slug)' leads back to this one",
                advice: "decide which of them readers should read, and take the reference out of that one", path: messagePath(thread.path),
                range: reference.range, notes: [Diagnostic.Note("the other thread", path: messagePath(other.path))])
        }
    }
}

private func leads(from start: ThreadSource, to goal: ThreadSource, _ bySlug: [String: ThreadSource]) -> Bool {
    var seen: Set<String> = []
    var open = [start]
    while let thread = open.popLast() {
        if thread.path == goal.path { return true }
        guard seen.insert(thread.slug).inserted else { continue }
        open += [thread.duplicateOf, thread.supersededBy].compactMap { $0.flatMap { bySlug[$0.value] } }
    }
    return false
}
