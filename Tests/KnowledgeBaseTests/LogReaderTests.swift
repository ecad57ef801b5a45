import Diagnostics
import KnowledgeBase
import Testing

@Suite("Reading the question log")
struct LogReaderTests {
    private func read(_ text: String) -> (LogFile, [Diagnostic]) { readLog(SourceFile(path: "Content/log/a.csv", text: text)) }

    @Test("rows are read by their header, in any order of columns")
    func rows() throws {
        let text = "tags,asker,asked,x-note,answerer,first_answer,thread\r\na;b c,mei,2026-03-02,\"one, \"\"two\"\"\",lian,2026-03-02T09:15Z,how.md\r\n,noor,2026-03-03,,,,\r\n"
        let (log, diagnostics) = read(text)
        #expect(diagnostics == [])
        #expect(log.rows.count == 2)
        let row = try #require(log.rows.first)
        #expect(row.tags.map(\.value) == ["a", "b", "c"])
        #expect(row.asker.value == "mei")
        #expect(row.answerer?.value == "lian")
        #expect(row.firstAnswer?.value.offset == 0)
        #expect(row.thread?.value == "how")
        let file = SourceFile(path: "", text: text)
        #expect(row.tags.map { file.text($0.range) } == ["a", "b", "c"])
        #expect(file.text(row.asked.range) == "2026-03-02")
        #expect(file.text(log.rows[1].range) == ",noor,2026-03-03,,,,")
        #expect(log.rows[1].firstAnswer == nil)
    }

    @Test("quotes, line ends, a byte-order mark, blank rows and a missing last line end")
    func shapes() {
        #expect(read("\u{FEFF}\"asked\",\"asker\"\r\"2026-03-02\",\"mei\"\n\n,\n 2026-03-03 ,\tnoor").0.rows.map(\.asker.value) == ["mei", "noor"])
        #expect(read("asked,asker\n").0.rows == [])
        #expect(read("").1 == [])
        #expect(read("asked,asker,thread\n2026-03-02,mei,\"two\nlines\"\n2026-03-03,mei,\n").0.rows.count == 2)
    }

    @Test("a faulty row costs an error and is left out", arguments: [
        ("2026-02-30,mei,,,,", "bad-time: there is no day 30 in this month (February 2026 has 28 days)"),
        (",mei,,,,", "bad-log: 'asked' is empty (write a time such as '2026-03-02T09:15:00+08:00')"),
        ("2026-03-02,,,,,", "bad-log: 'asker' is empty (write the handle of the person who asked)"),
        ("2026-03-02,@mei,,,,", "bad-handle: the handle '@mei' holds '@' (use letters, digits and '-', '.', '_', such as 'mei')"),
        ("2026-03-02,mei,2026-03-03,,,", "bad-log: a first answer has no answerer (add the handle of the person who answered)"),
        ("2026-03-02,mei,,lian,,", "bad-log: an answerer is named, but no time of the answer (add the time to 'first_answer', or empty 'answerer')"),
        ("2026-03-02,mei,,,", "bad-log: this row has 5 fields, its header has 6 (add a ',' for each empty field)"),
        ("2026-03-02,mei,,,,a,b", "bad-log: this row has 7 fields, its header has 6 (put a field that holds a comma into quotes)"),
        ("2026-03-02,\"mei\"x,,,,", "bad-log: text follows a closing quote (double a quote inside a field: '\"\"')"),
        ("2026-03-02,mei,,,,\"a", "bad-log: this quote is never closed (close it, or double it ('\"\"') where a quote itself is meant)"),
    ])
    func faults(row: String, message: String) {
        let (log, diagnostics) = read("asked,asker,first_answer,answerer,thread,tags\n\(row)")
        #expect(diagnostics.map(\.line) == [message])
        #expect(log.rows == [])
        let whole = read("asked,asker,first_answer,answerer,thread,tags\n2026-01-01,kept,,,,\n\(row)")
        #expect(whole.0.rows.map(\.asker.value) == ["kept"])
    }

    @Test("a bad tag costs itself only")
    func badTag() {
        let (log, diagnostics) = read("asked,asker,tags\n2026-03-02,mei,a;?;b\n")
        #expect(diagnostics.map(\.code.id) == ["bad-tag"])
        #expect(log.rows.map { $0.tags.map(\.value) } == [["a", "b"]])
    }

    @Test("a header that lacks a column, has one twice, or has unknown ones")
    func headers() {
        #expect(read("askd,asker\n2026-03-02,mei\n").1.map(\.line) == [
            "unknown-key: the log has no column 'askd' (did you mean 'asked', which the log needs?)"
        ])
        #expect(read("mood,asker\n2026-03-02,mei\n").1.map(\.line) == [
            "unknown-key: the log has no column 'mood' (take it out, or begin its name with 'x-' to keep it unread)",
            "bad-log: the log's first row lacks 'asked' (begin the file with 'asked,asker,first_answer,answerer,thread,tags')",
        ])
        #expect(read("asked;asker\n2026-03-02;mei\n").1.last?.advice == "separate the fields with commas")
        #expect(read("asked,asker,asked\n").1.map(\.code.id) == ["bad-log"])
        #expect(read("asked,asker,mood\n2026-03-02,mei,x\n").0.rows.count == 1)
    }

    @Test("other encodings and control characters are refused at the first")
    func encodings() {
        let utf16 = readLog(SourceFile(path: "a.csv", bytes: [0xFF, 0xFE, 0x61, 0x00]))
        #expect(utf16.1.map(\.code.id) == ["ill-formed-text"])
        #expect(read("asked,asker\n2026-03-02,m\u{1B}[31m\n").1.map(\.code.id) == ["control-character"])
    }

    @Test("a log of another format tells the first faults and counts the rest")
    func manyFaults() {
        let (_, diagnostics) = read("asked,asker\n" + String(repeating: "x,y\n", count: 1_000))
        #expect(diagnostics.count == 201)
        #expect(diagnostics.last?.message == "800 more faults in this log are not listed")
    }

    @Test("no sequence of bytes makes the reader fail, and every range lies in the file")
    func hostile() {
        var state: UInt64 = 11
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let alphabet = Array("\",\r\n ;a2026-03-02é".utf8)
        for _ in 0..<5_000 {
            var bytes = Array("asked,asker,tags\n2026-03-02,mei,\"a\"\"b\"\n".utf8)
            for _ in 0..<1 + next(6) { bytes.insert(alphabet[next(alphabet.count)], at: 16 + next(bytes.count - 15)) }
            let (log, diagnostics) = readLog(SourceFile(path: "a.csv", bytes: bytes))
            for row in log.rows {
                #expect(row.range.upperBound <= bytes.count)
                #expect(row.tags.allSatisfy { $0.range.lowerBound >= row.range.lowerBound && $0.range.upperBound <= row.range.upperBound })
            }
            #expect(diagnostics.allSatisfy { ($0.range?.upperBound ?? 0) <= bytes.count })
        }
    }

    @Test("the project's own logs have no fault", arguments: ["2025", "2026"])
    func own(year: String) throws {
        let bytes = try #require(ContentFile.bytes("Content/log/\(year).csv"))
        let (log, diagnostics) = readLog(SourceFile(path: "Content/log/\(year).csv", bytes: bytes))
        #expect(diagnostics == [])
        #expect(log.rows.count > 20)
    }

    @Test("of a title that an import marked for spreadsheets exactly one apostrophe is taken away")
    func apostrophes() {
        let rows = ["'=1+1", "''@x", "'x", "it's", "-x"].map { "2026-01-01,a,,,,,\($0)\n" }
        let titles = logTitles(SourceFile(path: "a.csv", text: "asked,asker,first_answer,answerer,thread,tags,title\n" + rows.joined()))
        #expect(titles.sorted { $0.key < $1.key }.map(\.value) == ["=1+1", "'@x", "'x", "it's", "-x"])
    }
}
