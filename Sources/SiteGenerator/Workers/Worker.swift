import KnowledgeBase

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What one worker process may take.
enum WorkerLimits {
    /// Address space. Dense markup takes cmark-gfm about 200 bytes for each byte of the file.
    static let addressSpaceBytes = 1 << 30
    /// Processor time for one file; the honest ones take milliseconds.
    static let processorSecondsPerFile = 2
    static let answerBytes = 256 << 20
}

/// The worker's side: reads requests from standard input until it ends, answers each on standard output.
package enum Worker {
    /// - Returns: The exit code.
    package static func run() -> Int32 {
        var memory = rlimit(rlim_cur: rlim_t(WorkerLimits.addressSpaceBytes), rlim_max: rlim_t(WorkerLimits.addressSpaceBytes))
        #if canImport(Glibc)
            setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
        #endif
        while let message = receive() {
            limitProcessorTime()
            var reader = ByteReader(message)
            guard let request = try? reader.read(ParseRequest.self) else { return 2 }
            var writer = ByteWriter(reserving: request.bytes.count * 4)
            writer.write(request.parse())
            guard send(MessageFrame.header(for: writer.bytes.count)), send(writer.bytes) else { return 3 }
        }
        return 0
    }

    /// Sets the limit anew before each file, counted from the time used so far: SIGXCPU ends a file that takes longer.
    private static func limitProcessorTime() {
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #else
            getrusage(RUSAGE_SELF, &usage)
        #endif
        let used = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        var limit = rlimit()
        #if canImport(Glibc)
            let resource = __rlimit_resource_t(RLIMIT_CPU.rawValue)
        #else
            let resource = RLIMIT_CPU
        #endif
        getrlimit(resource, &limit)
        // The kernel counts whole seconds: one more, so that a file always has its full time.
        limit.rlim_cur = rlim_t(used + WorkerLimits.processorSecondsPerFile + 1)
        setrlimit(resource, &limit)
    }

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
