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
    /// Stands for everything that the bytes depend on: an output whose key is that of the last build, and whose file is still as that build
    /// wrote it, is neither made nor touched. Without a key it is made each time, and compared.
    package let key: Digest?

    package init(_ path: String, _ content: Content, isIndex: Bool = false, key: Digest? = nil) {
        self.path = path
        self.content = content
        self.isIndex = isIndex
        self.key = key
    }

    package init(_ path: String, bytes: [UInt8], isIndex: Bool = false, key: Digest? = nil) {
        self.init(path, .bytes(bytes), isIndex: isIndex, key: key)
    }

    package init(_ path: String, text: String, isIndex: Bool = false, key: Digest? = nil) {
        self.init(path, .bytes(Array(text.utf8)), isIndex: isIndex, key: key)
    }
}

/// The folders of a path, the outermost first: `a/b/c.html` → `a`, `a/b`.
func parentPaths(of path: String) -> [String] {
    path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
}
