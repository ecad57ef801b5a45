import Diagnostics
import KnowledgeBase

/// The files of a site's `Content/`, sorted by the bytes of their paths.
package struct ContentTree: Sendable {
    package struct File: Hashable, Sendable {
        /// Below the site's folder, as messages print it: `Content/threads/a.md`.
        package let path: String
        /// Below the content folder: `threads/a.md`.
        package let contentPath: String
        let stamp: FileStamp
    }

    /// The content folder itself.
    private(set) var root = ""
    /// Markdown of the five kinds, each with its kind.
    package var markdown: [(kind: ContentKind, file: File)] = []
    package var settings: File?
    package var logs: [File] = []
    /// Paths below the content folder of files that are copied as they are: `assets/logo.png`.
    package var assets: [String] = []
    package var diagnostics: [Diagnostic] = []

    /// Lists the whole folder and reads none of its files. Links, unknown folders and files that nothing reads are diagnostics.
    package static func discover(site: String, folder: String = "Content") throws(MachineError) -> ContentTree {
        var tree = ContentTree()
        tree.root = site + "/" + folder
        let root = try Directory(opening: tree.root)
        try tree.walk(root, contentPath: "", prefix: folder + "/", depth: 0)
        return tree
    }

    static func discovered(site: String) -> Result<ContentTree, MachineError> {
        do throws(MachineError) { return .success(try discover(site: site)) } catch { return .failure(error) }
    }

    /// Levels of folders below the content's own.
    private static let deepest = 32

    private mutating func walk(_ directory: borrowing Directory, contentPath: String, prefix: String, depth: Int) throws(MachineError) {
        for entry in try directory.entries() {
            // Editors and version control keep hidden files; they are nobody's content.
            if entry.name.utf8.first == UInt8(ascii: ".") { continue }
            let path = contentPath + entry.name
            switch entry.kind {
            case .folder:
                if contentPath.isEmpty, !Self.folders.contains(entry.name) {
                    diagnostics.append(.unknownFolder(prefix + path, name: entry.name, known: Self.folders))
                    continue
                }
                guard depth < Self.deepest else {
                    diagnostics.append(.folderTooDeep(prefix + path, limit: Self.deepest))
                    continue
                }
                let below = try Directory(opening: entry.name, in: directory)
                try walk(below, contentPath: path + "/", prefix: prefix, depth: depth + 1)
            case .file:
                take(entry.name, entry.stamp, contentPath: path, prefix: prefix)
            case .link:
                diagnostics.append(.symbolicLink(prefix + path))
            case .other:
                diagnostics.append(.unusedFile(prefix + path, ending: nil))
            case .unnameable:
                diagnostics.append(.unusableName(prefix + path))
            }
        }
    }

    private mutating func take(_ name: String, _ stamp: FileStamp, contentPath: String, prefix: String) {
        let path = prefix + contentPath
        let folder = contentPath.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1).first.map { String(Substring($0)) }
        if contentPath == "site.yml" {
            settings = File(path: path, contentPath: contentPath, stamp: stamp)
        } else if folder == "assets", contentPath != name {
            assets.append(contentPath)
        } else if folder == "log", name.utf8.hasSuffix(".csv") {
            logs.append(File(path: path, contentPath: contentPath, stamp: stamp))
        } else if let kind = ContentKind.allCases.first(where: { $0.folder == folder }), contentPath != name,
            name.utf8.hasSuffix(".md")
        {
            markdown.append((kind, File(path: path, contentPath: contentPath, stamp: stamp)))
        } else {
            let isKnown = ContentKind.allCases.contains { $0.folder == folder }
            let isInFolder = contentPath != name
            diagnostics.append(.unusedFile(path, ending: !isInFolder ? nil : folder == "log" ? ".csv" : isKnown ? ".md" : nil))
        }
    }

    private static let folders = (ContentKind.allCases.map(\.folder) + ["assets", "log"]).sorted()
}

extension String.UTF8View {
    func hasSuffix(_ suffix: StaticString) -> Bool {
        suffix.withUTF8Buffer { count >= $0.count && self.suffix($0.count).elementsEqual($0) }
    }
}
