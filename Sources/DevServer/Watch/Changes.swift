/// What has changed on disk since somebody last asked.
package struct Changes: Hashable, Sendable {
    /// Files below the site's folder, as messages name them: `Content/threads/a.md`. Changed, new or gone.
    package private(set) var files: Set<String> = []
    /// More may have changed than `files` tells: a folder came, went or moved, or the system lost count.
    package private(set) var isEverything = false

    package init() {}

    package var isEmpty: Bool { files.isEmpty && !isEverything }

    package mutating func add(_ path: String) { files.insert(path) }

    package mutating func addEverything() { isEverything = true }

    package mutating func merge(_ other: Changes) {
        files.formUnion(other.files)
        isEverything = isEverything || other.isEverything
    }
}

/// Names that editors and version control make beside the files they write, and that no site reads: `.a.md.swp`, `a.md~`, `#a.md#`, and the
/// `4913` by which vim tries whether it may write.
func isPassingName(_ name: String) -> Bool {
    let bytes = name.utf8
    if bytes.first == UInt8(ascii: ".") || bytes.last == UInt8(ascii: "~") { return true }
    if bytes.first == UInt8(ascii: "#"), bytes.last == UInt8(ascii: "#") { return true }
    return bytes.elementsEqual("4913".utf8)
}

/// The folders of a site that are read.
let watchedFolders = ["Content", "Templates"]
