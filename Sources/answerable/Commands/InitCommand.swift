import ArgumentParser
import Foundation
import KnowledgeBase
import SiteGenerator

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Makes a new site, ready to build.",
        discussion: "Asks nothing. The folder gets a first thread, a rule with a promise, a person, a tag and the settings, each with what to change.")

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
            for (path, text) in StarterSite.files(
                timeZone: zoneName, today: String(time(minutesAgo: 0).prefix(10)), asked: time(minutesAgo: 45), answered: time(minutesAgo: 20))
            {
                let full = directory + "/" + path
                // A folder that is a repository already keeps its own.
                if path == ".gitignore", try readFile(full) != nil { continue }
                try writeNewFile(text, at: full, folder: String(full[..<(full.lastIndex(of: "/") ?? full.endIndex)]))
            }
            writeOutput(
                """
                A new site is in '\(directory)'. Next:
                  answerable build --site \(directory)      builds it; then open \(directory)/Output/index.html
                  answerable new thread "…" --site \(directory)
                Its settings are in \(directory)/Content/site.yml.

                """)
        }
    }
}
