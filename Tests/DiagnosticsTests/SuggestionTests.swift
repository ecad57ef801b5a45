import Testing

@testable import Diagnostics

private let keys = ["title", "asked", "by", "tags", "votes", "verified", "answer", "comment", "superseded_by"]

@Test("the nearest known name is proposed, within a few steps", arguments: [
    ("titel", "title"), ("tilte", "title"), ("Title", "title"), ("anwser", "answer"), ("tag", "tags"), ("comments", "comment"),
    ("superseeded_by", "superseded_by"), ("verifed", "verified"),
])
func nearNames(written: String, meant: String) {
    #expect(suggestion(for: written, among: keys) == meant)
}

@Test("a name that is far from all, of one letter, or known already is not answered", arguments: ["zebra", "x", "title", "colour", "", "q1"])
func farNames(written: String) {
    #expect(suggestion(for: written, among: keys) == nil)
}

@Test("of equally near names the first in order is taken, in whatever order they come")
func ties() {
    #expect(suggestion(for: "cat", among: ["rat", "bat", "hat"]) == "bat")
    #expect(suggestion(for: "cat", among: ["hat", "bat", "rat"]) == "bat")
}

@Test("a name of many thousand letters is answered at once, with nothing")
func hostileName() {
    #expect(suggestion(for: String(repeating: "a", count: 1_000_000), among: keys) == nil)
}
