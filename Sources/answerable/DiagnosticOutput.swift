import ArgumentParser
import Diagnostics
import SiteGenerator

enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, github, sarif
}

/// Prints diagnostics in one of the formats. Text goes to standard error, what machines read to standard output.
func printDiagnostics(_ diagnostics: [Diagnostic], of site: LoadedSite, as format: DiagnosticFormat) {
    switch format {
    case .text:
        let printer = TextPrinter(isColoured: Terminal.isColoured(Terminal.isErrorTerminal), width: Terminal.width)
        writeError(printer.print(diagnostics, sources: site.source))
    case .json: writeOutput(JSONPrinter().print(diagnostics, sources: site.source))
    case .github: writeOutput(GitHubPrinter().print(diagnostics, sources: site.source))
    case .sarif:
        writeOutput(SARIFPrinter(version: answerableVersion, codes: allDiagnosticCodes).print(diagnostics, sources: site.source))
    }
}

extension [Diagnostic] {
    var hasErrors: Bool { contains { $0.severity == .error } }
}
