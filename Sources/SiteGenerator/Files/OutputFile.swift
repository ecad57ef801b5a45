/// One file of the built site.
package struct OutputFile: Sendable {
    package enum Content: Sendable {
        case bytes([UInt8])
        /// Made when it is written, so that a big site is never in memory as a whole.
        case made(@Sendable () -> [UInt8])
        /// A copy of a file below the content folder.
        case asset(String)
    }

    /// Below the output folder, `/` between its parts: `threads/no-budget.html`. Never absolute, never with `..`.
    package let path: String
    package let content: Content
    /// Written after the others: a page that lists other pages must not lead to one that isn't there yet.
    package let isIndex: Bool

    package init(_ path: String, _ content: Content, isIndex: Bool = false) {
        self.path = path
        self.content = content
        self.isIndex = isIndex
    }

    package init(_ path: String, bytes: [UInt8], isIndex: Bool = false) {
        self.init(path, .bytes(bytes), isIndex: isIndex)
    }

    package init(_ path: String, text: String, isIndex: Bool = false) {
        self.init(path, .bytes(Array(text.utf8)), isIndex: isIndex)
    }
}

/// The folders of a path, the outermost first: `a/b/c.html` → `a`, `a/b`.
func parentPaths(of path: String) -> [String] {
    path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
}
