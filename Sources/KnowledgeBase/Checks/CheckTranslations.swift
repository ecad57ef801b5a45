import Diagnostics

extension DiagnosticCode {
    static let translationOfTranslation = DiagnosticCode(
        "translation-of-translation", "'translation_of' names a thread that is a translation itself, or the thread it stands in. It names the original.")
    static let translationLanguage = DiagnosticCode(
        "translation-language", "A thread and its translations are in different languages, one each; two of them say that they are in the same.")
}

/// A translation names its original, which exists, is no translation itself, and is in another language than all of its translations.
func checkTranslations(_ content: SiteContent, _ site: Site) -> [Diagnostic] {
    let translations = content.threads.filter { $0.translationOf != nil }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    if translations.isEmpty { return [] }
    var bySlug: [String: ThreadSource] = [:]
    for thread in content.threads { bySlug[thread.slug] = thread }
    let slugs = content.threads.map(\.slug).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    func language(_ thread: ThreadSource) -> String { thread.language ?? content.settings.language }

    var found: [Diagnostic] = []
    /// The languages of each original's group, with the thread that has them.
    var taken: [String: [String: ThreadSource]] = [:]
    for thread in translations {
        guard let reference = thread.translationOf else { continue }
        guard let original = bySlug[reference.value] else {
            if !content.unread.hasLostThread(reference.value) { found.append(unknownThread(reference, in: thread, slugs)) }
            continue
        }
        if let further = original.translationOf {
            let isItself = original.path == thread.path
            found.append(
                Diagnostic(
                    .translationOfTranslation,
                    isItself ? "a thread is no translation of itself" : "'\(original.slug)' is a translation itself",
                    advice: isItself ? "name the thread that was there first, or remove the line" : "name its original, '\(further.value)'",
                    path: messagePath(thread.path), range: reference.range,
                    notes: isItself ? [] : [Diagnostic.Note("here it says so", path: messagePath(original.path), range: further.range)],
                    fixIts: isItself ? [] : [Diagnostic.FixIt(range: reference.range, replacement: further.value)]))
            continue
        }
        let own = language(thread).lowercased()
        var group = taken[original.slug] ?? [language(original).lowercased(): original]
        if let other = group[own] {
            found.append(
                Diagnostic(
                    .translationLanguage, "the thread and '\(other.slug)' are both in '\(language(thread))'",
                    advice: "give each its own 'language'", path: messagePath(thread.path), range: reference.range))
        } else {
            group[own] = thread
        }
        taken[original.slug] = group
    }
    return found
}
