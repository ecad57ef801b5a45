import ArgumentParser
import Foundation
import KnowledgeBase
import SiteGenerator

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Makes a new site, ready to build.",
        discussion: """
            Asks nothing. The folder gets a first thread, a rule with a promise, people, a tag, a question log and the settings, each with what to \
            change; and what publishes it from GitHub or GitLab. What is there already outside of Content/ is left alone.
            """)

    @Argument(help: ArgumentHelp("The folder of the new site; it is made where missing.", valueName: "DIR"))
    var directory: String

    @Option(name: .long, help: "text or json.")
    var format = TextFormat.text

    func run() async throws {
        try await reportingFailures {
            let content = directory + "/Content"
            guard !isFolder(content) else { throw UsageError("'\(content)' exists already: there is a site here") }
            let zone = TimeZone.current
            let now = Int(Date().timeIntervalSince1970) / 60 * 60
            func time(minutesAgo minutes: Int) -> String {
                let instant = now - minutes * 60
                let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
                return isoText(Timestamp(instant: Instant(secondsSince1970: instant), offset: offset))
            }
            let zoneName = SiteTimeZone(name: zone.identifier) == nil ? "UTC" : zone.identifier
            let starter = StarterSite(
                timeZone: zoneName, today: String(time(minutesAgo: 0).prefix(10)), asked: time(minutesAgo: 45), answered: time(minutesAgo: 20),
                loggedAsked: time(minutesAgo: 40), loggedAnswered: time(minutesAgo: 35))
            var written: [String] = []
            for (path, text) in starter.files {
                let full = directory + "/" + path
                // A folder that is a repository already keeps its own.
                if !path.utf8.starts(with: "Content/".utf8), try readFile(full) != nil { continue }
                try writeNewFile(text, at: full, folder: String(full[..<(full.lastIndex(of: "/") ?? full.endIndex)]))
                written.append(path)
            }
            if format == .json {
                writeOutput(jsonObject { $0.member("directory", directory); $0.member("files", strings: written) })
                return
            }
            writeOutput(
                """
                A new site is in '\(directory)'. Next:

                  cd \(shellQuoted(directory))
                  answerable build                     then open Output/index.html
                  answerable new thread "How do I …?"  your own first thread, in Content/threads/
                  answerable check                     says what to mend, with file and line

                Its title, language and address are in Content/site.yml; README.md says what else is where.

                """)
        }
    }
}

/// As a shell takes it for one word.
private func shellQuoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 || "/._-+".utf8.contains(byte)
    }
    return isPlain ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
