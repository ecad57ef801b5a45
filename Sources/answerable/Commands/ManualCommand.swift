import ArgumentParser
import Foundation

/// The manual page, made from the same declarations as `--help`: the two can't differ. For whoever installs the program.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Prints the manual page, for 'man'.",
        discussion: "As 'answerable manual > answerable.1; man ./answerable.1'. 'Scripts/install --prefix DIR' puts it where 'man' looks.", shouldDisplay: false)

    func run() throws {
        let tool = try JSONDecoder().decode(DeclaredTool.self, from: Data(Answerable._dumpHelp().utf8))
        writeOutput(ManualPage(tool.command).text)
    }
}

/// What ArgumentParser tells of the commands (its ToolInfo, version 0).
private struct DeclaredTool: Decodable {
    let command: DeclaredCommand
}

private struct DeclaredCommand: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool?
    let subcommands: [DeclaredCommand]?
    let arguments: [DeclaredArgument]?
}

private struct DeclaredArgument: Decodable {
    struct Name: Decodable {
        let kind: String
        let name: String
    }

    let kind: String
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let abstract: String?

    /// "--site", "-h".
    var written: [String] { (names ?? []).map { ($0.kind == "short" ? "-" : "--") + $0.name } }
}

/// A page in the macros of mdoc(7).
private struct ManualPage {
    private let root: DeclaredCommand

    init(_ root: DeclaredCommand) { self.root = root }

    var text: String {
        let commands = (root.subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
        var page = """
            .Dd November 2026
            .Dt ANSWERABLE 1
            .Os
            .Sh NAME
            .Nm answerable
            .Nd \(escaped((root.abstract ?? "").trimmingSuffix(".")))
            .Sh SYNOPSIS
            .Nm
            .Ar command
            .Op Ar options
            .Sh DESCRIPTION

            """
        page += paragraphs(root.discussion)
        page += ".Sh COMMANDS\n"
        for command in commands {
            page += ".Ss answerable \(escaped(command.commandName))\n"
            page += paragraphs(command.abstract) + (command.discussion.map { ".Pp\n" + paragraphs($0) } ?? "")
            let shown = (command.arguments ?? []).filter { $0.shouldDisplay && !["help", "version"].contains($0.names?.first?.name) }
            guard !shown.isEmpty else { continue }
            page += ".Bl -tag -width Ds\n" + shown.map(item).joined() + ".El\n"
        }
        return page + """
            .Sh ENVIRONMENT
            .Bl -tag -width Ds
            .It Ev NO_COLOR
            Nothing is coloured when it is set and not empty.
            .It Ev SOURCE_DATE_EPOCH
            The instant that the figures are judged at, in seconds since 1970, where neither
            .Fl -as-of
            nor the settings name one.
            .El
            .Sh EXIT STATUS
            .Bl -tag -width Ds
            .It 0
            done
            .It 1
            the content has errors
            .It 2
            wrong usage
            .It 3
            the machine failed: a disk, a permission, a missing program
            .El

            """
    }

    private func item(_ argument: DeclaredArgument) -> String {
        let value = argument.valueName.map { " Ar \(escaped($0))" } ?? ""
        var text: String
        switch argument.kind {
        case "positional": text = ".It Ar \(escaped(argument.valueName ?? ""))\n"
        // A macro for a dash: `Fl -site` is printed as `--site`.
        case "flag": text = ".It " + argument.written.map { "Fl \(escaped(String($0.dropFirst())))" }.joined(separator: " , ") + "\n"
        default: text = ".It " + argument.written.map { "Fl \(escaped(String($0.dropFirst())))" }.joined(separator: " , ") + value + "\n"
        }
        text += paragraphs(argument.abstract)
        if let standard = argument.defaultValue, argument.kind != "flag" { text += "Default: \(escaped(standard)).\n" }
        return text
    }

    /// Lines of text; one that is set in keeps its form.
    private func paragraphs(_ text: String?) -> String {
        var page = ""
        var isLiteral = false
        for line in (text ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("  ") != isLiteral {
                if !line.isEmpty || isLiteral { page += isLiteral ? ".Ed\n" : ".Bd -literal\n" }
                isLiteral = line.hasPrefix("  ")
            }
            if line.isEmpty { page += page.isEmpty || page.hasSuffix(".Pp\n") ? "" : ".Pp\n" } else { page += escaped(String(line)) + "\n" }
        }
        return page + (isLiteral ? ".Ed\n" : "")
    }

    /// A backslash begins an escape, a dot or a quote at a line's beginning a macro, and a plain `-` may be printed as another dash.
    private func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": out += "\\e"
            case "-": out += "\\-"
            case "." where out.isEmpty, "'" where out.isEmpty: out += "\\&\(scalar)"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String { hasSuffix(suffix) ? String(dropLast(suffix.count)) : self }
}
