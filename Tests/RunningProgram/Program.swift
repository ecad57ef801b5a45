import Foundation

/// The program, run as its users run it: a process with arguments, an environment and a folder that it is called from.
package enum Program {
    /// How a run ended and what it said.
    package struct Run: Sendable {
        /// The exit code; negative when a signal ended it.
        package let code: Int32
        package let output: String
        package let errors: String
    }

    /// The executable that was built beside the tests.
    package static let path: String = {
        let manager = FileManager.default
        let bundles = Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }.map { $0.bundleURL.deletingLastPathComponent().path }
        let main = Bundle.main.executableURL.map { $0.deletingLastPathComponent().path }
        let candidates = bundles + [main, packageRoot + "/.build/debug"].compactMap { $0 }
        return candidates.map { $0 + "/answerable" }.first { manager.isExecutableFile(atPath: $0) } ?? packageRoot + "/.build/debug/answerable"
    }()

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - environment: Laid over the test's own; `nil` takes a variable away.
    ///   - folder: The current folder; `nil` keeps the test's own.
    @discardableResult
    package static func run(_ arguments: [String], environment: [String: String?] = [:], in folder: String? = nil) throws -> Run {
        // Files, not pipes: a full pipe that nobody reads yet would stop the program.
        let captured = try TestFolder()
        let running = try start(arguments, environment: environment, in: folder, capturing: captured)
        running.waitUntilExit()
        let code = running.terminationReason == .uncaughtSignal ? -running.terminationStatus : running.terminationStatus
        return Run(code: code, output: try captured.text("output"), errors: try captured.text("errors"))
    }

    /// Starts the program; its output goes to the files `output` and `errors` of a folder.
    package static func start(
        _ arguments: [String], environment: [String: String?] = [:], in folder: String? = nil, capturing captured: TestFolder
    ) throws -> Process {
        try captured.write("", to: "output")
        try captured.write("", to: "errors")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        var variables = ProcessInfo.processInfo.environment
        for (name, value) in environment { variables[name] = value }
        process.environment = variables
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.standardInput = FileHandle.nullDevice
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: captured.path + "/output"))
        let errors = try FileHandle(forWritingTo: URL(fileURLWithPath: captured.path + "/errors"))
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        return process
    }
}

/// The folder that holds `Package.swift`.
package let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

/// A data set beside the package; `nil`, with a message, where it isn't there.
package func sharedData(_ name: String) -> String? {
    let path = packageRoot + "/../shared/data/" + name
    if FileManager.default.fileExists(atPath: path) { return path }
    print("skipped: there is no data set '\(name)' beside the package")
    return nil
}
