import Foundation
import Testing

@Suite("The manual is up to date")
struct ManualTests {
    @Test("Docs/Diagnostics.md is what the codes and the examples say")
    func diagnostics() throws {
        try check("Docs/Diagnostics.md", try DiagnosticsManual.text(FaultFolder.example))
    }

    @Test("Docs/Templates.md lists the names that the pages have")
    func templates() throws {
        let url = FaultFolder.package.appending(path: "Docs/Templates.md")
        let page = try #require(TemplateNames.page(String(contentsOf: url, encoding: .utf8)), "Docs/Templates.md has lost its markers")
        try check("Docs/Templates.md", page)
    }

    private func check(_ path: String, _ wanted: String) throws {
        let url = FaultFolder.package.appending(path: path)
        let found = FileManager.default.fileExists(atPath: url.path) ? try String(contentsOf: url, encoding: .utf8) : ""
        guard !found.utf8.elementsEqual(wanted.utf8) else { return }
        if FaultFolder.isRecording {
            try Data(wanted.utf8).write(to: url)
            Issue.record("wrote \(path)")
        } else {
            Issue.record("\(path) is out of date: run Scripts/docs")
        }
    }
}
