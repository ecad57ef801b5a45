#if os(Linux)
    import Glibc

    /// The folders of a site under the eye of inotify(7), with those that come later.
    ///
    /// inotify tells of folders, by number; which path a number stands for is kept here. It tells that a file was written when it is closed, so
    /// that nobody reads half of it.
    struct InotifyTree: Sendable {
        let descriptor: Int32
        private let site: String
        /// Paths below the site's folder; the site's own is empty.
        private var paths: [Int32: String] = [:]

        private static let mask = UInt32(
            IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_EXCL_UNLINK | IN_ONLYDIR)

        /// - Returns: `nil` where the system can't watch so many folders, or none.
        init?(site: String) {
            descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
            self.site = site
            guard descriptor >= 0 else { return nil }
            var ignored = Changes()
            // The site's own folder tells when Content/ or Templates/ is made, or replaced as a whole.
            guard watch("", telling: &ignored), watchedFolders.allSatisfy({ watchAll($0, telling: &ignored) }) else {
                close()
                return nil
            }
        }

        func close() { _ = Glibc.close(descriptor) }

        /// What has changed since the last reading.
        mutating func read() -> Changes {
            var changes = Changes()
            var buffer = [UInt8](repeating: 0, count: 64 * 1024)
            while true {
                let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
                guard count > 0 else { return changes }
                var at = 0
                while at + 16 <= count {
                    // struct inotify_event: wd, mask, cookie, len, and the name, filled up with zeros.
                    let (folder, mask, length) = buffer.withUnsafeBytes {
                        (
                            $0.loadUnaligned(fromByteOffset: at, as: Int32.self), $0.loadUnaligned(fromByteOffset: at + 4, as: UInt32.self),
                            Int($0.loadUnaligned(fromByteOffset: at + 12, as: UInt32.self))
                        )
                    }
                    let name = String(decoding: buffer[(at + 16)..<min(at + 16 + length, count)].prefix { $0 != 0 }, as: UTF8.self)
                    take(folder, mask, name, &changes)
                    at += 16 + length
                }
            }
        }

        private mutating func take(_ number: Int32, _ mask: UInt32, _ name: String, _ changes: inout Changes) {
            func isSet(_ bits: Int32...) -> Bool { bits.contains { mask & UInt32(bitPattern: $0) != 0 } }
            if isSet(Int32(IN_Q_OVERFLOW)) {
                changes.addEverything()
                for folder in watchedFolders { _ = watchAll(folder, telling: &changes) }
                return
            }
            if isSet(Int32(IN_IGNORED)) {
                paths[number] = nil
                return
            }
            guard let folder = paths[number] else { return }
            if name.isEmpty {
                // The folder itself went away; its parent has told of it, but for the site's own.
                if folder.isEmpty { changes.addEverything() }
                return
            }
            if isPassingName(name) || folder.isEmpty && !watchedFolders.contains(name) { return }
            let path = folder.isEmpty ? name : folder + "/" + name
            if mask & UInt32(IN_ISDIR) != 0 {
                if isSet(Int32(IN_MOVED_FROM)) { forget(path) }
                // Also of a folder that went: its files went with it, and only those seen one by one were told.
                changes.addEverything()
                if isSet(Int32(IN_CREATE), Int32(IN_MOVED_TO)) { _ = watchAll(path, telling: &changes) }
            } else if isSet(Int32(IN_CREATE)) {
                // A new file is told when it has been written; a link has nothing to be written.
                var status = stat()
                if lstat(site + "/" + path, &status) != 0 || status.st_mode & S_IFMT != S_IFREG || status.st_nlink > 1 { changes.add(path) }
            } else {
                changes.add(path)
            }
        }

        /// Watches a folder and all below it. What lies there already is told, since it may have come before the watch did.
        ///
        /// - Returns: `false` when the system watches no more folders (`fs.inotify.max_user_watches`).
        private mutating func watchAll(_ path: String, telling changes: inout Changes) -> Bool {
            guard watch(path, telling: &changes) else { return false }
            for name in namesInFolder(site + "/" + path) {
                var status = stat()
                guard lstat(site + "/" + path + "/" + name, &status) == 0 else { continue }
                if status.st_mode & S_IFMT == S_IFDIR {
                    guard watchAll(path + "/" + name, telling: &changes) else { return false }
                } else {
                    changes.add(path + "/" + name)
                }
            }
            return true
        }

        private mutating func watch(_ path: String, telling changes: inout Changes) -> Bool {
            let number = inotify_add_watch(descriptor, path.isEmpty ? site : site + "/" + path, Self.mask)
            if number < 0 {
                // What isn't there, or went away just now, is no failure.
                if errno == ENOENT || errno == ENOTDIR || errno == EACCES { return true }
                changes.addEverything()
                return false
            }
            paths[number] = path
            return true
        }

        /// A folder that was moved away is watched under its old name no more.
        private mutating func forget(_ path: String) {
            for (number, known) in paths where known.utf8.elementsEqual(path.utf8) || known.utf8.starts(with: (path + "/").utf8) {
                inotify_rm_watch(descriptor, number)
                paths[number] = nil
            }
        }
    }
#endif
