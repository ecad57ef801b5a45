import Diagnostics
import Foundation
import Importers
import KnowledgeBase
import Markdown
import SiteGenerator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the machine has, whatever the site.
func machineFindings() -> [Finding] {
    [program(), libraries(), worker(), timeZones(), git(), curl(), locale()]
}

private func program() -> Finding {
    Finding(.fine, "program", "answerable \(answerableVersion), \(ownExecutable())")
}

/// Without them the program doesn't start at all, so they are there: which ones tells whoever reports a fault.
private func libraries() -> Finding {
    Finding(.fine, "libraries", "libcmark-gfm \(markdownLibraryVersion()), libxml2 \(xmlLibraryVersion())")
}

/// Parsing happens in processes of its own: a machine that forbids them builds nothing.
private func worker() -> Finding {
    let remedy = "the program must be able to start itself: check that '\(ownExecutable())' may be executed and that processes may be started"
    do throws(MachineError) {
        let parsed = try parseInWorker("---\ntitle: A\nasked: 2026-01-01\nby: a\n---\n\nA.\n", executable: ownExecutable(), arguments: [ParseWorkerCommand.name])
        return parsed ? Finding(.fine, "workers", "a worker process parses") : Finding(.broken, "workers", "a worker process was started and did not parse", remedy: remedy)
    } catch {
        return Finding(.broken, "workers", "\(error)", remedy: remedy)
    }
}

private func timeZones() -> Finding {
    guard let zone = SiteTimeZone(name: "Europe/Vienna"), zone.offsets.offset(at: 1_782_777_600) == 7_200 else {
        return Finding(
            .broken, "time zones", "the time zone data base is missing: 'time_zone' in site.yml can't be honoured",
            remedy: "install it: 'apt-get install tzdata', 'dnf install tzdata', 'apk add tzdata'")
    }
    return Finding(.fine, "time zones", "the data base is there")
}

private func git() -> Finding {
    guard let version = output(of: ["git", "--version"]) else {
        return Finding(
            .lacking, "git", "not found: pages don't say when they were last changed, and renamed files leave no redirect",
            remedy: "install it: 'apt-get install git', 'brew install git'")
    }
    return Finding(.fine, "git", version)
}

private func curl() -> Finding {
    guard let version = output(of: ["curl", "--version"]) else {
        return Finding(
            .lacking, "curl", "not found: 'check --external' needs it, and nothing else does", remedy: "install it: 'apt-get install curl', 'brew install curl'")
    }
    return Finding(.fine, "curl", version.utf8.split(separator: 0x20).prefix(2).map { String(Substring($0)) }.joined(separator: " "))
}

/// The built site depends on no locale; only what this terminal shows does.
private func locale() -> Finding {
    let environment = ProcessInfo.processInfo.environment
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let folded = name.lowercased()
    if folded.contains("utf-8") || folded.contains("utf8") { return Finding(.fine, "locale", name) }
    return Finding(
        .lacking, "locale", (name.isEmpty ? "none is set" : "'\(name)' is not UTF-8") + ": the terminal may show letters beyond ASCII wrongly; the site is not affected",
        remedy: "set LANG to one that ends in '.UTF-8', such as 'C.UTF-8'")
}

/// The first line that a command prints; `nil` when it fails or isn't there.
func output(of command: [String], in folder: String? = nil) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data.prefix { $0 != 0x0A }, as: UTF8.self)
}
