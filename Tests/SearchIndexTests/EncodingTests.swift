import Foundation
@testable import SearchIndex
import Testing

@Suite("Encoding")
struct EncodingTests {
    @Test("posting lists of every length come back as they went", arguments: [1, 2, 5, 6, 7, 63, 500])
    func postings(count: Int) {
        var numbers = Samples.Numbers(state: UInt64(count))
        for documentCount in [count, count * 3 + 1, 100_000] {
            let code = PostingCode(documentCount: documentCount)
            let list = (0..<documentCount).shuffled(using: &numbers).prefix(count).sorted().map {
                Posting(document: UInt32($0), impact: UInt8.random(in: 1...16, using: &numbers))
            }
            var writer = BitWriter()
            code.write(list, to: &writer)
            code.writeDocuments(list.map(\.document), to: &writer)
            var reader = BitReader(writer.bytes)
            let back = code.read(count: count, from: &reader)
            #expect(back.sorted { $0.document < $1.document } == list)
            #expect(code.readDocuments(count: count, from: &reader) == list.map(\.document))
        }
    }

    @Test("a damaged list ends")
    func damage() {
        var reader = BitReader([0xFF, 0xFF, 0xFF])
        _ = PostingCode(documentCount: 9).read(count: 50, from: &reader)
        #expect(reader.readGamma() > 0)
    }

    @Test("a script gives back its key, text and data, whatever they hold")
    func scripts() {
        for text in ["", "plain", "quote \" backslash \\ newline \n return \r tab \t", "</script><script>alert(1)</script>", "\u{2028}x\u{2029}中文é\u{0}"] {
            for data: [UInt8] in [[], [0], [1, 2], Array(0...255)] {
                let file = SearchFile(key: "t/0", text: Array(text.utf8), data: data)
                let back = SearchFile.read(file.bytes)
                #expect(back?.text == Array(text.utf8) && back?.data == data && back?.key == Array("t/0".utf8))
            }
        }
    }

    @Test("the universe covers every document and seldom changes")
    func universe() {
        var universes: Set<Int> = []
        for count in 0...100_000 {
            let universe = PostingCode(documentCount: count).universe
            #expect(universe >= count)
            universes.insert(universe)
        }
        #expect(universes.count < 150)
    }

    @Test("the logarithm is the mathematical one")
    func logarithm() {
        for x in [1e-9, 0.5, 1, 1.0001, 1.4142135623730951, 2, 3, 41_803, 1e15] {
            #expect(abs(naturalLogarithm(x) - log(x)) <= 4e-16 * max(1, abs(log(x))))
        }
    }
}
