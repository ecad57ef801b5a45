#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open folder: everything below it is named relative to it, so that no path can lead out of it and no symbolic link is followed.
///
/// Not copyable, because it owns a file descriptor and closes it.
struct Directory: ~Copyable {
    private let descriptor: Int32
    /// For messages.
    let path: String

    /// Opens a folder by its path. The path itself may lead through links: it is the caller's, not the content's.
    init(opening path: String) throws(MachineError) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else { throw .last("cannot open the folder", path) }
    }

    /// A folder directly below this one. Fails on a link.
    init(opening name: String, in parent: borrowing Directory) throws(MachineError) {
        descriptor = openat(parent.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        path = parent.path + "/" + name
        guard descriptor >= 0 else { throw .last("cannot open the folder", path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    enum EntryKind: Hashable, Sendable {
        case file, folder, link, other
        /// The name is not UTF-8 or holds a control character: no address and no list of files could hold it.
        case unnameable
    }

    struct Entry: Hashable, Sendable {
        let name: String
        let kind: EntryKind
        let stamp: FileStamp
    }

    /// What lies directly in the folder, sorted by the bytes of the names; of a name that can't be used, what can't be shown is U+FFFD.
    func entries() throws(MachineError) -> [Entry] {
        let copy = dup(descriptor)
        guard copy >= 0, let stream = fdopendir(copy) else { throw .last("cannot list the folder", path) }
        defer { closedir(stream) }
        rewinddir(stream)
        var found: [Entry] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if bytes.elementsEqual(".".utf8) || bytes.elementsEqual("..".utf8) { continue }
            guard let name = String(validating: bytes, as: UTF8.self), !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
                let shown = bytes.map { $0 < 0x20 || $0 == 0x7F ? 0xFF : $0 }
                found.append(Entry(name: String(decoding: shown, as: UTF8.self), kind: .unnameable, stamp: FileStamp()))
                continue
            }
            let (kind, stamp) = try look(at: name)
            found.append(Entry(name: name, kind: kind, stamp: stamp))
        }
        guard errno == 0 else { throw .last("cannot list the folder", path) }
        return found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The bytes of a file directly in this folder. Fails on a link.
    func read(_ name: String) throws(MachineError) -> [UInt8] {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { throw .last("cannot read", path + "/" + name) }
        defer { close(file) }
        guard let bytes = readToEnd(file) else { throw .last("cannot read", path + "/" + name) }
        return bytes
    }

    private func look(at name: String) throws(MachineError) -> (EntryKind, FileStamp) {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw .last("cannot look at", path + "/" + name) }
        let stamp = FileStamp(status)
        switch status.st_mode & S_IFMT {
        case S_IFREG: return (.file, stamp)
        case S_IFDIR: return (.folder, stamp)
        case S_IFLNK: return (.link, stamp)
        default: return (.other, stamp)
        }
    }
}
