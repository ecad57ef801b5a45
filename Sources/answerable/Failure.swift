import ArgumentParser
import Foundation
import SiteGenerator

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
    FileHandle.standardError.write(Data(text.utf8))
}

func writeOutput(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
}

func writeOutput(_ bytes: [UInt8]) {
    FileHandle.standardOutput.write(Data(bytes))
}
