import Diagnostics
import Foundation
import Testing

@testable import Importers

@Suite struct ZipTests {
    static let channels = #"[{"id":"C1","name":"help"}]"#
    static let users = #"[{"id":"U1","name":"mei"},{"id":"U2","name":"lian"}]"#
    static let day = "[" + ChatImportTests.message("U1", 1_600_000_000, "how do I install this on a Mac?", #","thread_ts":"1600000000.000100""#) + ","
        + ChatImportTests.message("U2", 1_600_000_100, "With brew", #","thread_ts":"1600000000.000100""#) + "]"

    static var export: [ZipText.Member] {
        [.init("channels.json", channels), .init("users.json", users), .init("help/", "", isDeflated: false), .init("help/2020-09-13.json", day)]
    }

    func options(_ folder: TemporaryFolder, _ source: String, _ site: String = "site") -> ImportOptions {
        ImportOptions(source: folder.path + "/" + source, destination: folder.path + "/" + site)
    }

    func write(_ zip: ZipText, to folder: TemporaryFolder) throws { try Data(zip.bytes).write(to: URL(fileURLWithPath: folder.path + "/export.zip")) }

    @Test("the zip that Slack gives is read like its folder, packed or stored, with a folder around it or without")
    func slack() throws {
        let folder = try TemporaryFolder()
        for member in Self.export where !member.name.hasSuffix("/") { try folder.write(String(decoding: member.bytes, as: UTF8.self), to: "export/" + member.name) }
        #expect(try runImport(.slack, options(folder, "export")).0.questions == 1)
        let expected = folder.files("site")
        let stored = Self.export.map { ZipText.Member($0.name, String(decoding: $0.bytes, as: UTF8.self), isDeflated: false) }
        let wrapped = Self.export.map { ZipText.Member("My export/" + $0.name, String(decoding: $0.bytes, as: UTF8.self)) } + [.init("__MACOSX/My export/._x", "")]
        for (index, members) in [Self.export, stored, wrapped].enumerated() {
            try write(ZipText(members), to: folder)
            let (summary, notes) = try runImport(.slack, options(folder, "export.zip", "site\(index)"))
            #expect(summary.questions == 1 && notes.isEmpty)
            // The name of a new site is the export's own.
            #expect(folder.files("site\(index)").filter { $0.key != "Content/site.yml" } == expected.filter { $0.key != "Content/site.yml" }, "\(index)")
        }
    }

    static let hostile: [(String, ZipText, String)] = {
        func with(_ change: (inout [ZipText.Member]) -> Void) -> ZipText {
            var members = export
            change(&members)
            return ZipText(members)
        }
        func named(_ name: String) -> ZipText { with { $0[3].name = name } }
        var overlapping = ZipText(export)
        overlapping.isOverlapping = true
        return [
            ("out of the archive", named("../help.json"), "leads out"), ("out, within", named("help/../../x.json"), "leads out"), ("absolute", named("/etc/x.json"), "leads out"),
            ("a drive", named("C:/x.json"), "leads out"), ("backslashes", named("..\\x.json"), "leads out"), ("no name", named(""), "leads out"),
            ("a control character", named("help/a\u{1}.json"), "leads out"), ("twice", named("users.json"), "two files"),
            ("a file and a folder", with { $0.append(.init("help", "x")) }, "a file and a folder"),
            ("a link", with { $0[3].attributes = 0o120777 }, "symbolic link"), ("encrypted", with { $0[3].flags = 1 }, "encrypted"),
            ("another method", with { $0[3].method = 14 }, "method 14"), ("overlapping", overlapping, "names another"),
            ("a bomb", with { $0[3] = .init("help/a.json", String(repeating: " ", count: 3_000_000)) }, "more than 200 times"),
            ("a bomb that lies", with {
                $0[3] = .init("help/2020-09-13.json", String(repeating: " ", count: 3_000_000))
                $0[3].size = 1_000
            }, "holds more"),
            ("too short", with { $0[3].size = 100_000 }, "ends after"), ("a wrong checksum", with { $0[3].checksum = 7 }, "checksum"),
        ]
    }()

    @Test("a zip that was built to do harm is refused as a whole, with the place, and nothing is written", arguments: hostile.indices)
    func refused(_ index: Int) throws {
        let (name, zip, what) = Self.hostile[index]
        let folder = try TemporaryFolder()
        try write(zip, to: folder)
        let error = #expect(throws: ImportError.self, "\(name)") { try runImport(.slack, options(folder, "export.zip")) }
        guard case .brokenSource(let faults)? = error else {
            Issue.record("\(name): \(String(describing: error))")
            return
        }
        #expect(faults.first?.path.hasPrefix(folder.path + "/export.zip") == true && faults.first?.message.hasPrefix("near byte ") == true, "\(name)")
        #expect(faults.first?.message.contains(what) == true, "\(name): \(faults.first?.message ?? "")")
        #expect(folder.files("").keys.sorted() == ["export.zip"], "\(name)")
    }

    @Test("a zip that is cut off or has a changed byte is an error or the same export, never a crash")
    func damaged() throws {
        let folder = try TemporaryFolder()
        let bytes = ZipText(Self.export).bytes
        try write(ZipText(Self.export), to: folder)
        #expect(try runImport(.slack, options(folder, "export.zip", "whole")).0.questions == 1)
        let whole = folder.files("whole")
        func check(_ changed: [UInt8], _ what: String) throws {
            try Data(changed).write(to: URL(fileURLWithPath: folder.path + "/export.zip"))
            let isTaken = (try? runImport(.slack, options(folder, "export.zip"))) != nil
            #expect(isTaken ? folder.files("site") == whole : !folder.exists("site"), "\(what)")
            try? FileManager.default.removeItem(atPath: folder.path + "/site")
        }
        for length in stride(from: 0, to: bytes.count, by: 7) { try check(Array(bytes[..<length]), "cut at \(length)") }
        for at in stride(from: 0, to: bytes.count, by: 3) {
            var changed = bytes
            changed[at] ^= 0xFF
            // A time in a header may change; names, sizes and texts may not.
            try check(changed, "changed at \(at)")
        }
    }
}
