import Diagnostics

/// The files of an export: one file, a folder, or a zip that is read as a folder. Paths are below it, parts joined by `/`; `""` is the export itself.
struct ExportFiles {
    private enum Place {
        case file, folder
        case archive(ZipArchive)
    }

    let root: String
    private let place: Place
    /// The folder within, for exports whose own folder is packed with them.
    private var base = ""
    private let meter: ImportMeter

    /// Beyond these limits a folder is no export.
    private static let mostFiles = 2_000_000
    private static let deepest = 8

    init(_ path: String, meter: ImportMeter = ImportMeter()) throws(ImportError) {
        var path = path
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.unicodeScalars.removeLast() }
        root = path
        self.meter = meter
        if FileCalls.isFolder(path) {
            place = .folder
        } else if ZipArchive.isOne(path) {
            place = .archive(try ZipArchive(path))
        } else if FileCalls.exists(path) {
            place = .file
        } else {
            throw .unreadable(path: path, reason: "there is no such file or folder")
        }
    }

    /// The last part of the export's path, without what a zip adds to it; of `.`, the folder's own name.
    var name: String {
        let last = lastName(ofPath: root)
        return last.utf8.suffix(4).elementsEqual(".zip".utf8) && last.utf8.count > 4 ? String(decoding: last.utf8.dropLast(4), as: UTF8.self) : last
    }

    /// The folder below, as an export of its own.
    func entering(_ folder: String) -> ExportFiles {
        var files = self
        files.base = inner(folder)
        return files
    }

    /// This folder where it has the file; else the only folder in it that does: an export that was packed together with its folder.
    func holding(_ name: String) -> ExportFiles? {
        if size(name) != nil { return self }
        let found = names("").filter { $0.utf8.first != UInt8(ascii: ".") && !$0.utf8.elementsEqual("__MACOSX".utf8) && size("\($0)/\(name)") != nil }
        return found.count == 1 ? entering(found[0]) : nil
    }

    private func inner(_ path: String) -> String { base.isEmpty ? path : path.isEmpty ? base : "\(base)/\(path)" }
    private func onDisk(_ path: String) -> String { inner(path).isEmpty ? root : "\(root)/\(inner(path))" }

    // MARK: What is there

    var isFolder: Bool { if case .file = place { false } else { true } }

    func isFolder(_ path: String) -> Bool {
        switch place {
        case .file: false
        case .folder: FileCalls.isFolder(onDisk(path))
        case .archive(let zip): zip.folders[inner(path)] != nil
        }
    }

    /// Names in a folder, hidden ones too, in the order of their bytes.
    func names(_ folder: String) -> [String] {
        switch place {
        case .file: []
        case .folder: FileCalls.names(in: onDisk(folder))
        case .archive(let zip): zip.folders[inner(folder)] ?? []
        }
    }

    /// Names of the folders in a folder; hidden ones are passed over.
    func folders(_ folder: String = "") -> [String] {
        names(folder).filter { $0.utf8.first != UInt8(ascii: ".") && !$0.utf8.elementsEqual("__MACOSX".utf8) && isFolder(folder.isEmpty ? $0 : "\(folder)/\($0)") }
    }

    /// The size of a file in bytes, unpacked; `nil` when there is none.
    func size(_ path: String) -> Int? {
        switch place {
        case .file: path.isEmpty ? FileCalls.size(root) : nil
        case .folder: FileCalls.size(onDisk(path))
        case .archive(let zip): zip.members[inner(path)]?.size
        }
    }

    /// Paths of files in the order of their bytes; `[""]` for a single file. Hidden files and symbolic links to folders are passed over.
    func paths(endingIn endings: [String]) -> [String] {
        guard isFolder else { return [""] }
        var found: [String] = []
        collect("", endings, depth: 0, into: &found)
        return found
    }

    private func collect(_ folder: String, _ endings: [String], depth: Int, into found: inout [String]) {
        for name in names(folder) where name.utf8.first != UInt8(ascii: ".") && !name.utf8.elementsEqual("__MACOSX".utf8) {
            guard found.count < Self.mostFiles else { return }
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            if isFolder(path) {
                if depth < Self.deepest { collect(path, endings, depth: depth + 1, into: &found) }
            } else if endings.contains(where: { name.utf8.suffix($0.utf8.count).elementsEqual($0.utf8) }) {
                found.append(path)
            }
        }
    }

    /// What a message calls the file: its path as the export's was given, through the zip where it is in one.
    func shown(_ path: String) -> String { onDisk(path) }

    // MARK: Reading

    /// Says which files are going to be read, for the terminal's line.
    func expect(_ paths: [String]) {
        for path in paths {
            switch place {
            case .archive(let zip): meter.expect(zip.members[inner(path)]?.packedSize ?? 0)
            case .file, .folder: meter.expect(size(path) ?? 0)
            }
        }
    }

    func source(_ path: String) throws(ImportError) -> ByteSource {
        guard case .archive(let zip) = place else {
            guard size(path) != nil else { throw .unreadable(path: onDisk(path), reason: "there is no such file") }
            return try ByteSource(path: onDisk(path), meter: meter)
        }
        guard let member = zip.members[inner(path)] else { throw .unreadable(path: shown(path), reason: "there is no such file in the zip") }
        return try zip.source(member, meter: meter)
    }

    func json(_ path: String) throws(ImportError) -> JSONValue {
        try json(path, streaming: { _, _ in false }) { (_, _, _) throws(JSONFault) in }
    }

    /// See `JSONReader.read`.
    func json(
        _ path: String, streaming isStreamed: @escaping (String, String) -> Bool, isSequence: Bool = false,
        onElement: @escaping (JSONObject, JSONValue, Int) throws(JSONFault) -> Void
    ) throws(ImportError) -> JSONValue {
        let source = try source(path)
        do throws(JSONFault) {
            let value = try JSONReader.read(source, isSequence: isSequence, streaming: isStreamed, onElement: onElement)
            if source.failure == nil { return value }
        } catch {
            // A file that could not be read to its end looks cut off.
            if source.failure == nil { throw syntaxError(error, path) }
        }
        throw source.failure ?? missing("'\(path)'", advice: "get the export again; nothing was written")
    }

    /// What stands in a file's object before the first element of its streamed array. A broken file says nothing here, but when it is read.
    func head(_ path: String, streaming isStreamed: @escaping (String, String) -> Bool) throws(ImportError) -> JSONObject? {
        let source = try source(path)
        var head: JSONObject?
        do throws(JSONFault) {
            return try JSONReader.read(source, streaming: isStreamed) { (members, _, byte) throws(JSONFault) in
                head = members
                throw JSONFault(byte: byte, what: "enough")
            }.object
        } catch {
            return head
        }
    }

    private func syntaxError(_ error: JSONFault, _ path: String) -> ImportError {
        .brokenSource([
            Diagnostic(
                .importSyntax, .error, error.what, advice: "get the export again; nothing was written", path: shown(path),
                position: positions(of: [error.byte], in: path).first)
        ])
    }

    /// The records of a file that is one list of them, one by one with their places.
    func list(_ path: String, _ body: @escaping (JSONValue, Int) throws(JSONFault) -> Void) throws(ImportError) {
        let rest = try json(path, streaming: { $0.isEmpty && $1.isEmpty }) { (_, value, byte) throws(JSONFault) in try body(value, byte) }
        guard rest.array == nil else { return }
        throw .brokenSource([
            Diagnostic(.importRow, .error, "this is no list of messages", advice: "get the export again; nothing was written", path: shown(path), position: .start)
        ])
    }

    /// The bytes of a file that a post shows; `nil` when it isn't in the export, is larger than `limit` or lies behind a symbolic link.
    func attachment(_ path: String, limit: Int) throws(ImportError) -> [UInt8]? {
        guard let size = size(path), size <= limit else { return nil }
        if case .folder = place, FileCalls.isLink(onDisk(path), below: root) { return nil }
        return try source(path).all(limit: limit)
    }

    /// The export lacks what its kind must have.
    func missing(_ what: String, advice: String) -> ImportError {
        .brokenSource([Diagnostic(.importMissingFile, .error, "there is no \(what) in '\(root)'", advice: advice, path: root)])
    }
}
