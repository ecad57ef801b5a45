import KnowledgeBase

/// Makes the history of the files that are there today out of a log, read from the newest commit to the oldest.
struct HistoryBuilder {
    /// The number of each file of today, by the bytes of its path.
    private let numbers: [[UInt8]: Int]
    private let paths: [String]
    private let isShallow: Bool
    private var changed: [Int?]
    /// Numbers of authors, the latest first.
    private var contributors: [[Int]]
    private var authors: [String] = []
    private var authorNumbers: [String: Int] = [:]
    /// What a path of an older day leads to today; `nil` is nothing. A path that isn't here leads to the file of its name.
    private var renamed: [[UInt8]: Int?] = [:]
    private var moves: [[UInt8]: Int] = [:]
    private var commit: GitLogParser.Commit?
    /// Committer time of the newest commit.
    private(set) var newest: Int?
    /// Threads that were deleted, each with the object that held its text: the newest deletion of a path.
    private(set) var deletedThreads: [[UInt8]: String] = [:]

    /// - Parameter paths: The content files of today, below the content folder.
    init(paths: [String], isShallow: Bool) {
        self.paths = paths
        self.isShallow = isShallow
        numbers = Dictionary(paths.enumerated().map { (Array($1.utf8), $0) }, uniquingKeysWith: { first, _ in first })
        changed = [Int?](repeating: nil, count: paths.count)
        contributors = [[Int]](repeating: [], count: paths.count)
    }

    mutating func take(_ event: GitLogParser.Event) {
        switch event {
        case .commit(let next):
            commit = next
            if newest == nil { newest = next.time }
        case .change(let change): take(change)
        }
    }

    private mutating func take(_ change: GitLogParser.Change) {
        let file = today(change.path)
        switch change.kind {
        case .added, .changed: note(file)
        case .deleted:
            if numbers[change.path] == nil, deletedThreads[change.path] == nil, isThread(change.path) { deletedThreads[change.path] = change.oldObject }
        case .renamed(let old, let isExact):
            if !isExact { note(file) }
            renamed[change.path] = .some(nil)
            renamed[old] = .some(file)
            if let file, numbers[old] == nil, moves[old] == nil { moves[old] = file }
        }
    }

    private func today(_ path: [UInt8]) -> Int? {
        if let known = renamed[path] { return known }
        return numbers[path]
    }

    /// The commit at hand changed a file's text.
    private mutating func note(_ file: Int?) {
        // At the edge of a shallow clone every file looks as if it were new.
        guard let file, let commit, !(isShallow && commit.isRoot) else { return }
        if changed[file] == nil { changed[file] = commit.time }
        guard !commit.author.isEmpty, !commit.author.utf8.hasSuffix("[bot]") else { return }
        let author = authorNumbers[commit.author] ?? authors.count
        if author == authors.count {
            authors.append(commit.author)
            authorNumbers[commit.author] = author
        }
        contributors[file].removeAll { $0 == author }
        contributors[file].append(author)
    }

    private func isThread(_ path: [UInt8]) -> Bool { path.starts(with: "threads/".utf8) && path.suffix(3).elementsEqual(".md".utf8) }

    /// - Parameter byIdentity: Deleted threads whose `id` a thread of today has, as pairs of old and new path.
    func history(byIdentity: [(old: [UInt8], new: String)] = []) -> ContentHistory {
        var history = ContentHistory()
        history.isShallow = isShallow && newest != nil
        for (number, path) in paths.enumerated() where changed[number] != nil || !contributors[number].isEmpty {
            history.files[path] = ContentHistory.File(
                changed: changed[number].map { Instant(secondsSince1970: $0) },
                contributors: isShallow ? [] : contributors[number].reversed().map { authors[$0] })
        }
        var all = moves.mapValues { paths[$0] }
        for (old, new) in byIdentity where all[old] == nil { all[old] = new }
        history.moves = all.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { old, new in
            String(validating: old, as: UTF8.self).map { ContentHistory.Move(old: $0, new: new) }
        }
        return history
    }
}
