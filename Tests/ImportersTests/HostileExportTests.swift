import Diagnostics
import Foundation
import Testing

@testable import Importers

/// A sound export of each kind, and every way to break it: each ends in an import or in an error that names its place, and an error leaves the site as
/// it was.
@Suite struct HostileExportTests {
    struct Sample: Sendable {
        var kind: ImportKind
        /// The file that is broken, and those around it.
        var name: String
        var text: String
        var others: [String: String] = [:]
    }

    static let asked = "How do I install this on a Mac?"

    static let samples: [Sample] = [
        Sample(
            kind: .discourse, name: "1.json",
            text: ConversationImportTests.topic(1, "Why", [ConversationImportTests.first, ConversationImportTests.answer], #","category_id":3,"closed":true"#)),
        Sample(
            kind: .github, name: "discussions.json",
            text: #"{"data":{"repository":{"discussions":{"nodes":[{"title":"Why","url":"https://github.com/a/b/discussions/1","createdAt":"2020-01-01T00:00:00Z","closedAt":"2020-01-05T00:00:00Z","upvoteCount":2,"author":{"login":"mei"},"body":"b","category":{"name":"Q"},"labels":{"nodes":[{"name":"x"}]},"comments":{"totalCount":1,"nodes":[{"id":"c1","createdAt":"2020-01-02T00:00:00Z","author":{"login":"lian"},"body":"c","isAnswer":true,"replies":{"nodes":[{"id":"r1","createdAt":"2020-01-03T00:00:00Z","author":null,"bodyHTML":"<p>r</p>"}]}}]},"answer":{"id":"c1"}}]}}}}"#),
        Sample(
            kind: .github, name: "issues.json",
            text: #"[{"title":"Why","number":1,"html_url":"https://github.com/a/b/issues/1","created_at":"2020-01-01T00:00:00Z","closed_at":null,"user":{"login":"mei","type":"User"},"body":"b","comments":1,"labels":[{"name":"x"}],"reactions":{"total_count":1,"+1":1}},{"id":9,"issue_url":"https://api.github.com/repos/a/b/issues/1","html_url":"https://github.com/a/b/issues/1#c","created_at":"2020-01-02T00:00:00Z","user":{"login":"lian"},"body":"c"}]"#),
        Sample(
            kind: .slack, name: "help/2020-09-13.json",
            text: #"[{"type":"message","user":"U1","ts":"1600000000.000100","text":"\#(asked)","thread_ts":"1600000000.000100","reactions":[{"name":"+1","count":1,"users":["U2"]}],"files":[{"title":"f","permalink":"https://x.y/z"}]},{"type":"message","user":"U2","ts":"1600000100.000100","text":"With *brew*","thread_ts":"1600000000.000100"}]"#,
            others: ["channels.json": ZipTests.channels, "users.json": ZipTests.users]),
        Sample(kind: .slack, name: "channels.json", text: ZipTests.channels, others: ["users.json": ZipTests.users, "help/2020-09-13.json": ZipTests.day]),
        Sample(kind: .slack, name: "users.json", text: ZipTests.users, others: ["channels.json": ZipTests.channels, "help/2020-09-13.json": ZipTests.day]),
        Sample(
            kind: .zulip, name: "4-help/how.20to.3F.json",
            text: #"[{"id":1,"sender_full_name":"Mei","timestamp":1600000000,"content":"<p>\#(asked)</p>"},{"id":2,"sender_full_name":"Lian","timestamp":1600000100,"content":"<p>so</p>"}]"#,
            others: ["stream_index.json": #"{"streams":{"help":{"id":4}}}"#]),
        Sample(
            kind: .zulip, name: "realm.json",
            text: #"{"zerver_realm":[{"id":2,"string_id":"e","name":"E"}],"zerver_userprofile":[{"id":11,"full_name":"Mei","is_bot":false}],"zerver_stream":[{"id":4,"name":"help","invite_only":false}],"zerver_recipient":[{"id":31,"type":2,"type_id":4}],"zerver_reaction":[{"message":1,"user_profile":11,"emoji_name":"check"}]}"#,
            others: ["messages-000001.json": #"{"zerver_message":[{"id":1,"sender":11,"recipient":31,"subject":"x?","date_sent":1600000000,"content":"\#(asked)"}]}"#]),
        Sample(
            kind: .zulip, name: "messages-000001.json",
            text: #"{"zerver_message":[{"id":1,"sender":11,"recipient":31,"subject":"x?","date_sent":1600000000,"content":"\#(asked)","rendered_content":null},{"id":2,"sender":12,"recipient":31,"subject":"x?","date_sent":1600000100.5,"content":"so","rendered_content":"<p>so</p>"}]}"#,
            others: ["realm.json": #"{"zerver_stream":[{"id":4,"name":"help"}],"zerver_recipient":[{"id":31,"type":2,"type_id":4}]}"#]),
        Sample(
            kind: .discord, name: "a.json",
            text: #"{"guild":{"id":"77","name":"G"},"channel":{"id":"9","type":"GuildTextChat","category":"T","name":"help"},"messages":[{"id":"1","type":"Default","timestamp":"2023-01-06T14:03:01+00:00","content":"\#(asked)","author":{"id":"1","name":"mei","discriminator":"0001","nickname":"M","isBot":false},"attachments":[{"url":"https://x.y/z.png","fileName":"z.png"}],"embeds":[],"stickers":[],"reactions":[{"emoji":{"name":"x"},"count":1,"users":[{"id":"2"}]}],"mentions":[{"id":"2","name":"l"}]},{"id":"2","type":"Reply","timestamp":"2023-01-06T14:03:02+00:00","content":"so","author":{"id":"2","name":"lian"},"reference":{"messageId":"1"}}]}"#),
        Sample(
            kind: .telegram, name: "result.json",
            text: #"{"name":"g","type":"private_supergroup","id":5,"messages":[{"id":1,"type":"message","date":"2020-09-13T12:26:40","date_unixtime":"1600000000","from":"Mei","from_id":"user1","text":"\#(asked)","text_entities":[{"type":"plain","text":"\#(asked)"}],"reactions":[{"type":"emoji","count":1,"emoji":"x","recent":[{"from_id":"user2"}]}]},{"id":2,"type":"message","date":"2020-09-13T12:27:40","from":"Lian","from_id":"user2","reply_to_message_id":1,"text":[{"type":"bold","text":"so"}," then"],"photo":"p.jpg","poll":{"question":"q","answers":[{"text":"a","voters":1}]}}]}"#),
        Sample(
            kind: .stackexchange, name: "Posts.xml",
            text: StackExchangeTests.dump(StackExchangeTests.post + "\n" + StackExchangeTests.answer),
            others: ["Users.xml": #"<users><row Id="7" DisplayName="Mei" /></users>"#]),
        Sample(
            kind: .stackexchange, name: "Comments.xml", text: #"<comments><row Id="5" PostId="3" Score="2" Text="x" CreationDate="2020-01-02T00:00:00" UserId="7" /></comments>"#,
            others: ["Posts.xml": StackExchangeTests.dump(StackExchangeTests.post + "\n" + StackExchangeTests.answer)]),
        Sample(
            kind: .mbox, name: "a.mbox",
            text: "From x at y.org  Tue Mar  1 01:10:31 2005\nFrom: Mei <mei@example.org>\nDate: Tue, 1 Mar 2005 01:10:36 +0100\nSubject: =?utf-8?Q?f=C3=A4ncy?= question?\nMessage-ID: <1@y>\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\naGFsbG8=\n--b--\n\nFrom x at y.org  Tue Mar  1 01:20:31 2005\nFrom: Lian <lian@example.org>\nDate: Tue, 1 Mar 2005 01:20:36 +0100\nSubject: Re: question\nMessage-ID: <2@y>\nIn-Reply-To: <1@y>\n\n> hallo\n\nso\n"),
    ]

    /// Imports a broken sample. Returns what the import said of it; `nil` when it took it.
    @discardableResult
    func run(_ sample: Sample, _ text: [UInt8], _ what: String) throws -> Diagnostic? {
        let folder = try TemporaryFolder()
        for (name, other) in sample.others { try folder.write(other, to: "export/" + name) }
        try folder.write(bytes: text, to: "export/" + sample.name)
        try folder.write("keep", to: "site/Content/threads/own.md")
        let before = folder.files("site")
        var options = ImportOptions(source: folder.path + "/export", destination: folder.path + "/site")
        options.only = .all
        do throws(ImportError) {
            _ = try runImport(sample.kind, options)
            return nil
        } catch {
            #expect(folder.files("site") == before, "\(sample.kind) \(sample.name), \(what)")
            #expect(FileManager.default.subpaths(atPath: folder.path + "/site")?.contains(".answerable") == false, "\(what)")
            guard case .brokenSource(let faults) = error, let first = faults.first else {
                Issue.record("\(sample.kind) \(sample.name), \(what): \(error)")
                return nil
            }
            for fault in faults where fault.code.id != "import-missing-file" {
                // Where an editor would jump to: a line and column that the file has.
                let position = try #require(fault.position, "\(sample.kind) \(sample.name), \(what): \(fault.message)")
                let isThere = fault.path == "\(options.source)/\(sample.name)" && Self.has(position, text)
                #expect(isThere, "\(sample.kind) \(sample.name), \(what): \(fault.path):\(position.line):\(position.column) \(fault.message)")
            }
            return first
        }
    }

    static func has(_ position: SourcePosition, _ text: [UInt8]) -> Bool {
        let lines = LineTable(text)
        guard (1...lines.count).contains(position.line) else { return false }
        // The end of a line is a place too.
        let length = String(decoding: text[lines.content(ofLine: position.line - 1)], as: UTF8.self).unicodeScalars.count
        return (1...(length + 1)).contains(position.column)
    }

    @Test("the samples themselves are sound", arguments: samples.indices)
    func sound(_ index: Int) throws {
        let sample = Self.samples[index]
        #expect(try run(sample, Array(sample.text.utf8), "sound") == nil)
    }

    @Test("cut off anywhere", arguments: samples.indices)
    func truncated(_ index: Int) throws {
        let sample = Self.samples[index]
        let bytes = Array(sample.text.utf8)
        var errors = 0
        var cuts = 0
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 150)) {
            cuts += 1
            if try run(sample, Array(bytes[..<length]), "cut at \(length)") != nil { errors += 1 }
        }
        // A cut mail is still one; a cut value of JSON or XML never is.
        #expect(sample.kind == .mbox || errors == cuts, "\(errors) of \(cuts)")
    }

    @Test("each value of a JSON export replaced by one of every other type", arguments: samples.indices)
    func wrongTypes(_ index: Int) throws {
        let sample = Self.samples[index]
        guard sample.name.hasSuffix(".json") else { return }
        let original = try JSONSerialization.jsonObject(with: Data(sample.text.utf8))
        let places = Self.places(original)
        #expect(places.count > 3)
        let replacements: [NSObject] = [
            NSNull(), NSNumber(value: true), NSNumber(value: -1), NSNumber(value: 1e300), NSString(string: ""), NSString(string: "\u{0}\n---\nanswer: x"),
            NSString(string: "../../x"), NSArray(), NSArray(array: [NSNumber(value: 1), NSNull()]), NSDictionary(),
        ]
        for place in places {
            for replacement in replacements {
                guard let broken = Self.replacing(original, place[...], replacement) else { continue }
                let data = try JSONSerialization.data(withJSONObject: broken, options: [.fragmentsAllowed])
                try run(sample, Array(data), "\(place) as \(replacement)")
            }
        }
    }

    @Test("nested too deeply, a text without end, numbers without end, bytes that are no UTF-8", arguments: samples.indices)
    func monstrous(_ index: Int) throws {
        let sample = Self.samples[index]
        guard sample.name.hasSuffix(".json") else { return }
        let text = Array(sample.text.utf8)
        let value = try #require(text.firstRange(of: Array("\":".utf8))).upperBound
        func with(_ insert: [UInt8]) -> [UInt8] { Array(text[..<value]) + insert + Array(text[value...]) }
        for (what, insert) in [
            ("nesting", [UInt8](repeating: UInt8(ascii: "["), count: 100_000)), ("objects", Array(String(repeating: "{\"a\":", count: 50_000).utf8)),
            ("a number", [UInt8](repeating: UInt8(ascii: "9"), count: 100_000)), ("bytes", [34, 0xC3, 0x28, 34]), ("a lone quote", [34]),
        ] {
            let fault = try run(sample, with(insert), what)
            #expect(fault?.code.id == "import-syntax", "\(sample.name), \(what): \(fault?.message ?? "taken")")
        }
    }

    @Test("a text of more than 64 MiB is refused where it stands")
    func giganticText() throws {
        let sample = Self.samples[0]
        var bytes = Array(#"{"title":""#.utf8)
        bytes += [UInt8](repeating: UInt8(ascii: "x"), count: 70 << 20)
        let fault = try run(sample, bytes + Array("\"}".utf8), "a gigantic text")
        #expect(fault?.code.id == "import-syntax" && fault?.message.contains("longer than 64 MiB") == true)
    }

    @Test(
        "times that no calendar has, or nobody lived in",
        arguments: ["0000-00-00T00:00:00Z", "2020-02-30T00:00:00Z", "99999-01-01T00:00:00Z", "2020-01-01T25:00:00Z", "-1", "1e400", "253402300800", "99999999999999999999", "tomorrow"])
    func absurdTimes(_ time: String) throws {
        for sample in Self.samples where sample.kind != .mbox {
            var text = sample.text
            for known in ["2020-01-01T10:00:00.500Z", "2020-01-01T00:00:00Z", "1600000000.000100", "1600000000", "2023-01-06T14:03:01+00:00", "2020-01-01T10:00:00.900", "2020-01-02T00:00:00\" U"] {
                text = text.replacing(known, with: known.hasSuffix(" U") ? time + "\" U" : time)
            }
            guard text != sample.text else { continue }
            let fault = try run(sample, Array(text.utf8), time)
            #expect(fault != nil, "\(sample.kind) \(sample.name)")
        }
    }

    @Test("replies that lead in a circle, to themselves, to nothing or ten thousand deep end like any others")
    func circles() throws {
        func discord(_ id: Int, _ to: Int) -> String {
            #"{"id":"\#(id)","type":"Reply","timestamp":"2023-01-06T14:03:01+00:00","content":"\#(Self.asked)","author":{"id":"\#(id % 7)","name":"p\#(id % 7)"},"reference":{"messageId":"\#(to)"}}"#
        }
        let chain = (10..<10_000).map { discord($0, $0 + 1) }
        let messages = [discord(1, 2), discord(2, 3), discord(3, 1), discord(4, 4), discord(5, 99_999)] + chain
        let discordSample = Sample(kind: .discord, name: "a.json", text: #"{"channel":{"id":"9","type":"GuildTextChat","name":"help"},"messages":[\#(messages.joined(separator: ","))]}"#)
        #expect(try run(discordSample, Array(discordSample.text.utf8), "circles") == nil)

        func mail(_ id: Int, _ to: Int) -> String {
            "From x at y.org  Tue Mar  1 01:10:31 2005\nFrom: p\(id % 7) <p\(id % 7)@example.org>\nDate: Tue, 1 Mar 2005 01:10:36 +0100\nSubject: what?\nMessage-ID: <\(id)@y>\nReferences: <\(to)@y>\n\n\(Self.asked)\n\n"
        }
        let mails = [mail(1, 2), mail(2, 3), mail(3, 1), mail(4, 4), mail(5, 99_999)] + (10..<3_000).map { mail($0, $0 + 1) }
        try run(Sample(kind: .mbox, name: "a.mbox", text: ""), Array(mails.joined().utf8), "circles")
    }

    @Test("XML that would grow or reach out is refused where it begins", arguments: ["Posts.xml", "Users.xml", "Comments.xml", "Tags.xml", "PostLinks.xml"])
    func bombs(_ name: String) throws {
        let entities = (1...20).map { "<!ENTITY a\($0) \"" + String(repeating: "&a\($0 - 1);", count: 10) + "\">" }.joined()
        for text in [
            "<!DOCTYPE x [<!ENTITY a0 \"ha\">\(entities)]><x><row Id=\"1\" Text=\"&a20;\"/></x>", "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><x><row Id=\"&f;\"/></x>",
            "<!DOCTYPE x SYSTEM \"http://example.invalid/x.dtd\"><x/>", String(repeating: "<x>", count: 100_000), "<x><row Text=\"" + String(repeating: "y", count: 11 << 20) + "\"/></x>",
            "<x>\u{0}</x>", "<x><row Id=1/></x>",
        ] {
            var others = ["Posts.xml": StackExchangeTests.dump(StackExchangeTests.post)]
            others[name] = nil
            let fault = try run(Sample(kind: .stackexchange, name: name, text: "", others: others), Array(text.utf8), String(text.prefix(60)))
            #expect(fault?.code.id == "import-syntax" && fault?.path.hasSuffix("/export/" + name) == true, "\(text.prefix(60))")
        }
    }

    @Test("counts that no sum of 64 bits could hold end in an import", arguments: ["slack", "discord", "telegram", "github"])
    func giganticCounts(_ kind: String) throws {
        let most = String(Int.max)
        let texts = [
            "slack": ##"[{"type":"message","user":"U1","ts":"1600000000.000100","text":"\##(Self.asked)","reactions":[{"name":"a","count":\##(most)},{"name":"b","count":\##(most)}]},{"type":"message","user":"U1","ts":"1600000001.000100","text":"x","thread_ts":"1600000000.000100","reactions":[{"name":"a","count":\##(most)}]}]"##,
            "discord": ##"{"channel":{"id":"9","type":"GuildTextChat","name":"help"},"messages":[{"id":"1","timestamp":"2023-01-06T14:03:01+00:00","content":"\##(Self.asked)","author":{"id":"1","name":"m"},"reactions":[{"count":\##(most)},{"count":\##(most)}]}]}"##,
            "telegram": ##"{"name":"g","type":"private_supergroup","id":5,"messages":[{"id":1,"type":"message","date":"2020-09-13T12:26:40","from":"M","from_id":"user1","text":"\##(Self.asked)","reactions":[{"count":\##(most)},{"count":\##(most)}]}]}"##,
            "github": ##"[{"title":"Why","url":"https://github.com/a/b/discussions/1","createdAt":"2020-01-01T00:00:00Z","body":"b","upvoteCount":\##(most),"reactionGroups":[{"users":{"totalCount":\##(most)}},{"users":{"totalCount":\##(most)}}],"comments":{"totalCount":-\##(most),"nodes":[]}},{"title":"Why","url":"https://github.com/a/b/discussions/2","createdAt":"2020-01-01T00:00:00Z","body":"b","comments":{"totalCount":\##(most),"nodes":[]}},{"title":"Why","url":"https://github.com/a/b/discussions/3","createdAt":"2020-01-01T00:00:00Z","body":"b","comments":{"totalCount":\##(most),"nodes":[]}}]"##,
        ]
        let text = try #require(texts[kind])
        let sample = Sample(
            kind: try #require(ImportKind(rawValue: kind)), name: kind == "slack" ? "help/2020-09-13.json" : kind == "telegram" ? "result.json" : "a.json", text: text,
            others: kind == "slack" ? ["channels.json": ZipTests.channels, "users.json": ZipTests.users] : [:])
        #expect(try run(sample, Array(text.utf8), "gigantic counts") == nil)
    }

    @Test("an attribute is told by its whole name: three hundred of other namespaces are none of a dump's")
    func namespaces() throws {
        let spaces = (0..<300).map { " xmlns:n\($0)=\"u\($0)\"" }.joined()
        let attributes = (0..<300).map { " n\($0):Score=\"9\"" }.joined()
        let rows = (StackExchangeTests.post + "\n" + StackExchangeTests.answer).replacing("<row ", with: "<row\(attributes) ")
        let text = StackExchangeTests.dump(rows).replacing("<posts>", with: "<posts\(spaces)>")
        #expect(try run(Sample(kind: .stackexchange, name: "Posts.xml", text: text), Array(text.utf8), "namespaces") == nil)
    }

    // MARK: Places in a JSON value

    enum Step: Sendable {
        case key(String), index(Int)
    }

    static func places(_ value: Any) -> [[Step]] {
        var found: [[Step]] = [[]]
        if let object = value as? [String: Any] { for key in object.keys.sorted() { found += places(object[key] ?? NSNull()).map { [.key(key)] + $0 } } }
        if let array = value as? [Any] { for (index, item) in array.enumerated() { found += places(item).map { [.index(index)] + $0 } } }
        return found
    }

    static func replacing(_ value: Any, _ place: ArraySlice<Step>, _ new: NSObject) -> Any? {
        switch place.first {
        case nil: return new
        case .key(let key):
            guard var object = value as? [String: Any], let inner = object[key] else { return nil }
            object[key] = replacing(inner, place.dropFirst(), new)
            return object
        case .index(let index):
            guard var array = value as? [Any], index < array.count, let inner = replacing(array[index], place.dropFirst(), new) else { return nil }
            array[index] = inner
            return array
        }
    }
}
