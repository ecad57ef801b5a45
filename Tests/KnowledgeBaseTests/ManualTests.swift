import Diagnostics
import Testing

@testable import KnowledgeBase

/// Docs/Format.md says what the readers do.
@Suite("The manual of the format")
struct ManualTests {
    private let manual = String(decoding: ContentFile.bytes("Docs/Format.md") ?? [], as: UTF8.self)

    /// The fenced blocks that begin with a line.
    private func examples(startingWith line: String) -> [String] {
        manual.split(separator: "\n```").map(String.init).filter { $0.hasPrefix("\n" + line) }.map { String($0.dropFirst()) + "\n" }
    }

    @Test("it names every key, column and code")
    func keys() {
        let tables = [threadKeys, answerKeys, commentKeys, ruleKeys, promiseKeys, pastPromiseKeys, personKeys, tagKeys, pageKeys]
        for table in tables {
            for key in table.keys { #expect(manual.contains("`\(key)`"), "\(table.what): \(key)") }
        }
        for key in settingsKeys.keys { #expect(manual.contains("`\(key)`") || manual.contains("`\(key)."), "\(key)") }
        for column in LogColumn.allCases { #expect(manual.contains("`\(column.name)`")) }
        for code in readerCodes { #expect(manual.contains("`\(code.id)`"), "\(code.id)") }
    }

    @Test("its examples are read without a fault")
    func samples() throws {
        let threads = examples(startingWith: "---\ntitle: How do we start")
        #expect(threads.count == 1)
        for text in threads {
            let parsed = parse(.thread, text)
            #expect(parsed.diagnostics == [])
            #expect(parsed.thread?.answers.first?.comments.count == 1)
        }
        let rules = examples(startingWith: "---\ntitle: Every question")
        #expect(rules.count == 1)
        for text in rules {
            let parsed = parse(.rule, text)
            #expect(parsed.diagnostics == [])
            #expect(parsed.rule?.promises.count == 2)
        }
        let logs = examples(startingWith: "asked,")
        #expect(logs.count == 1)
        for text in logs {
            let (log, faults) = readLog(SourceFile(path: "a.csv", text: text))
            #expect(faults == [])
            #expect(log.rows.count == 2)
        }
        let settings = examples(startingWith: "title: The Answering Room")
        #expect(settings.count == 1)
        for text in settings { #expect(readSettings(SourceFile(path: "site.yml", text: text)).2 == []) }
    }

    @Test("names of other programs lead to keys that there are")
    func otherNames() {
        for table in [threadKeys, answerKeys, commentKeys, ruleKeys, promiseKeys, pastPromiseKeys, personKeys, tagKeys, pageKeys, settingsKeys] {
            for (other, key) in table.otherNames {
                #expect(table.keys.contains(key), "\(key)")
                #expect(!table.keys.contains(other), "\(other)")
            }
        }
    }
}
