#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the file system says of everything that a site is made of, without reading any of it: equal stamps mean an equal site.
///
/// Folders are listed in the order of the disk, which is the same while nothing changes in them.
struct InputStamps: Sendable {
    /// Every name with its stamp, as one block that can be compared.
    private(set) var bytes: [UInt8] = []
    /// Files that may be changed in the same step of the disk's clock without getting another stamp, by their paths below the content folder.
    /// An entry that isn't content is `nil`.
    private(set) var young: [String?] = []
    private let now: Int64

    /// `nil` where something can't be looked at: whoever reads it will say what.
    init?(_ options: BuildOptions, now: Int64) {
        self.now = now
        bytes.reserveCapacity(1 << 20)
        guard let content = try? OpenFolder(opening: options.contentFolder), (try? walk(content, path: "")) != nil else { return nil }
        if isFolder(options.trusted + "/Templates") {
            guard let templates = try? OpenFolder(opening: options.trusted + "/Templates"), (try? walk(templates, path: nil)) != nil else { return nil }
        }
        add(fileAt: "/usr/share/zoneinfo/tzdata.zi")
    }

    private mutating func walk(_ folder: OpenFolder, path: String?) throws(MachineError) {
        for entry in try folder.entries(of: .root) where entry.path.name.first != UInt8(ascii: ".") {
            guard let (kind, stamp) = entry.path.withName({ folder.stamp($0) }) else { throw .last("cannot look at", folder.path) }
            bytes.append(kind)
            bytes.append(contentsOf: entry.path.name)
            bytes.append(0)
            if kind == Self.folderKind {
                let below = try entry.path.withName { name throws(MachineError) in try OpenFolder(name, in: folder) }
                try walk(below, path: path.map { $0 + entry.path.text + "/" })
                bytes.append(Self.endOfFolder)
            } else {
                add(stamp)
                if !stamp.isOlder(than: now) { young.append(path.map { $0 + entry.path.text }) }
            }
        }
    }

    private mutating func add(fileAt path: String) {
        var status = stat()
        add(stat(path, &status) == 0 ? FileStamp(status) : FileStamp())
    }

    private mutating func add(_ stamp: FileStamp) {
        withUnsafeBytes(of: (stamp.inode, stamp.bytes, stamp.modified, stamp.changed)) { bytes.append(contentsOf: $0) }
    }

    private static let folderKind = UInt8(ascii: "d")
    private static let endOfFolder = UInt8(ascii: "/")
}

extension OpenFolder {
    /// What a name stands for, as a letter, and its stamp; `nil`, with `errno` set, when nobody can tell.
    fileprivate func stamp(_ name: UnsafePointer<CChar>) -> (kind: UInt8, stamp: FileStamp)? {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        let kind: Character =
            switch status.st_mode & S_IFMT {
            case S_IFREG: "f"
            case S_IFDIR: "d"
            case S_IFLNK: "l"
            default: "o"
            }
        return (kind.asciiValue ?? 0, FileStamp(status))
    }
}
