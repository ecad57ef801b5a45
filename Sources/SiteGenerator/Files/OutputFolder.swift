#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder that a build writes: every file under a temporary name first and then renamed, nothing written that has not changed,
/// nothing touched that the manifest doesn't list.
package struct OutputFolder: Sendable {
    package struct Summary: Hashable, Sendable {
        package var written = 0
        package var unchanged = 0
        package var deleted = 0
        package var bytes = 0
    }

    let path: String
    private static let partSuffix = ".answerable-part"

    package init(path: String) {
        self.path = path
    }

    /// Makes the folder hold exactly `files`, beside what was there and isn't ours.
    ///
    /// The manifest is written first, with the old and the new paths, so that a build that is interrupted leaves no file unknown to the next.
    /// - Parameter content: The folder that assets are copied from.
    package func update(_ files: [OutputFile], assetsFrom content: String, clean: Bool = false) async throws(MachineError) -> Summary {
        try makeFolder(path)
        let old = try manifest()
        let new = OutputManifest(paths: files.map(\.path))
        try refuseForeign(files, old: old)
        removeLeftovers(of: old)
        if clean { try delete(old.sorted) }
        var folders: Set<String> = []
        for file in files { folders.formUnion(Self.parents(of: file.path)) }
        for folder in folders.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) { try makeFolder(path + "/" + folder) }
        try write(OutputManifest.fileName, old.union(new).bytes)
        var summary = Summary()
        for phase in [false, true] {
            let part = files.filter { $0.isIndex == phase }
            let outcomes = await parallelMap(part) { file -> Result<(written: Bool, bytes: Int), MachineError> in
                do throws(MachineError) { return .success(try put(file, assetsFrom: content)) } catch { return .failure(error) }
            }
            for outcome in outcomes {
                let (written, bytes) = try outcome.get()
                if written { summary.written += 1 } else { summary.unchanged += 1 }
                summary.bytes += bytes
            }
        }
        let stale = old.subtracting(new)
        try delete(stale)
        summary.deleted = stale.count
        try write(OutputManifest.fileName, new.bytes)
        return summary
    }

    private func manifest() throws(MachineError) -> OutputManifest {
        guard let bytes = try readFile(path + "/" + OutputManifest.fileName) else { return OutputManifest() }
        guard let manifest = OutputManifest(bytes: bytes) else {
            throw MachineError("cannot use the manifest", path + "/" + OutputManifest.fileName, detail: "it is damaged; delete the output folder and build again")
        }
        return manifest
    }

    /// A file that no build wrote is not overwritten.
    private func refuseForeign(_ files: [OutputFile], old: OutputManifest) throws(MachineError) {
        for file in files where !old.contains(file.path) {
            var status = stat()
            if lstat(path + "/" + file.path, &status) == 0 {
                throw MachineError(
                    "will not overwrite", path + "/" + file.path,
                    detail: "no build wrote it; move it away, or choose another folder with --output")
            }
        }
    }

    /// A build that was killed may have left a file half-written under its temporary name.
    private func removeLeftovers(of old: OutputManifest) {
        for bytes in old.paths { unlink(path + "/" + String(decoding: bytes, as: UTF8.self) + Self.partSuffix) }
    }

    private func put(_ file: OutputFile, assetsFrom content: String) throws(MachineError) -> (written: Bool, bytes: Int) {
        let bytes: [UInt8]
        switch file.content {
        case .bytes(let given): bytes = given
        case .asset(let name):
            guard let read = try readFile(content + "/" + name) else { throw .last("cannot read", content + "/" + name) }
            bytes = read
        }
        if try holds(bytes, at: path + "/" + file.path) { return (false, bytes.count) }
        try write(file.path, bytes)
        return (true, bytes.count)
    }

    private func holds(_ bytes: [UInt8], at path: String) throws(MachineError) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == bytes.count else { return false }
        return try readFile(path) == bytes
    }

    private func write(_ name: String, _ bytes: [UInt8]) throws(MachineError) {
        let target = path + "/" + name
        let temporary = target + Self.partSuffix
        unlink(temporary)
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .last("cannot write", temporary) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { writeSome(file, $0.baseAddress.map { $0 + written }, bytes.count - written) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = MachineError.last("cannot write", target)
                close(file)
                unlink(temporary)
                throw error
            }
            written += count
        }
        guard close(file) == 0, rename(temporary, target) == 0 else {
            let error = MachineError.last("cannot write", target)
            unlink(temporary)
            throw error
        }
    }

    private func delete(_ paths: [[UInt8]]) throws(MachineError) {
        var folders: Set<String> = []
        for bytes in paths {
            let name = String(decoding: bytes, as: UTF8.self)
            guard unlink(path + "/" + name) == 0 || errno == ENOENT else { throw .last("cannot delete", path + "/" + name) }
            folders.formUnion(Self.parents(of: name))
        }
        // Deepest first; a folder that holds something else stays.
        for folder in folders.sorted(by: { $1.utf8.lexicographicallyPrecedes($0.utf8) }) { rmdir(path + "/" + folder) }
    }

    private func makeFolder(_ path: String) throws(MachineError) {
        if mkdir(path, 0o755) == 0 { return }
        var status = stat()
        guard errno == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw .last("cannot make the folder", path) }
    }

    /// `a/b/c.html` → `a`, `a/b`.
    private static func parents(of path: String) -> [String] {
        path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
    }
}

/// `write(2)`, under a name that a method called `write` doesn't hide.
private func writeSome(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}
