#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The name of what lies at a path, also where the path ends in `.` or `..`.
func lastName(ofPath path: String) -> String {
    func last(_ path: String) -> String? { path.utf8.split(separator: UInt8(ascii: "/")).last { !$0.elementsEqual(".".utf8) }.map { String(Substring($0)) } }
    if let name = last(path), !name.utf8.elementsEqual("..".utf8) { return name }
    guard let whole = realpath(path, nil) else { return "import" }
    defer { free(whole) }
    return last(String(cString: whole)) ?? "import"
}

/// The system calls that an import needs, with their errors as values.
enum FileCalls {
    static func failure(_ path: String) -> ImportError { .unwritable(path: path, reason: String(cString: strerror(errno))) }

    /// The bytes of a file; `nil` when nothing is there. A symbolic link is not followed and can't be read.
    static func read(_ path: String) throws(ImportError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        return try read(descriptor, path: path, limit: Int.max)
    }

    /// The first bytes of a file, at most `limit`; `nil` when it can't be opened.
    static func head(_ path: String, limit: Int) throws(ImportError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return try read(descriptor, path: path, limit: limit)
    }

    private static func read(_ descriptor: Int32, path: String, limit: Int) throws(ImportError) -> [UInt8] {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), limit))
        var done = 0
        while done < bytes.count {
            let start = done
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start, off_t(start))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
            if count == 0 { break }
            done += count
        }
        bytes.removeLast(bytes.count - done)
        return bytes
    }

    /// At most `count` bytes from a place in an open file; fewer only at its end.
    static func read(_ descriptor: Int32, path: String, at offset: Int, count: Int) throws(ImportError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let start = done
            let got = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress.map { $0 + start }, count - start, off_t(offset + start)) }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
            if got == 0 { break }
            done += got
        }
        bytes.removeLast(count - done)
        return bytes
    }

    /// A file for reading and writing that has no name, so that it is gone when it is closed.
    static func makeNamelessFile(in folder: String) throws(ImportError) -> Int32 {
        var template = Array("\(folder)/.answerable-import-XXXXXX".utf8CString)
        let descriptor = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
        guard descriptor >= 0 else { throw failure(folder) }
        _ = template.withUnsafeBufferPointer { $0.baseAddress.map { unlink($0) } }
        return descriptor
    }

    /// Asks the system to let this process have so many files open. Returns how many it may have, at least 65.
    static func allowOpenFiles(_ count: Int) -> Int {
        #if canImport(Glibc)
            let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let resource = RLIMIT_NOFILE
        #endif
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return 256 }
        if limit.rlim_cur < rlim_t(count) {
            var more = limit
            more.rlim_cur = min(limit.rlim_max, rlim_t(count))
            if setrlimit(resource, &more) == 0 { limit = more }
        }
        return max(65, Int(clamping: limit.rlim_cur))
    }

    static func close(_ descriptor: Int32) { _ = closed(descriptor) }

    /// 0, or -1 with the system's error: a full disk may show itself only now.
    private static func closed(_ descriptor: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #else
            Darwin.close(descriptor)
        #endif
    }

    /// Writes a new file; an existing one is replaced.
    static func write(_ bytes: [UInt8], to path: String) throws(ImportError) {
        var rest = bytes
        try write(to: path) {
            defer { rest = [] }
            return rest
        }
    }

    /// Writes a new file a piece at a time, up to the first empty one.
    static func write(to path: String, pieces next: () throws(ImportError) -> [UInt8]) throws(ImportError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        do throws(ImportError) {
            while case let piece = try next(), !piece.isEmpty { try append(piece, to: descriptor, path: path) }
        } catch {
            close(descriptor)
            throw error
        }
        guard closed(descriptor) == 0 else { throw failure(path) }
    }

    static func append(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(ImportError) {
        var done = 0
        while done < bytes.count {
            let start = done
            #if canImport(Glibc)
                let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + start }, $0.count - start) }
            #else
                let count = bytes.withUnsafeBytes { Darwin.write(descriptor, $0.baseAddress.map { $0 + start }, $0.count - start) }
            #endif
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            done += count
        }
    }

    static func move(_ from: String, to path: String) throws(ImportError) {
        guard rename(from, path) == 0 else { throw failure(path) }
    }

    /// Makes a folder and those above it. Returns whether it was made now.
    @discardableResult
    static func makeFolder(_ path: String) throws(ImportError) -> Bool {
        if mkdir(path, 0o755) == 0 { return true }
        if errno == ENOENT, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex {
            try makeFolder(String(path[..<slash]))
            if mkdir(path, 0o755) == 0 { return true }
        }
        guard errno == EEXIST, isFolder(path) else { throw failure(path) }
        return false
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && (status.st_mode & S_IFMT) == S_IFDIR
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    /// The size of a regular file in bytes; `nil` when there is none.
    static func size(_ path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0, (status.st_mode & S_IFMT) == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Whether a part of the path below `folder` is a symbolic link.
    static func isLink(_ path: String, below folder: String) -> Bool {
        var at = folder
        for part in path.utf8.dropFirst(folder.utf8.count).split(separator: UInt8(ascii: "/")) {
            at += "/" + String(Substring(part))
            var status = stat()
            if lstat(at, &status) == 0, (status.st_mode & S_IFMT) == S_IFLNK { return true }
        }
        return false
    }

    /// Names in a folder, in byte order; empty when there is no such folder.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
                    String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Removes a folder with all that is in it; symbolic links are removed, not followed. Faults are left for the next run.
    static func removeTree(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        if (status.st_mode & S_IFMT) == S_IFDIR {
            for name in names(in: path) { removeTree(path + "/" + name) }
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    /// Removes a folder if it is empty.
    static func removeIfEmpty(_ path: String) { rmdir(path) }
}
