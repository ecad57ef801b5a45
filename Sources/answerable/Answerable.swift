import ArgumentParser
import Diagnostics

@main
struct Answerable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answerable",
        abstract: "Builds the public memory of a community that answers questions.",
        discussion: """
            A site is a folder with Content/: question-and-answer threads, the group's rules, people and tags, as Markdown with front \
            matter. 'answerable build' turns it into plain pages with search and an honest answer clock, in a folder for any web host.

            Begin with:
              answerable init my-site
              answerable build --site my-site

            Exit codes: 0 done; 1 the content has errors; 2 wrong usage; 3 the machine failed.
            """,
        version: answerableVersion,
        subcommands: [
            BuildCommand.self, ServeCommand.self, CheckCommand.self, NewCommand.self, ImportCommand.self, StatsCommand.self, SearchCommand.self, InitCommand.self,
            CurateCommand.self, DoctorCommand.self, ManualCommand.self, ParseWorkerCommand.self,
        ])

    /// Runs the command that the arguments name. Wrong usage ends with 2, where the argument parser alone would end with 64.
    static func main() async {
        do {
            if let fault = misspeltCommand(CommandLine.arguments.dropFirst()) { throw ValidationError(fault) }
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            writeError(fullMessage(for: error) + "\n")
            exit(withError: ExitStatus.wrongUsage)
        }
    }

    /// What is wrong with a first word, or the one after 'help', that is no command.
    private static func misspeltCommand(_ words: ArraySlice<String>) -> String? {
        let names = configuration.subcommands.map { $0._commandName } + ["help"]
        guard let word = words.first == "help" ? words.dropFirst().first : words.first, word.utf8.first != UInt8(ascii: "-"), !names.contains(word) else { return nil }
        let shown = names.filter { ![ParseWorkerCommand.name, ManualCommand._commandName].contains($0) }
        let advice = suggestion(for: word, among: shown).map { "did you mean '\($0)'?" } ?? "there are \(shown.joined(separator: ", "))"
        return "there is no command '\(word)' (\(advice))"
    }
}

let answerableVersion = "0.1.0"
