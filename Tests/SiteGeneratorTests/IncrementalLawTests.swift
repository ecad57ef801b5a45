import Foundation
import Testing

@testable import SiteGenerator

/// The law of incremental building: whatever was edited in whatever order, what comes out is the clean build's output, byte for byte.
@Suite("The law of incremental building")
struct IncrementalLawTests {
    @Test("a session that saw every edit has the outputs and the messages of one that sees the site for the first time", arguments: 0..<20)
    func session(seed: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("answerable-law-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var site = try RandomSite(path: folder, seed: UInt64(seed))
        let options = BuildOptions(site: folder)
        var session = BuildSession(options)
        _ = try session.update(now: .max)
        for _ in 0..<5 {
            try site.edit()
            let remembered = try session.update(now: .max)
            var fresh = BuildSession(options)
            let clean = try fresh.update()
            #expect(remembered.paths == clean.paths, "edits \(site.edits)")
            #expect(remembered.diagnostics == clean.diagnostics, "edits \(site.edits)")
            for path in clean.paths {
                let (known, expected) = (try remembered.output(at: path), try clean.output(at: path))
                #expect(known == expected, "\(path) after the edits \(site.edits)")
            }
        }
    }
}
