import Diagnostics

/// What reading one content file gives: its value, unless a fault left none, and every fault found in it.
package struct ParsedFile: Hashable, Sendable {
    /// As big as a thread's reference: there are thousands of threads, and a few of all else.
    package enum Value: Hashable, Sendable {
        case thread(ThreadSource)
        indirect case rule(RuleSource)
        indirect case person(PersonSource)
        indirect case tag(TagSource)
        indirect case page(PageSource)
    }

    /// The path below the site's folder, as messages print it.
    package var path: String
    /// `nil` when the file has a fault that leaves nothing to show.
    package var value: Value?
    package var diagnostics: [Diagnostic]

    package init(path: String, value: Value?, diagnostics: [Diagnostic]) {
        self.path = path
        self.value = value
        self.diagnostics = diagnostics
    }
}

/// What a content file is, by the folder it lies in.
package enum ContentKind: String, Hashable, Sendable, CaseIterable {
    case thread, rule, person, tag, page

    /// The folder below `Content/`.
    package var folder: String {
        switch self {
        case .thread: "threads"
        case .rule: "rules"
        case .person: "people"
        case .tag: "tags"
        case .page: "pages"
        }
    }
}
