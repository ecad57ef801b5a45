import DefaultTheme
import Diagnostics
import TemplateEngine

/// The look of a site: the default theme, with the site's own `Templates/` over it file by file.
package struct Theme: Sendable {
    /// By path below `Templates/`.
    private var files: [String: SourceFile] = [:]
    /// The paths that the site brings.
    private var hasOwn: Set<String> = []
    package private(set) var diagnostics: [Diagnostic] = []
    /// Whether the site brings templates of its own; strings and assets don't count.
    private(set) var hasOwnTemplates = false

    /// - Parameter site: The site's folder, which may have a folder `Templates`.
    package init(site: String) throws(MachineError) {
        for file in DefaultTheme.files { files[file.path] = SourceFile(path: "Templates/" + file.path, bytes: file.bytes) }
        for (path, bytes) in try templateFiles(site + "/Templates") {
            files[path] = SourceFile(path: "Templates/" + path, bytes: bytes)
            hasOwn.insert(path)
            if path.utf8.hasSuffix(".mustache") { hasOwnTemplates = true }
        }
    }

    /// The default theme alone.
    package init() {
        for file in DefaultTheme.files { files[file.path] = SourceFile(path: "Templates/" + file.path, bytes: file.bytes) }
    }

    /// The source of a template or a string file, for printing a message about it.
    package func file(_ path: String) -> SourceFile? {
        path.utf8.starts(with: "Templates/".utf8) ? files[String(path.dropFirst("Templates/".count))] : nil
    }

    /// Templates by the name under which others use them: the path without `.mustache`.
    var templates: [String: SourceFile] {
        var templates: [String: SourceFile] = [:]
        for (path, file) in files where path.utf8.hasSuffix(".mustache") { templates[String(path.dropLast(".mustache".count))] = file }
        return templates
    }

    /// Files that the pages refer to, by path below `Templates/assets/`.
    var assetFiles: [(name: String, bytes: [UInt8])] {
        files.filter { $0.key.utf8.starts(with: "assets/".utf8) }.map { (String($0.key.dropFirst("assets/".count)), $0.value.bytes) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The interface in a language: its own texts, then those of the language without its region or script, then English. A site's own file
    /// stands over the default theme's of the same name text by text.
    mutating func phrases(language: String) -> Phrases {
        var strings = InterfaceStrings(language: language)
        for name in strings.chain {
            let path = "strings/\(name).yml"
            let own = files[path]
            if let standard = DefaultTheme.files.first(where: { $0.path == path }) {
                strings.add(SourceFile(path: "Templates/" + path, bytes: standard.bytes), isOwn: false)
            }
            if let own, hasOwn.contains(path) { strings.add(own, isOwn: true) }
        }
        diagnostics += strings.finish()
        return Phrases(language: language, texts: strings.texts)
    }

    /// What a language calls itself, where the theme has a file for it; else its tag.
    func languageName(_ language: String) -> String {
        var strings = InterfaceStrings(language: language)
        for name in strings.chain.dropFirst() {
            if let file = files["strings/\(name).yml"] { strings.add(file, isOwn: false) }
        }
        return strings.texts["language"] ?? language
    }
}

/// Every file below a folder, by path; none when there is no such folder.
private func templateFiles(_ root: String) throws(MachineError) -> [(path: String, bytes: [UInt8])] {
    var found: [(path: String, bytes: [UInt8])] = []
    func walk(_ directory: borrowing Directory, _ prefix: String) throws(MachineError) {
        for entry in try directory.entries() where entry.name.utf8.first != UInt8(ascii: ".") {
            switch entry.kind {
            case .file: found.append((prefix + entry.name, try directory.read(entry.name)))
            case .folder: try walk(try Directory(opening: entry.name, in: directory), prefix + entry.name + "/")
            case .link, .other, .unnameable: continue
            }
        }
    }
    guard isFolder(root) else { return [] }
    try walk(try Directory(opening: root), "")
    return found
}
