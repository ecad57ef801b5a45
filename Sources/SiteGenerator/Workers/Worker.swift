import CSystemCalls
import KnowledgeBase

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What one worker process may take.
enum WorkerLimits {
    /// Address space: half of it is the program itself, mapped and mostly untouched.
    static let addressSpaceBytes = 1 << 30
    /// Memory that it writes to. Dense markup takes cmark-gfm about 200 bytes for each byte of the file.
    static let dataBytes = 512 << 20
    /// Microseconds of processor time for one file; the honest ones take thousands.
    static let processorTimePerFile = 2_000_000
    static let answerBytes = 64 << 20
}

/// The worker's side: reads requests from standard input until it ends, answers each on standard output.
package enum Worker {
    /// - Returns: The exit code.
    package static func run() -> Int32 {
        limit(RLIMIT_AS, WorkerLimits.addressSpaceBytes)
        limit(RLIMIT_DATA, WorkerLimits.dataBytes)
        // Where the system can't (or a sandbox around the build forbids it), the limits above and the lack of anything to open remain.
        _ = answerable_restrict_worker()
        while let message = receive() {
            _ = answerable_limit_processor_time(WorkerLimits.processorTimePerFile)
            var reader = ByteReader(message)
            guard let request = try? reader.read(ParseRequest.self) else { return 2 }
            var writer = ByteWriter(reserving: request.bytes.count * 4)
            writer.write(request.parse())
            // In one piece: whoever waits for it is woken once.
            guard send(MessageFrame.header(for: writer.bytes.count) + writer.bytes) else { return 3 }
        }
        return 0
    }

    #if canImport(Glibc)
        private static func limit(_ resource: __rlimit_resource, _ value: Int) {
            var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
            setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
        }
    #else
        private static func limit(_ resource: Int32, _ value: Int) {
            var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
            setrlimit(resource, &limit)
        }
    #endif

    private static func receive() -> [UInt8]? {
        guard let header = readExactly(MessageFrame.headerCount) else { return nil }
        return readExactly(MessageFrame.count(header: header))
    }

    private static func readExactly(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let n = bytes.withUnsafeMutableBytes { read(0, $0.baseAddress.map { $0 + filled }, count - filled) }
            if n < 0, errno == EINTR { continue }
            if n <= 0 { return nil }
            filled += n
        }
        return bytes
    }

    private static func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let n = bytes.withUnsafeBytes { write(1, $0.baseAddress.map { $0 + sent }, bytes.count - sent) }
            if n < 0, errno == EINTR { continue }
            if n <= 0 { return false }
            sent += n
        }
        return true
    }
}
