import Foundation

/// `Tests/Faults/` and the other places of the package that these tests read and, when they record, write.
enum FaultFolder {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let faults = package.appending(path: "Tests/Faults")

    /// Set by `Scripts/docs`: what is recorded is written anew, and every test that writes fails, so that a recording never passes for a check.
    static let isRecording = ProcessInfo.processInfo.environment["ANSWERABLE_RECORD"] == "1"

    /// The codes that have an example, sorted.
    static func codes() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: faults.path).filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
    }

    static func file(_ code: String) -> URL { faults.appending(path: code + ".txt") }

    /// `nil` when the code has no example.
    static func example(_ code: String) throws -> FaultExample? {
        guard FileManager.default.fileExists(atPath: file(code).path) else { return nil }
        return try FaultExample(String(contentsOf: file(code), encoding: .utf8))
    }

    /// The files of the small site that lies under every example.
    static func base() throws -> [FaultExample.File] {
        let root = faults.appending(path: "base")
        return try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted().compactMap { path in
            let url = root.appending(path: path)
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { return nil }
            return FaultExample.File(path: path, written: try String(contentsOf: url, encoding: .utf8))
        }
    }
}
