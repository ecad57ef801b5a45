import Foundation

/// The browser's engine, run in Node where the machine has it.
enum JavaScriptEngine {
    static let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let node = ["/usr/bin/node", "/usr/local/bin/node", "/opt/homebrew/bin/node"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// One answer a line; `nil`, with a printed word, where there is no Node.
    static func run(_ arguments: [String], lines: [Data]) throws -> [Data]? {
        guard let node else {
            print("skipped: there is no node to run search-engine.js")
            return nil
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("search-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let questions = folder.appendingPathComponent("in")
        let answers = folder.appendingPathComponent("out")
        try Data(lines.joined(separator: [10])).write(to: questions)
        try Data().write(to: answers)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: node)
        process.arguments = [
            packageRoot.appendingPathComponent("Tests/SearchIndexTests/search-cases.js").path,
            packageRoot.appendingPathComponent("Templates/assets/search-engine.js").path,
        ] + arguments
        process.standardInput = try FileHandle(forReadingFrom: questions)
        process.standardOutput = try FileHandle(forWritingTo: answers)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return try Data(contentsOf: answers).split(separator: 10).map { Data($0) }
    }
}
