import Diagnostics
import Foundation
import SiteGenerator

/// What the program says of a site given as a list of files; a later file of the same path takes the place of an earlier one.
struct ExampleSite {
    let diagnostics: [Diagnostic]
    /// As `answerable check` prints them, without colour.
    let text: String

    init(_ files: [FaultExample.File]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "answerable-fault-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var options = BuildOptions(site: folder.path)
        // An as-of of its own, so that no other repository around the folder is asked for one.
        options.sourceDateEpoch = "1782777600"
        for file in files {
            let url = folder.appending(path: file.path)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            switch file.mark {
            case .link:
                let target = file.written.trimmingCharacters(in: .newlines)
                try FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: target)
            case .stopsTheParser:
                options.worker = ("/bin/sh", ["-c", "kill -s XCPU $$"])
                fallthrough
            case .escapes, nil:
                try Data(file.bytes).write(to: url)
            }
        }
        for file in files {
            let url = folder.appending(path: file.path)
            let names = try FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)
            if !names.contains(where: { $0.utf8.elementsEqual(url.lastPathComponent.utf8) }) { throw FoldedName(path: file.path) }
        }
        let site = PlannedSite(try LoadedSite.load(options))
        diagnostics = site.diagnostics
        text = TextPrinter().print(site.diagnostics, sources: site.loaded.source)
    }
}

/// This disk took two names of an example for one.
struct FoldedName: Error {
    var path: String
}

extension FaultExample {
    func wrongSite() throws -> ExampleSite { try ExampleSite(FaultFolder.base() + both + wrong) }
    func rightSite() throws -> ExampleSite { try ExampleSite(FaultFolder.base() + both + right) }
}
