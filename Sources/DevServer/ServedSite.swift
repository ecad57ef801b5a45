import SiteGenerator

/// A planned site as a web host would give it: what each path of an address leads to.
struct ServedSite: Sendable {
    let plan: PlannedSite
    private let contentFolder: String
    private let files: [[UInt8]: OutputFile]
    private let folders: Set<[UInt8]>
    /// Of the theme, by the paths that pages name.
    let styles: [String]

    init(_ plan: PlannedSite, contentFolder: String) {
        self.plan = plan
        self.contentFolder = contentFolder
        // Keys are bytes: two paths that differ only in how their letters are composed are two files.
        files = Dictionary(plan.files.map { (Array($0.path.utf8), $0) }, uniquingKeysWith: { first, _ in first })
        var folders: Set<[UInt8]> = [[]]
        var last: ArraySlice<UInt8> = []
        for path in files.keys {
            guard let slash = path.lastIndex(of: UInt8(ascii: "/")), path[..<slash] != last else { continue }
            last = path[..<slash]
            var folder = last
            while folders.insert(Array(folder)).inserted, let slash = folder.lastIndex(of: UInt8(ascii: "/")) { folder = folder[..<slash] }
        }
        self.folders = folders
        styles = plan.files.map(\.path).filter { $0.utf8.starts(with: "theme/".utf8) && $0.utf8.hasSuffix(".css") }
    }

    enum Answer {
        case entity(Entity)
        /// To a folder's address, which ends with `/`.
        case moved(String)
        /// The file of an output can't be read.
        case unreadable(String)
    }

    /// - Parameter path: Of the address, decoded, beginning with `/`.
    func answer(_ path: String) -> Answer {
        let name = Array(path.utf8.dropFirst())
        let isFolder = name.isEmpty || name.last == UInt8(ascii: "/")
        if let file = files[isFolder ? name + Array("index.html".utf8) : name] { return give(file, path: path, status: 200) }
        if !isFolder, folders.contains(name), files[name + Array("/index.html".utf8)] != nil { return .moved(path + "/") }
        if let page = files[Array("404.html".utf8)] { return give(page, path: path, status: 404) }
        return .entity(Entity(content: .bytes(Array("Not found\n".utf8)), type: "text/plain; charset=utf-8", tag: "404", status: 404))
    }

    /// Of what stands at a path now (`pageSignature`).
    func signature(_ path: String) -> String {
        switch answer(path) {
        case .entity(let entity): entity.signature ?? entity.tag
        case .moved(let target): target
        case .unreadable(let path): path
        }
    }

    private func give(_ file: OutputFile, path: String, status: Int) -> Answer {
        let type = mediaType(of: file.path)
        var bytes: [UInt8]
        switch file.content {
        case .bytes(let given): bytes = given
        case .made(let make): bytes = make()
        case .asset(let name):
            guard let open = OpenFile(contentFolder + "/" + name) else { return .unreadable("Content/" + name) }
            return .entity(Entity(content: .file(open), type: type, tag: open.stamp, status: status))
        }
        var signature: String?
        if type.utf8.starts(with: "text/html".utf8) {
            let own = pageSignature(bytes, status: status)
            bytes = withDevelopmentScript(bytes, path: path, signature: own)
            signature = own
        }
        let isImmutable = file.path.utf8.starts(with: "theme/".utf8) && nameWithoutHash(file.path) != nil
        return .entity(
            Entity(content: .bytes(bytes), type: type, tag: contentHash(bytes), status: status, isImmutable: isImmutable, signature: signature))
    }
}
