#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What tells one state of a file from another without reading it.
struct FileStamp: Hashable, Sendable {
    var inode: UInt64
    var size: Int
    /// Of the last change of its bytes, since 1970.
    var nanoseconds: Int

    init(_ status: stat) {
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        #if canImport(Glibc)
            nanoseconds = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
        #else
            nanoseconds = status.st_mtimespec.tv_sec * 1_000_000_000 + status.st_mtimespec.tv_nsec
        #endif
    }
}

/// Every file of a site that is read, with its stamp: for systems that tell nobody what changes.
struct TreeSnapshot: Hashable, Sendable {
    private(set) var files: [String: FileStamp] = [:]

    /// - Parameter site: The site's folder. What can't be read counts as not there.
    init(of site: String) {
        for folder in watchedFolders { walk(site + "/" + folder, folder) }
    }

    /// What is new, gone or other than before.
    func changes(since old: TreeSnapshot) -> Changes {
        var changes = Changes()
        for (path, stamp) in files where old.files[path] != stamp { changes.add(path) }
        for path in old.files.keys where files[path] == nil { changes.add(path) }
        return changes
    }

    private mutating func walk(_ folder: String, _ prefix: String) {
        for name in namesInFolder(folder) {
            let path = prefix + "/" + name
            var status = stat()
            guard lstat(folder + "/" + name, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR { walk(folder + "/" + name, path) } else { files[path] = FileStamp(status) }
        }
    }
}

/// What lies in a folder, but for what editors leave there; nothing where there is no folder.
func namesInFolder(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        if !isPassingName(name) { names.append(name) }
    }
    return names
}
