/// What version control knows of the content files. Plain values: the same commit gives the same history.
package struct ContentHistory: Hashable, Sendable {
    package struct File: Hashable, Sendable {
        /// Committer time of the last commit that changed the file's text; `nil` where a shallow clone doesn't reach so far.
        package var changed: Instant?
        /// Names of those who committed changes, the earliest first, each once. Empty in a shallow clone, which knows only some.
        package var contributors: [String]

        package init(changed: Instant?, contributors: [String]) {
            self.changed = changed
            self.contributors = contributors
        }
    }

    /// A file that was renamed, or deleted while its `id` lives on in another file.
    package struct Move: Hashable, Sendable {
        /// Below the content folder.
        package var old: String
        /// The file of today, below the content folder.
        package var new: String

        package init(old: String, new: String) {
            self.old = old
            self.new = new
        }
    }

    /// By path below the content folder.
    package var files: [String: File] = [:]
    /// Sorted by the old paths' bytes, each once.
    package var moves: [Move] = []
    /// Only a part of the history is there.
    package var isShallow = false

    package init() {}
}
