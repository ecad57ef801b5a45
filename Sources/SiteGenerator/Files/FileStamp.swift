#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the file system says of a file without reading it. An equal stamp means equal content, unless the content was changed in the very
/// instant in which it was read (`isOlder`).
package struct FileStamp: Hashable, Sendable {
    var inode: UInt64 = 0
    var bytes: Int64 = 0
    /// Nanoseconds since 1970: of the content, and of whatever else the file system keeps of the file. A program can set the first one back.
    var modified: Int64 = 0
    var changed: Int64 = 0

    init() {}

    init(inode: UInt64, bytes: Int64, modified: Int64, changed: Int64) {
        self.inode = inode
        self.bytes = bytes
        self.modified = modified
        self.changed = changed
    }

    init(_ status: stat) {
        inode = UInt64(status.st_ino)
        bytes = Int64(status.st_size)
        #if canImport(Glibc)
            modified = nanoseconds(status.st_mtim)
            changed = nanoseconds(status.st_ctim)
        #else
            modified = nanoseconds(status.st_mtimespec)
            changed = nanoseconds(status.st_ctimespec)
        #endif
    }

    /// The clock of file systems goes in steps of a few milliseconds: a file changed twice within one has one stamp for both contents.
    func isOlder(than instant: Int64) -> Bool { max(modified, changed) < instant - 100_000_000 }
}

/// The time of day, as file systems write it.
func fileSystemTime() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
}

private func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) }
