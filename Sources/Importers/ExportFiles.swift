import Diagnostics

/// The files of an export.
struct ExportFiles {
    /// A file, or a folder that is searched.
    let root: String

    /// Beyond these limits a folder is no export.
    private static let mostFiles = 2_000_000
    private static let deepest = 8

    init(_ path: String) {
        var path = path
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.unicodeScalars.removeLast() }
        root = path
    }

    var isFolder: Bool { FileCalls.isFolder(root) }

    /// The last part of the export's path.
    var name: String { root.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? "import" }

    /// Paths below `root` in the order of their bytes; `[""]` for a single file. Hidden files and symbolic links to folders are passed over.
    func paths(endingIn endings: [String]) -> [String] {
        guard isFolder else { return [""] }
        var found: [String] = []
        collect("", endings, depth: 0, into: &found)
        return found
    }

    private func collect(_ folder: String, _ endings: [String], depth: Int, into found: inout [String]) {
        for name in FileCalls.names(in: folder.isEmpty ? root : "\(root)/\(folder)") where name.utf8.first != UInt8(ascii: ".") {
            guard found.count < Self.mostFiles else { return }
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            if FileCalls.isFolder("\(root)/\(path)") {
                if depth < Self.deepest { collect(path, endings, depth: depth + 1, into: &found) }
            } else if endings.contains(where: { name.utf8.suffix($0.utf8.count).elementsEqual($0.utf8) }) {
                found.append(path)
            }
        }
    }

    func full(_ path: String) -> String { path.isEmpty ? root : "\(root)/\(path)" }

    /// What a message calls the file.
    func shown(_ path: String) -> String { path.isEmpty ? name : path }

    func bytes(_ path: String) throws(ImportError) -> [UInt8] {
        guard let bytes = try FileCalls.read(full(path)) else { throw .unreadable(path: full(path), reason: "there is no such file") }
        return bytes
    }

    func json(_ path: String) throws(ImportError) -> JSONValue {
        let bytes = try bytes(path)
        do throws(JSONFault) {
            return try JSONReader.value(of: bytes)
        } catch {
            throw syntaxError(error, bytes, path)
        }
    }

    /// See `JSONReader.read`.
    func json(
        _ path: String, streaming name: String, onElement: @escaping (JSONObject, JSONValue) throws(JSONFault) -> Void
    ) throws(ImportError) -> JSONValue {
        let bytes = try bytes(path)
        do throws(JSONFault) {
            return try JSONReader.read(bytes, streaming: name, onElement: onElement)
        } catch {
            throw syntaxError(error, bytes, path)
        }
    }

    private func syntaxError(_ fault: JSONFault, _ bytes: [UInt8], _ path: String) -> ImportError {
        let line = bytes.prefix(fault.byte).count { $0 == 10 } + 1
        return .brokenSource([
            Diagnostic(
                .importSyntax, .error, "line \(line), byte \(fault.byte): \(fault.what)", advice: "get the export again; nothing was written",
                path: shown(path))
        ])
    }

    /// The export lacks what its kind must have.
    func missing(_ what: String, advice: String) -> ImportError {
        .brokenSource([Diagnostic(.importMissingFile, .error, "there is no \(what) in '\(root)'", advice: advice, path: root)])
    }
}
