import Diagnostics
import Foundation
import KnowledgeBase
import Testing

/// The files of the project's own `Content/`.
struct ContentFile: Sendable {
    let kind: ContentKind
    let contentPath: String
    let bytes: [UInt8]

    static let own: [ContentFile] = ContentKind.allCases.flatMap { kind -> [ContentFile] in
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "Content/\(kind.folder)")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".md") }.sorted().compactMap { name in
            (try? Data(contentsOf: folder.appending(path: name))).map {
                ContentFile(kind: kind, contentPath: "\(kind.folder)/\(name)", bytes: [UInt8]($0))
            }
        }
    }

    func parsed() -> ParsedFile {
        parseFile(kind: kind, path: "Content/" + contentPath, contentPath: contentPath, bytes: bytes, options: ParseOptions())
    }
}

@Suite("The project's own content")
struct OwnContentTests {
    @Test("every file is read without a fault")
    func noFaults() {
        #expect(ContentFile.own.count > 90)
        for file in ContentFile.own {
            let parsed = file.parsed()
            #expect(parsed.value != nil, "\(file.contentPath)")
            #expect(parsed.diagnostics == [], "\(file.contentPath)")
        }
    }
}
