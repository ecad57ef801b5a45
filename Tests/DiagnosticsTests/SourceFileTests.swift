import Testing

@testable import Diagnostics

@Test("the text of a range beyond the end of the file stops at the end")
func rangeBeyondEnd() {
    #expect(SourceFile(path: "a.md", text: "abc").text(1..<9) == "bc")
}
