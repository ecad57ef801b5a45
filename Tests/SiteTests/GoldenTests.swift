import Foundation
import RunningProgram
import Testing

/// Small sites whose whole output is kept beside them, in `Tests/Sites/<case>/Expected`, and compared byte for byte.
///
/// With `ANSWERABLE_RECORD=1` in the environment the output is written there instead, and the run fails, so that a recording is looked at
/// (`git diff`) and never passes for a test.
@Suite("Golden sites")
struct GoldenTests {
    @Test("the built site is the one that was recorded", arguments: ["one-thread", "chinese", "promise"])
    func golden(_ name: String) throws {
        let site = packageRoot + "/Tests/Sites/" + name
        // Away from this repository, whose history is none of the site's.
        let copy = try TestFolder()
        try copy.copy(site + "/Content", to: "Content")
        let output = try TestFolder()
        let run = try Program.run(["build", "--site", copy.path, "--output", output.path, "--as-of", "2026-03-10T12:00:00Z", "--strict"])
        #expect(run.code == 0, "\(run.errors)")
        let built = withoutTheme(try output.files())
        if ProcessInfo.processInfo.environment["ANSWERABLE_RECORD"] == "1" {
            try record(built, in: site + "/Expected")
            Issue.record("recorded \(built.count) files in \(site)/Expected: look at them, then run again without ANSWERABLE_RECORD")
        } else {
            #expect(differences(try filesBelow(site + "/Expected"), built) == [], "ANSWERABLE_RECORD=1 records the site as it is now")
        }
    }

    /// The theme's own files are read where they lie; the hash of their content in their names would make every page a new one whenever a
    /// colour changes.
    private func withoutTheme(_ files: [String: Data]) -> [String: Data] {
        var kept: [String: Data] = [:]
        let hashes = Set(files.keys.filter { $0.hasPrefix("theme/") }.compactMap { name in
            name.split(separator: "-").last.map { String($0.prefix { $0 != "." }) }
        })
        for (name, bytes) in files where !name.hasPrefix("theme/") && name != ".answerable-manifest" {
            guard name.hasSuffix(".html") else {
                kept[name] = bytes
                continue
            }
            var text = String(decoding: bytes, as: UTF8.self)
            for hash in hashes { text = text.replacingOccurrences(of: "-\(hash).", with: ".") }
            kept[name] = Data(text.utf8)
        }
        return kept
    }

    private func record(_ files: [String: Data], in folder: String) throws {
        try? FileManager.default.removeItem(atPath: folder)
        for (name, bytes) in files {
            let file = URL(fileURLWithPath: folder + "/" + name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try bytes.write(to: file)
        }
    }
}
