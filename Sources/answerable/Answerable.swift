import ArgumentParser

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
            """,
        version: answerableVersion,
        subcommands: [
            BuildCommand.self, CheckCommand.self, NewCommand.self, ImportCommand.self, StatsCommand.self, SearchCommand.self, InitCommand.self,
            ParseWorkerCommand.self,
        ])
}

let answerableVersion = "0.1.0"
