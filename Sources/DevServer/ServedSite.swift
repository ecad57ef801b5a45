import SiteGenerator

/// A planned site as a web host would give it: what each path of an address leads to.
struct ServedSite: Sendable {
    let plan: PlannedSite
    private let contentFolder: String
    /// Of the theme, by the paths that pages name.
    private(set) var styles: [String]
    /// Style sheets that are newer than the pages, which still name the old ones; open pages are told.
    private(set) var newerStyles: [OutputFile] = []
    /// Shown under any address, so with links from the root; those of the built page lead to the site's public address.
    private let missing: OutputFile?

    init(_ plan: PlannedSite, contentFolder: String) {
        self.plan = plan
        self.contentFolder = contentFolder
        missing = plan.notFoundPage(root: "/")
        styles = plan.paths.filter { $0.utf8.starts(with: "theme/".utf8) && $0.utf8.hasSuffix(".css") }
    }

    /// With other style sheets; none leaves those that the pages name.
    func restyled(_ newer: [OutputFile]) -> ServedSite {
        guard !newer.isEmpty else { return self }
        var site = self
        (site.newerStyles, site.styles) = (newer, newer.map(\.path))
        return site
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
        let name = String(path.dropFirst())
        let isFolder = name.isEmpty || name.utf8.last == UInt8(ascii: "/")
        let wanted = isFolder ? name + "index.html" : name
        if let file = newerStyles.first(where: { $0.path == wanted }) ?? (wanted == missing?.path ? missing : plan.file(at: wanted)) { return give(file, path: path, status: 200) }
        if !isFolder, plan.file(at: name + "/index.html") != nil { return .moved(path + "/") }
        if let page = missing ?? plan.file(at: "404.html") { return give(page, path: path, status: 404) }
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
