import ArgumentParser
import SiteGenerator

/// The program as its own worker process: parses what it is sent. Not for people.
struct ParseWorkerCommand: ParsableCommand {
    static let name = "parse-worker"
    static let configuration = CommandConfiguration(commandName: name, abstract: "Parses files for another process.", shouldDisplay: false)

    func run() throws {
        let status = Worker.run()
        if status != 0 { throw ExitCode(status) }
    }
}
