import Diagnostics
import SearchIndex
import Testing

@Suite("An index that is edited")
struct KeptIndexTests {
    private typealias Files = [String: [UInt8]]

    private static let digest: FileDigest.Of = { bytes in
        var digest = FileDigest(high: 0xCBF2_9CE4_8422_2325, low: 7)
        for byte in bytes {
            digest.high = (digest.high ^ UInt64(byte)) &* 0x100_0000_01B3
            digest.low = (digest.low &+ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
        }
        return digest
    }

    /// Made ones, so that there are many of them in every collection of data; words are as unequally common as real ones.
    private static func text(_ words: Int, _ numbers: inout Samples.Numbers) -> String {
        (0..<words).map { _ in
            let rank = Int(1 / Double.random(in: 0.0005...1, using: &numbers))
            return ["do", "zoo", "Ruby", "x", "日本", "émile", "node.js", "word"][rank % 8] + (rank > 8 ? "\(String(rank, radix: 30))ing" : "")
        }.joined(separator: " ")
    }

    private static func document(_ number: Int, _ numbers: inout Samples.Numbers) -> SearchDocument {
        SearchDocument(
            url: "threads/\(number).html", title: text(5, &numbers), tags: ["t\(Int.random(in: 0..<9, using: &numbers))"],
            posts: [
                SearchPost(kind: .question, author: "a\(number % 20)", text: text(.random(in: 5...60, using: &numbers), &numbers)),
                SearchPost(anchor: "a-1", kind: .answer, author: "b\(number % 7)", text: text(.random(in: 1...60, using: &numbers), &numbers)),
            ], asked: 1_300_000_000 + number * 50_000, votes: number % 11, state: .answered, language: number % 90 == 0 ? "de" : nil)
    }

    @Test("after any edits it is the one that is made anew, read back from bytes too, and no file keeps its digest with other bytes", arguments: 1...4)
    func law(seed: Int) throws {
        var numbers = Samples.Numbers(state: UInt64(seed))
        var settings = SearchSettings()
        // Many shards and far lists, of few documents.
        settings.shardBytes = seed % 2 == 0 ? 200 : 60
        settings.nearPostings = seed == 3 ? 1000 : 12
        settings.shardsInRoot = 20
        var documents = (0..<260).map { Self.document($0, &numbers) }
        var records = analysed(documents, settings: settings)
        var (files, kept) = KeptIndex.make(records, settings: settings, digest: Self.digest)
        var edits = 0
        for round in 0..<30 {
            var changed: [(place: Int, before: AnalysedDocument)] = []
            for place in Set((0..<Int.random(in: 0...4, using: &numbers)).map { _ in Int.random(in: 0..<documents.count, using: &numbers) }).sorted() {
                let new = Self.document(place, &numbers)
                switch round % 5 {
                case 0: documents[place].posts[0].text += " " + Self.text(2, &numbers)
                case 1: documents[place].posts = new.posts
                case 2: documents[place].tags = new.tags + ["a", "zz\(round)"]
                case 3: documents[place].posts[1].text = "aa \(round) ɀ𝔘 zzzz"
                default: (documents[place].votes, documents[place].language, documents[place].state) = (round, "fr", .accepted)
                }
                changed.append((place, records[place]))
                records[place] = AnalysedDocument(documents[place], settings: settings)
            }
            let read = try #require(KeptIndex(bytes: ByteSlice(kept.bytes), settings: settings))
            #expect(read.bytes == kept.bytes)
            let anew = KeptIndex.make(records, settings: settings, digest: Self.digest)
            if let edited = read.edited(records, changed: changed, settings: settings, digest: Self.digest) {
                (files, kept) = edited
                edits += 1
            } else {
                (files, kept) = anew
            }
            #expect(Self.bytes(files) == Self.bytes(anew.files))
            #expect(files.allSatisfy { Self.digest(Self.bytes($0)) == $0.digest })
            #expect(kept.bytes == anew.kept.bytes)
        }
        #expect(edits > 10)
        #expect(KeptIndex(bytes: ByteSlice(kept.bytes.dropLast(3)), settings: settings) == nil)
        #expect(KeptIndex(bytes: ByteSlice([]), settings: settings) == nil)
    }

    @Test("what changes the order or too much is not edited")
    func refusals() {
        var numbers = Samples.Numbers(state: 9)
        var documents = (0..<80).map { Self.document($0, &numbers) }
        let before = analysed(documents)
        let (_, kept) = KeptIndex.make(before, settings: SearchSettings(), digest: Self.digest)
        documents[3].asked = 0
        let after = analysed(documents)
        #expect(kept.edited(after, changed: [(3, before[3])], settings: SearchSettings(), digest: Self.digest) == nil)
        #expect(kept.edited(before, changed: before.indices.map { ($0, before[$0]) }, settings: SearchSettings(), digest: Self.digest) == nil)
        #expect(kept.edited(Array(before.dropLast()), changed: [], settings: SearchSettings(), digest: Self.digest) == nil)
    }

    private static func bytes(_ file: IndexedFile) -> [UInt8] {
        switch file.content {
        case .bytes(let bytes): bytes
        case .made(let make): make()
        }
    }

    private static func bytes(_ files: [IndexedFile]) -> Files { Dictionary(uniqueKeysWithValues: files.map { ($0.path, bytes($0)) }) }
}
