#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Since when the system runs. What was written without being synced is certain only as long as it runs on.
enum SystemBoot {
    /// Another one after each start of the system; `nil` where the system doesn't tell.
    static let id: String? = {
        guard let file = openOwnFile("/proc/sys/kernel/random/boot_id") else { return nil }
        defer { close(file) }
        // A line of 36 characters; the kernel tells no size of it.
        let length = 36
        var bytes = [UInt8](repeating: 0, count: length)
        guard read(file, &bytes, length) == length else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }()

    /// Stands for one in a record: no system has it as its own, so that what bears it is synced by the next build.
    static let unknown = "unknown"
}
