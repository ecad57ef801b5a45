import Diagnostics

/// Content files of which the site knows less than they hold, by path below the content folder, so that no check reports a second time
/// what a file's own fault explains.
package struct UnreadFiles: Hashable, Sendable {
    /// Files with a fault that left nothing to show.
    package private(set) var lost: Set<String> = []
    /// Files with an error: something in them may be missing from the site.
    package private(set) var faulty: Set<String> = []
    /// Drafts that this build leaves out.
    package private(set) var drafts: Set<String> = []

    package init() {}

    mutating func add(_ file: ParsedFile, includesDrafts: Bool) {
        let path = String(file.path.dropFirst("Content/".count))
        if file.value == nil { lost.insert(path) }
        if file.diagnostics.contains(where: { $0.severity == .error }) { faulty.insert(path) }
        if !includesDrafts, file.value?.isDraft == true { drafts.insert(path) }
    }

    /// Whether a thread of this name has a file that could not be read.
    func hasLostThread(_ slug: String) -> Bool {
        lost.contains { path in
            let name = composed(path).utf8.split(separator: UInt8(ascii: "/")).last ?? composed(path)[...].utf8
            return path.utf8.starts(with: "threads/".utf8) && name.elementsEqual((slug + ".md").utf8)
        }
    }
}

extension ParsedFile.Value {
    fileprivate var isDraft: Bool {
        switch self {
        case .thread(let thread): thread.isDraft
        case .rule(let rule): rule.isDraft
        case .page(let page): page.isDraft
        case .person, .tag: false
        }
    }
}
