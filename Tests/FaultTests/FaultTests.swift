import Diagnostics
import Foundation
import SiteGenerator
import Testing

@Suite("Every fault has an example")
struct FaultTests {
    @Test("the example gives its fault alone, in the words recorded, and none once it is mended", arguments: allDiagnosticCodes.map(\.id))
    func example(code: String) throws {
        guard var example = try FaultFolder.example(code) else {
            Issue.record("'\(code)' has no example: write Tests/Faults/\(code).txt, like the others there")
            return
        }
        let wrong = try example.wrongSite()
        let others = wrong.diagnostics.filter { $0.code.id != code }
        #expect(!wrong.diagnostics.isEmpty, "nothing is found in the wrong site")
        #expect(others.isEmpty, "one fault gives one message, and here are others:\n\(wrong.text)")
        // A message about a place shows it.
        for diagnostic in wrong.diagnostics where diagnostic.range != nil {
            #expect(wrong.text.contains("\n    "), "the line of '\(diagnostic.message)' is not shown")
        }
        let right = try example.rightSite()
        #expect(right.diagnostics.isEmpty, "the mended site has faults:\n\(right.text)")
        if FaultFolder.isRecording, example.says != wrong.text {
            example.says = wrong.text
            try Data(example.text.utf8).write(to: FaultFolder.file(code))
            Issue.record("recorded what is said of '\(code)'")
        } else {
            #expect(wrong.text == example.says, "run Scripts/docs if the new words are meant")
        }
    }

    @Test("every example is of a code that exists")
    func noStrayExamples() throws {
        let known = Set(allDiagnosticCodes.map(\.id))
        let stray = try FaultFolder.codes().filter { !known.contains($0) }
        #expect(stray == [], "no such codes: delete their files, or mend their names")
    }

    @Test("codes are lower-case words, each given once, and each is explained in whole sentences")
    func codes() {
        #expect(Set(allDiagnosticCodes.map(\.id)).count == allDiagnosticCodes.count)
        for code in allDiagnosticCodes {
            #expect(code.id.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }, "\(code.id)")
            #expect(code.explanation.hasSuffix("."), "\(code.id)")
        }
    }

    @Test("the small site under every example has no fault")
    func base() throws {
        #expect(try ExampleSite(FaultFolder.base()).text == "")
    }
}
