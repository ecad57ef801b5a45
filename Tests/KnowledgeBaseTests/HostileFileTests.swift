import Diagnostics
import KnowledgeBase
import Testing

@Suite("Hostile files")
struct HostileFileTests {
    /// PCG-like: the same cases on every run.
    private struct Numbers {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    @Test("no mutation of a file makes a reader fail, and what it gives is safe to put into an address")
    func mutations() {
        var numbers = Numbers(state: 5)
        let seeds: [(ContentKind, String)] = [
            (.thread, "---\ntitle: T\nasked: 2026-03-02\nby: mei\ntags: [a, b]\naliases: [a/b.html]\nverified: { date: 2026-05-01, by: mei }\nsource: https://a.example/\n---\n\nQ\n\n---\nanswer: lian\nat: 2026-03-03\naccepted: true\n---\n\nA\n\n---\ncomment: mei\nat: 2026-03-04\n---\n\nC\n"),
            (.rule, "---\ntitle: R\nsince: 2026-01-01\npromise: { first_answer_within: 4h, share: 90%, hours: \"Mon-Sun 08:00-23:00\" }\nhistory:\n  - { since: 2025-09-01, first_answer_within: 8h, share: 80% }\n---\nB\n"),
            (.person, "---\nname: N\nlinks: [\"https://a.example\"]\naliases: [m]\nbot: false\n---\nB\n"),
            (.tag, "---\ntitle: T\nsynonyms: [a]\nparent: b\n---\nB\n"), (.page, "---\ntitle: T\norder: 1\nlanguage: en\n---\nB\n"),
        ]
        let alphabet: [[UInt8]] =
            "-:[]{}\"',\n\r\t#%.0/\\@<>&*! ~`=".utf8.map { [$0] }
            + ["\u{600}<", "e\u{301}", "\u{202E}", "\u{FEFF}", "---\n", "\n\n", "..", "x-a: b\n"].map { Array($0.utf8) } + [[0], [0xFF], [0xC3]]
        for round in 0..<4_000 {
            let (kind, text) = seeds[round % seeds.count]
            var bytes = Array(text.utf8)
            for _ in 0..<1 + numbers.next(5) {
                let place = numbers.next(bytes.count)
                switch numbers.next(3) {
                case 0: bytes.removeSubrange(place..<min(bytes.count, place + 1 + numbers.next(4)))
                case 1: bytes.insert(contentsOf: alphabet[numbers.next(alphabet.count)], at: place)
                default: bytes.replaceSubrange(place..<place + 1, with: alphabet[numbers.next(alphabet.count)])
                }
                if bytes.isEmpty { bytes = [0x2D] }
            }
            let parsed = parse(kind, bytes: bytes, name: "a.md")
            for diagnostic in parsed.diagnostics {
                #expect((diagnostic.range?.upperBound ?? 0) <= bytes.count)
                #expect(!diagnostic.message.isEmpty && !diagnostic.advice.isEmpty)
            }
            if parsed.value == nil { #expect(parsed.diagnostics.contains { $0.severity == .error }) }
            for name in names(in: parsed) { #expect(isSafe(name), "\(name.debugDescription)") }
            for alias in parsed.thread?.aliases ?? [] {
                // Old addresses may hold spaces and marks, but no part that leads out of the site.
                let parts = alias.value.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
                #expect(parts.allSatisfy { !$0.isEmpty && $0.first != 0x2E && $0.allSatisfy { $0 >= 0x20 && $0 != 0x5C && $0 != 0x3A } })
            }
        }
    }

    /// All that becomes part of a path or an id.
    private func names(in parsed: ParsedFile) -> [String] {
        if let thread = parsed.thread {
            return [thread.slug, thread.author.value] + thread.answers.flatMap { [$0.author.value, $0.anchor] + $0.comments.map(\.author.value) }
                + thread.comments.map(\.author.value)
        }
        if let person = parsed.person { return [person.handle] + person.aliases.map(\.value) }
        return [parsed.rule?.slug, parsed.tag?.name, parsed.page?.slug].compactMap { $0 }
    }

    private func isSafe(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.first != 0x2E && name.utf8.allSatisfy { $0 > 0x20 && !"/\\:*?\"<>|&'`\u{7F}".utf8.contains($0) }
    }

    @Test("a hostile file name never becomes an address")
    func fileNames() {
        let names = [
            "..", ".", "...", "..\u{301}", "a\u{0}b", "a/../../b", "CON", "a\u{202E}b", "\u{600}<script>", "a\"b", "a'b", " ", "-rf", "index", "a\nb", "\u{FFFD}",
            "\u{301}a", "🏳️‍🌈", "a\u{200D}b", "a.", "ａ", "İ", "ß", "ſ",
        ]
        for kind in ContentKind.allCases {
            for name in names {
                let parsed = parse(kind, "---\ntitle: T\nasked: 2026-03-02\nby: mei\nname: N\n---\n", name: name + ".md")
                for name in self.names(in: parsed) { #expect(isSafe(name), "\(name.debugDescription)") }
            }
        }
    }
}
