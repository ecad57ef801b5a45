import Diagnostics

extension DiagnosticCode {
    static let unknownThread = DiagnosticCode(
        "unknown-thread", "'duplicate_of', 'superseded_by' or 'translation_of' names a thread that doesn't exist.")
    static let threadCircle = DiagnosticCode(
        "thread-circle", "Threads send the reader round in a circle: each says that the other is the one to read.")
}

func checkThreadReferences(_ content: SiteContent, _ site: Site) -> [Diagnostic] {
    var bySlug: [String: ThreadSource] = [:]
    for thread in content.threads { bySlug[thread.slug] = thread }
    let slugs = content.threads.map(\.slug).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var found: [Diagnostic] = []
    var reported: Set<String> = []
    for thread in content.threads.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
        for reference in thread.references {
            guard let other = bySlug[reference.value] else {
                if !content.unread.hasLostThread(reference.value) { found.append(unknownThread(reference, in: thread, slugs)) }
                continue
            }
            guard !reported.contains(thread.path), let way = way(from: other, to: thread, bySlug) else { continue }
            reported.insert(thread.path)
            reported.formUnion(way.map(\.thread.path))
            found.append(
                Diagnostic(
                    .threadCircle, way.isEmpty ? "the thread refers to itself" : "the thread '\(other.slug)' leads back to this one",
                    advice: "decide which thread readers should read, and take the reference out of that one", path: messagePath(thread.path),
                    range: reference.range,
                    notes: way.map { Diagnostic.Note("here it goes on", path: messagePath($0.thread.path), range: $0.reference.range) }))
        }
    }
    return found
}

func unknownThread(_ reference: Located<String>, in thread: ThreadSource, _ slugs: [String]) -> Diagnostic {
    let near = suggestion(for: reference.value, among: slugs)
    return Diagnostic(
        .unknownThread, "no thread is called '\(reference.value)'",
        advice: near.map { "did you mean '\($0)'?" } ?? "write the name of the thread's file, without '.md'",
        path: messagePath(thread.path), range: reference.range,
        fixIts: near.map { [Diagnostic.FixIt(range: reference.range, replacement: $0)] } ?? [])
}

/// The references that lead from one thread to another, in order; empty when the two are one, `nil` when there is no way.
private func way(
    from start: ThreadSource, to goal: ThreadSource, _ bySlug: [String: ThreadSource]
) -> [(thread: ThreadSource, reference: Located<String>)]? {
    var seen: Set<String> = []
    var open: [(thread: ThreadSource, way: [(thread: ThreadSource, reference: Located<String>)])] = [(start, [])]
    while let (thread, way) = open.popLast() {
        if thread.path == goal.path { return way }
        guard seen.insert(thread.slug).inserted else { continue }
        for reference in thread.references {
            if let next = bySlug[reference.value] { open.append((next, way + [(thread, reference)])) }
        }
    }
    return nil
}

extension ThreadSource {
    fileprivate var references: [Located<String>] { [duplicateOf, supersededBy].compactMap(\.self) }
}
