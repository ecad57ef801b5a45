import SiteGenerator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A pipe that ends a wait in `poll(2)` from another thread. A class, because both ends of the talk hold it and the last one closes it.
package final class Wakeup: Sendable {
    /// To wait for.
    let descriptor: Int32
    private let end: Int32

    package init() throws(MachineError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw MachineError("cannot open", "a pipe", number: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (descriptor, end) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(end)
    }

    /// A pipe that is full has woken the other thread already.
    package func ring() {
        _ = [UInt8(1)].withUnsafeBytes { write(end, $0.baseAddress, 1) }
    }

    /// Takes out what has rung.
    func clear() {
        var buffer = [UInt8](repeating: 0, count: 256)
        while buffer.withUnsafeMutableBytes({ read(descriptor, $0.baseAddress, $0.count) }) > 0 {}
    }
}
