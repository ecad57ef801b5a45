import Diagnostics
import Foundation
import Testing

@testable import Importers

/// A fault stands where an editor jumps to: the file as the export's path leads to it, line and column.
@Suite struct FaultPlaceTests {
    struct Broken: Sendable, CustomTestStringConvertible {
        var kind: ImportKind
        var file: String
        var text: String
        /// `line:column message…` of each fault.
        var places: [String]
        var others: [String: String] = [:]

        var testDescription: String { "\(kind.rawValue) \(file): \(places)" }
    }

    static let posts = StackExchangeTests.dump(StackExchangeTests.post)
    static let zulip = ["realm.json": #"{"zerver_stream":[{"id":4,"name":"help"}],"zerver_recipient":[{"id":31,"type":2,"type_id":4}]}"#]
    static let slack = ["channels.json": ZipTests.channels, "users.json": ZipTests.users]

    static let broken = [
        // Columns are scalars: é is one.
        Broken(kind: .discourse, file: "a.json", text: "{\n  \"title\": \"é\" \"x\"\n}", places: ["2:16 a ',' or '}' is missing"]),
        Broken(kind: .discourse, file: "a.json", text: "\u{FEFF}[1 2]", places: ["1:4 a ',' or ']' is missing"]),
        Broken(kind: .discourse, file: "b/a.json", text: "[\r\n{\"id\": 1,\r\"title\": tru", places: ["3:13 the file ends in the middle of a value"]),
        Broken(kind: .discourse, file: "a.json", text: "[\n {\"id\":0,\"post_stream\":{}},\n  {\"id\":\"x\",\"post_stream\":{}}]", places: ["2:2 a topic has no 'id'", "3:3 a topic has no 'id'"]),
        Broken(kind: .discourse, file: "a.json", text: "{}\n\n{\"id\":1,\"post_stream\":{}}", places: ["3:1 a record has no 'title'"]),
        Broken(kind: .github, file: "a.json", text: "[{\"title\":\"x\",\"number\":1,\"created_at\":\"2020-02-30T00:00:00Z\",\n\"html_url\":\"https://github.com/a/b/issues/1\"}]", places: ["1:2 'created_at' is no date"]),
        Broken(kind: .github, file: "a.json", text: "[\n\n{\"issue_url\":\"x\"}]", places: ["3:1 'issue_url' is no address"]),
        Broken(kind: .slack, file: "help/1.json", text: "[\n{\"ts\":\"1600000000.1\"},\n null,\n {\"ts\":\"-4\"}]", places: ["3:2 a message is no object", "4:2 'ts' is no time"], others: slack),
        Broken(kind: .slack, file: "help/1.json", text: "{}", places: ["1:1 this is no list of messages"], others: slack),
        Broken(kind: .slack, file: "users.json", text: "[{\"id\":\"U1\"},\n{}]", places: ["2:1 a record has no 'id'"], others: ["channels.json": ZipTests.channels]),
        Broken(kind: .zulip, file: "4-help/x.json", text: "[{\"id\":1,\"sender_full_name\":\"é\",\"timestamp\":1600000000,\"content\":\"\"}, 7]", places: ["1:71 a message is no object"], others: ["stream_index.json": "{}"]),
        Broken(kind: .zulip, file: "messages-000001.json", text: "{\"zerver_message\":[\n\t{\"id\":\"x\"}]}", places: ["2:2 a message has no 'id'"], others: zulip),
        Broken(kind: .discord, file: "a.json", text: "{\"channel\":{\"id\":\"9\",\"name\":\"h\"},\n\"messages\":[{\"id\":\"1\"},\n1]}", places: ["2:13 a record has no 'timestamp'", "3:1 a message is no object"]),
        Broken(kind: .telegram, file: "result.json", text: "{\"type\":\"private_group\",\"id\":5,\"messages\":[\n {\"id\":1,\"type\":\"message\",\"date_unixtime\":\"9999999999999\"}]}", places: ["2:2 'date_unixtime' is no time between 1970 and 2200"]),
        Broken(kind: .mbox, file: "a.mbox", text: "Subject: x\n\ny\n", places: ["1:1 an mbox begins with"]),
        Broken(
            kind: .stackexchange, file: "Posts.xml",
            text: "<?xml version=\"1.0\"?>\n<!-- <row Id=\"0\" /> -->\n<posts>\n  <row Id=\"x\" PostTypeId=\"1\" />\n<![CDATA[<row ]]> <row Id=\"2\" />  <row\n Id=\"3\" PostTypeId=\"0\"></row><other><row /></other>\n<row/></posts>",
            places: ["4:3 'Id' is no positive", "5:19 a row has no 'PostTypeId'", "5:35 'PostTypeId' is no positive", "7:1 a row has no 'Id'"]),
        Broken(kind: .stackexchange, file: "Posts.xml", text: "<posts>\n  <row Id=\"1\" </posts>", places: ["2:15 "]),
        Broken(kind: .stackexchange, file: "Posts.xml", text: "<posts>\n  <row Id=\"1\" PostTypeId=\"5\" />\n", places: ["2:32 the file ends before"]),
        Broken(kind: .stackexchange, file: "Posts.xml", text: "<?xml version=\"1.0\"?>\n <!DOCTYPE x [<!ENTITY a \"b\">]>\n<x/>", places: ["2:2 a document type declaration"]),
        Broken(kind: .stackexchange, file: "Comments.xml", text: "<comments>\n\n  <row Id=\"1\" PostId=\"2\" Text=\"é\" CreationDate=\"never\" /></comments>", places: ["3:3 'CreationDate' is no date"], others: ["Posts.xml": posts]),
        Broken(kind: .stackexchange, file: "Users.xml", text: "<users><row Id=\"1\" DisplayName=\"é\" /><row Id=\"1e9\" /></users>", places: ["1:38 a user has no 'Id'"], others: ["Posts.xml": posts]),
    ]

    @Test("each fault is told with its file, line and column", arguments: broken)
    func places(_ broken: Broken) throws {
        let folder = try TemporaryFolder()
        for (name, text) in broken.others { try folder.write(text, to: "export/" + name) }
        try folder.write(broken.text, to: "export/" + broken.file)
        let options = ImportOptions(source: folder.path + "/export/", destination: folder.path + "/site")
        let error = #expect(throws: ImportError.self) { try runImport(broken.kind, options) }
        guard case .brokenSource(let faults)? = error else { return }
        let printed = TextPrinter().print(faults) { _ in nil }.split(separator: "\n").map(String.init)
        #expect(printed.count == broken.places.count, "\(printed)")
        for (line, place) in zip(printed, broken.places) {
            let (position, message) = (place.prefix { $0 != " " }, place.drop { $0 != " " })
            #expect(line.hasPrefix("\(folder.path)/export/\(broken.file):\(position): error:\(message)"), "\(line)")
        }
    }

    @Test("in a zip the place is within the member; in the zip itself it is the member's name")
    func zipped() throws {
        let folder = try TemporaryFolder()
        let zip = ZipText([.init("channels.json", ZipTests.channels), .init("help/1.json", "[\n 4]")])
        try folder.write(bytes: zip.bytes, to: "export.zip")
        let options = ImportOptions(source: folder.path + "/export.zip", destination: folder.path + "/site")
        let error = #expect(throws: ImportError.self) { try runImport(.slack, options) }
        guard case .brokenSource(let faults)? = error else { return }
        #expect(TextPrinter().print(faults) { _ in nil }.hasPrefix("\(folder.path)/export.zip/help/1.json:2:2: error: a message is no object"))
    }

    @Test("warnings of rows have places too, in a file of more lines than libxml2 counts")
    func rows() throws {
        let folder = try TemporaryFolder()
        let blank = String(repeating: "\n", count: 70_000)
        try folder.write(
            "<posts>\(blank)\(StackExchangeTests.post)\n <row Id=\"9\" PostTypeId=\"2\" ParentId=\"8\" CreationDate=\"2020-01-01T00:00:00.000\" Body=\"x\" /></posts>", to: "export/Posts.xml")
        let (_, diagnostics) = try runImport(.stackexchange, ImportOptions(source: folder.path + "/export", destination: folder.path + "/site"))
        let orphan = try #require(diagnostics.first { $0.code.id == "import-orphan" })
        #expect(orphan.position == SourcePosition(line: 70_002, column: 2) && orphan.path == folder.path + "/export/Posts.xml")
    }
}
