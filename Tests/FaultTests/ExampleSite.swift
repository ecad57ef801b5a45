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
        var command: [String] = []
        for file in files {
            switch file.mark {
            case .command:
                command = file.written.split(whereSeparator: \.isWhitespace).map(String.init)
                continue
            case .shallowClone: continue
            case .escapes, .link, .stopsTheParser, nil: break
            }
            let url = folder.appending(path: file.path)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            switch file.mark {
            case .link:
                let target = file.written.trimmingCharacters(in: .newlines)
                try FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: target)
            case .stopsTheParser:
                options.worker = ("/bin/sh", ["-c", "kill -s XCPU $$"])
                fallthrough
            case .escapes, .command, .shallowClone, nil:
                try Data(file.bytes).write(to: url)
            }
        }
        if files.contains(where: { $0.mark == .shallowClone }) { try Self.makeShallowClone(folder) }
        for file in files where file.mark != .command && file.mark != .shallowClone {
            let url = folder.appending(path: file.path)
            let names = try FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)
            if !names.contains(where: { $0.utf8.elementsEqual(url.lastPathComponent.utf8) }) { throw FoldedName(path: file.path) }
        }
        let site = PlannedSite(try LoadedSite.load(options))
        let (found, sources) = try Self.run(command, on: site, in: folder)
        diagnostics = (site.diagnostics + found).inOrder()
        text = TextPrinter().print(diagnostics) { path in sources.first { $0.path == path } ?? site.loaded.source(path) }
    }

    /// What `answerable check` with options says beside what it always says. Paths are relative to the site's folder, and are printed so.
    private static func run(_ command: [String], on site: PlannedSite, in folder: URL) throws -> (diagnostics: [Diagnostic], sources: [SourceFile]) {
        func value(_ option: String) -> String? { command.firstIndex(of: option).map { command[$0 + 1] } }
        var checks = ExtraChecks()
        checks.against = value("--against").map { folder.path + "/" + $0 }
        checks.staleAfterDays = value("--stale").flatMap { Int($0.dropLast()) }
        var (diagnostics, sources, _) = try site.extraDiagnostics(checks)
        if command.contains("--external") {
            var options = ExternalLinkCheck.Options(now: 1_782_777_600, userAgent: "test", cache: folder.path + "/.answerable/links.tsv")
            options.includesPrivate = command.contains("--private-hosts")
            diagnostics += try ExternalLinkCheck.run(site.loaded.externalLinks, options).diagnostics
        }
        func relative(_ path: String) -> String { path.hasPrefix(folder.path + "/") ? String(path.dropFirst(folder.path.count + 1)) : path }
        for index in diagnostics.indices { diagnostics[index].path = relative(diagnostics[index].path) }
        return (diagnostics, sources.map { SourceFile(path: relative($0.path), bytes: $0.bytes) })
    }

    private static func makeShallowClone(_ folder: URL) throws {
        func git(_ arguments: String...) throws -> String {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["git", "-C", folder.path, "-c", "user.name=mei", "-c", "user.email=mei@example.org"] + arguments
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return String(decoding: data, as: UTF8.self)
        }
        _ = try git("init", "--quiet")
        _ = try git("add", ".")
        _ = try git("commit", "--quiet", "--message", "One")
        try Data(try git("rev-parse", "HEAD").utf8).write(to: folder.appending(path: ".git/shallow"))
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
