import Foundation

/// A test folder that is a repository of its own, with commits at fixed times.
package struct GitFolder {
    package let folder: TestFolder

    /// `nil`, with a message, where there is no git.
    package init?() throws {
        folder = try TestFolder()
        guard (try? git("init", "--quiet", "--initial-branch=main")) != nil else {
            print("skipped: there is no git")
            return nil
        }
    }

    package var path: String { folder.path }

    /// Commits everything there is.
    ///
    /// - Parameter time: As git reads it: `2026-03-01T12:00:00+00:00`.
    package func commit(_ time: String, by author: String) throws {
        try git("add", "--all")
        try git("commit", "--quiet", "--allow-empty", "--message", "A commit", environment: [
            "GIT_AUTHOR_NAME": author, "GIT_AUTHOR_EMAIL": "someone@example.org", "GIT_COMMITTER_NAME": author, "GIT_COMMITTER_EMAIL": "someone@example.org",
            "GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time,
        ])
    }

    @discardableResult
    package func git(_ arguments: String..., environment: [String: String] = [:]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-C", folder.path] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed() }
        return String(decoding: data, as: UTF8.self)
    }

    package struct Failed: Error {}
}
