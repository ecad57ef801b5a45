import CSystemCalls

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the output lies, and the hidden folder beside it, `.NAME.answerable`: it holds the lock, the tree that takes the output's place next,
/// and the records of both.
struct OutputSurroundings: Sendable {
    /// The output's folder as it was named, for messages.
    let shown: String
    /// The folder that the output lies in, links resolved.
    let parent: OpenFolder
    /// The output's own name in it.
    let name: String
    /// `nil` where none can be made.
    let beside: OpenFolder?
    /// Why the output can't be exchanged as a whole, as far as that can be told before trying.
    let obstacle: String?
    private let lock: OutputLock

    /// Finds the place, makes the folders above it, and takes the lock.
    init(of path: String) throws(MachineError) {
        for folder in parentPaths(of: path) where !folder.isEmpty { mkdir(folder, 0o755) }
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFDIR { throw MachineError("cannot make the folder", path, number: EEXIST) }
        // A link that leads nowhere has nothing that could be exchanged.
        if !exists, lstat(path, &status) == 0 { throw MachineError("cannot make the folder", path, number: EEXIST) }
        guard let real = resolved(path, exists: exists) else { throw .last("cannot make the folder", path) }
        shown = path
        name = real.name
        do throws(MachineError) { parent = try OpenFolder(opening: real.folder) } catch {
            throw MachineError("cannot make the folder", path, number: error.number)
        }
        guard !name.isEmpty else { throw MachineError("cannot build into", path, detail: "it is the root of the file system; name another folder with --output") }
        let hidden = "." + name + ".answerable"
        if mkdirat(parent.descriptor, hidden, 0o700) != 0, errno != EEXIST {
            beside = nil
            obstacle = "beside it nothing can be written (\(String(cString: strerror(errno))))"
            lock = try OutputLock(folder: Self.madeFolder(name, in: parent), path: path)
            return
        }
        let folder = try OpenFolder(hidden, in: parent)
        lock = try OutputLock(in: folder, path: path)
        beside = folder
        obstacle =
            answerable_is_mount_point(parent.descriptor, name) == 1
            ? "it is a mount point" : Self.cannotExchange(in: folder).map { "its file system can't (\($0))" }
    }

    /// The output of an earlier build, for looking at it alone: nothing is made or touched. While the lock is kept, no build changes it.
    static func standing(_ path: String) -> (root: OpenFolder, lock: OutputLock)? {
        guard let real = resolved(path, exists: true), !real.name.isEmpty, let parent = try? OpenFolder(opening: real.folder),
            let beside = try? OpenFolder("." + real.name + ".answerable", in: parent), let lock = OutputLock(standingIn: beside),
            let root = try? OpenFolder(real.name, in: parent)
        else { return nil }
        return (root, lock)
    }

    /// The output's folder; `nil` when there is none yet.
    func output() throws(MachineError) -> OpenFolder? {
        guard try parent.status(name) != nil else { return nil }
        return try OpenFolder(name, in: parent)
    }

    /// The output's folder, made where it is missing.
    func madeOutput() throws(MachineError) -> OpenFolder { try Self.madeFolder(name, in: parent) }

    private static func madeFolder(_ name: String, in parent: OpenFolder) throws(MachineError) -> OpenFolder {
        try parent.makeFolder(name)
        return try OpenFolder(name, in: parent)
    }

    /// Tries it with two empty folders.
    private static func cannotExchange(in folder: OpenFolder) -> String? {
        let names = ["trial-1", "trial-2"]
        for name in names { mkdirat(folder.descriptor, name, 0o700) }
        defer { for name in names { unlinkat(folder.descriptor, name, AT_REMOVEDIR) } }
        guard answerable_exchange(folder.descriptor, names[0], folder.descriptor, names[1]) != 0 else { return nil }
        return String(cString: strerror(errno))
    }
}

/// The folder above a path and its last part, with every link resolved.
private func resolved(_ path: String, exists: Bool) -> (folder: String, name: String)? {
    if exists {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return split(String(cString: real))
    }
    let parts = split(path)
    guard let real = realpath(parts.folder, nil) else { return nil }
    defer { free(real) }
    return (String(cString: real), parts.name)
}

/// `a/b/` → `a` and `b`.
private func split(_ path: String) -> (folder: String, name: String) {
    var bytes = Array(path.utf8)
    while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return (".", String(decoding: bytes, as: UTF8.self)) }
    let folder = bytes[..<slash]
    return (folder.isEmpty ? "/" : String(decoding: folder, as: UTF8.self), String(decoding: bytes[(slash + 1)...], as: UTF8.self))
}
