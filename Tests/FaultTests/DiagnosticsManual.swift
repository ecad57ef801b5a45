import Diagnostics
import Importers
import SiteGenerator

/// Docs/Diagnostics.md: every code, explained, with its example.
enum DiagnosticsManual {
    /// - Parameter example: The example of a code; a code without one is left to another test.
    static func text(_ example: (String) throws -> FaultExample?) throws -> String {
        var text = """
            # Diagnostics

            Everything that Answerable can find wrong, by its code. `answerable check` prints each fault as `path:line:column: error: what (what to
            do)`, with the line and a mark below the place; `--format json`, `github` and `sarif` carry the code as well. An error makes the exit code
            1, a warning does so under `--strict`. All faults of all files are reported in one run.

            This page is written by `Scripts/docs` from the codes and from `Tests/Faults/`, and the tests run every example: the wrong site is said to
            be what stands here, and nothing is said of the right one. What is not shown of a site has no fault.


            """
        for code in allDiagnosticCodes { text += "- [\(code.id)](#\(code.id))\n" }
        text += "- [faults of an import](#faults-of-an-import)\n"
        for code in allDiagnosticCodes {
            text += "\n## \(code.id)\n\n\(code.explanation)\n"
            guard let example = try example(code.id) else { continue }
            if !example.remark.isEmpty { text += "\n\(example.remark)\n" }
            text += listing("Beside it:", example.both) + listing("Wrong:", example.wrong)
            text += "\nAnswerable says:\n\n\(fenced(example.says))"
            text += listing("Right:", example.right)
        }
        text += "\n## Faults of an import\n\nWhat `answerable import` reports of an export, which is not the site's.\n\n| code | what it means |\n| --- | --- |\n"
        for code in importCodes.sorted(by: { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }) { text += "| \(code.id) | \(code.explanation) |\n" }
        return text
    }

    private static func listing(_ word: String, _ files: [FaultExample.File]) -> String {
        files.map { "\n\(word) `\($0.path)`\n\n\(fenced($0.written))" }.joined()
    }

    /// In a fence longer than any in the text.
    private static func fenced(_ text: String) -> String {
        var longest = 2
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence)text\n\(text)\(fence)\n"
    }
}
