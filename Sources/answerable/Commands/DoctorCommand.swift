import ArgumentParser
import SiteGenerator

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Says what is missing on this machine, and how to get it.",
        discussion: """
            Looks at the program, at git and curl, at the time zone data base, and at the site's folder where there is one. Nothing is changed. \
            The exit code is 3 when something is broken that a build needs.
            """)

    @Option(name: .long, help: ArgumentHelp("The site's folder: the one that holds Content/.", valueName: "DIR"))
    var site = "."

    @Option(name: .long, help: ArgumentHelp("Where the site is written. Without it: Output/ in the site's folder.", valueName: "DIR"))
    var output: String?

    @Option(name: .long, help: "text or json.")
    var format = TextFormat.text

    func run() async throws {
        let findings = machineFindings() + siteFindings(site, output: output ?? site + "/Output")
        switch format {
        case .text: writeOutput(findings.text(isColoured: Terminal.isColoured(Terminal.isOutputTerminal)))
        case .json: writeOutput(findings.json)
        }
        if findings.contains(where: { $0.state == .broken }) { throw ExitStatus.machineFailed }
    }
}
