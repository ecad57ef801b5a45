import Diagnostics
import Foundation
import KnowledgeBase
import Testing

/// The files of the project's own `Content/`.
struct ContentFile: Sendable {
    let kind: ContentKind
    let contentPath: String
    let bytes: [UInt8]

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// - Parameter path: below the package's root.
    static func bytes(_ path: String) -> [UInt8]? { (try? Data(contentsOf: root.appending(path: path))).map { [UInt8]($0) } }

    static let own: [ContentFile] = ContentKind.allCases.flatMap { kind -> [ContentFile] in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Content/\(kind.folder)").path)) ?? []
        return names.filter { $0.hasSuffix(".md") }.sorted().compactMap { name in
            bytes("Content/\(kind.folder)/\(name)").map { ContentFile(kind: kind, contentPath: "\(kind.folder)/\(name)", bytes: $0) }
        }
    }

    func parsed() -> ParsedFile {
        parse(kind, bytes: bytes, contentPath: contentPath)
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
