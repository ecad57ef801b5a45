import Diagnostics
import KnowledgeBase
import Testing

@Suite("Parsed files as bytes")
struct RecordTests {
    private static let faulty = [
        thread("tags: a\nvots: 1\nclosed: never", body: "Text.\n\n---\nanswer: lian\nat: 2026-02-30\n---\n\nText.\n"),
        parse(.thread, ""), parse(.page, bytes: [0xFF, 0xFE, 0x00]), parse(.rule, "---\ntitle: R\n", name: "X Y.md"),
    ]

    @Test("every file of the project's content is read back as it was written")
    func roundTrip() throws {
        for parsed in ContentFile.own.map({ $0.parsed() }) + Self.faulty {
            var writer = ByteWriter()
            writer.write(parsed)
            var reader = ByteReader(writer.bytes)
            #expect(try reader.read(ParsedFile.self) == parsed)
            #expect(reader.isAtEnd)
        }
    }

    @Test("a record cut short is refused")
    func truncated() throws {
        let parsed = try #require(ContentFile.own.first { $0.contentPath.hasSuffix("which-chat-app-is-best.md") }).parsed()
        var writer = ByteWriter()
        writer.write(parsed)
        for count in stride(from: 0, to: writer.bytes.count, by: 7) {
            var reader = ByteReader(writer.bytes[..<count])
            #expect(throws: RecordError.self) { try reader.read(ParsedFile.self) }
        }
    }

    @Test("a record with flipped bits is refused or read as another, and never harms")
    func flipped() {
        var state: UInt64 = 3
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var refused = 0
        for parsed in Self.faulty + [thread("tags: [a]", body: "Text.\n\n---\nanswer: lian\nat: 2026-03-30\n---\n\n[x](y.md)\n")] {
            var writer = ByteWriter()
            writer.write(parsed)
            for _ in 0..<2_000 {
                var bytes = writer.bytes
                for _ in 0..<1 + next(4) { bytes[next(bytes.count)] ^= UInt8(1 << next(8)) }
                var reader = ByteReader(bytes)
                do { _ = try reader.read(ParsedFile.self) } catch { refused += 1 }
            }
        }
        #expect(refused > 0)
    }
}
