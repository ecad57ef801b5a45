import ArgumentParser
import Diagnostics
import SiteGenerator

enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, github, sarif
}

/// How a command prints what it did: for people, or for programs.
enum TextFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// Prints diagnostics in one of the formats. Text goes to standard error, what machines read to standard output.
///
/// - Parameter others: The source of a file that is no part of the site.
func printDiagnostics(
    _ diagnostics: [Diagnostic], of site: LoadedSite, as format: DiagnosticFormat, others: @escaping (String) -> SourceFile? = { _ in nil }
) {
    printDiagnostics(diagnostics, as: format) { others($0) ?? site.source($0) }
}

func printDiagnostics(_ diagnostics: [Diagnostic], as format: DiagnosticFormat, source: @escaping (String) -> SourceFile?) {
    switch format {
    case .text:
        let printer = TextPrinter(isColoured: Terminal.isColoured(Terminal.isErrorTerminal), width: Terminal.width)
        writeError(printer.print(diagnostics, sources: source))
    case .json: writeOutput(JSONPrinter().print(diagnostics, sources: source))
    case .github: writeOutput(GitHubPrinter().print(diagnostics, sources: source))
    case .sarif:
        writeOutput(SARIFPrinter(version: answerableVersion, codes: allDiagnosticCodes).print(diagnostics, sources: source))
    }
}

extension [Diagnostic] {
    var hasErrors: Bool { contains { $0.severity == .error } }
}
