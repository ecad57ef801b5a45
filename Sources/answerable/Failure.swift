import ArgumentParser
import SiteGenerator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Exit codes: 0 done, 1 the content has errors, 2 wrong usage, 3 the machine failed.
enum ExitStatus {
    static let contentHasErrors = ExitCode(1)
    static let wrongUsage = ExitCode(2)
    static let machineFailed = ExitCode(3)
}

/// The command can't do what it was asked as it was asked.
struct UsageError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

/// Runs a command's work and turns its errors into one line and the right exit code.
func reportingFailures(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let error as UsageError {
        writeError("error: \(error.message)\n")
        throw ExitStatus.wrongUsage
    } catch let error as MachineError {
        writeError("error: \(error)\n")
        throw ExitStatus.machineFailed
    }
}

func writeError(_ text: String) {
    _ = write(Array(text.utf8), to: STDERR_FILENO)
}

func writeOutput(_ text: String) {
    writeOutput(Array(text.utf8))
}

/// A reader that has seen enough (`| head`) is no failure; a full disk is.
func writeOutput(_ bytes: [UInt8]) {
    let fault = write(bytes, to: STDOUT_FILENO)
    guard fault != 0, fault != EPIPE else { return }
    writeError("error: \(MachineError("cannot write", "standard output", number: fault))\n")
    exit(ExitStatus.machineFailed.rawValue)
}

/// System calls, because `FileHandle.write` ends the program when nobody reads.
///
/// - Returns: The error's number; 0 when everything is written.
private func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        if count < 0, errno == EAGAIN {
            var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            _ = poll(&room, 1, -1)
            continue
        }
        guard count > 0 else { return errno }
        rest = rest.dropFirst(count)
    }
    return 0
}
