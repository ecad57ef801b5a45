/// The threads that a site has already.
struct SiteThreads {
    /// By their `id:`, wherever a curator moved them; below `Content/`.
    private(set) var paths: [String: String] = [:]
    /// Hashes of the slugs in use. Two that share one would cost the second a number at its end, and nothing else.
    private var slugs: Set<UInt64> = []

    init(content: String) throws(ImportError) { try scan("threads", content) }

    private mutating func scan(_ folder: String, _ content: String) throws(ImportError) {
        for name in FileCalls.names(in: content + "/" + folder) where name.utf8.first != UInt8(ascii: ".") {
            let path = folder + "/" + name
            if let stem = markdownStem(name) {
                slugs.insert(ImportManifest.hash(Array(stem.utf8)))
                if let head = try FileCalls.head(content + "/" + path, limit: 8_192), let id = Self.id(in: head) { paths[id] = path }
            } else if FileCalls.isFolder(content + "/" + path), folder.utf8.count < 1_000 {
                try scan(path, content)
            }
        }
    }

    /// The value of `id:` in a file's first front matter.
    private static func id(in head: [UInt8]) -> String? {
        let lines = head.split(separator: 10, omittingEmptySubsequences: false).map { $0.last == 13 ? $0.dropLast() : $0 }
        guard lines.first?.elementsEqual("---".utf8) == true else { return nil }
        for line in lines.dropFirst() {
            if line.elementsEqual("---".utf8) { return nil }
            guard line.starts(with: "id:".utf8) else { continue }
            let value = line.dropFirst(3).filter { $0 != 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
            return String(decoding: value, as: UTF8.self)
        }
        return nil
    }

    /// The path, or the first one like it whose slug nothing else has.
    mutating func free(_ path: String) -> String {
        let folderEnd = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
        let folder = String(path[..<folderEnd])
        guard path.utf8.starts(with: "threads/".utf8), let stem = markdownStem(String(path[folderEnd...])) else { return path }
        var candidate = stem
        var number = 2
        while !slugs.insert(ImportManifest.hash(Array(candidate.utf8))).inserted {
            candidate = "\(stem)-\(number)"
            number += 1
        }
        return folder + candidate + ".md"
    }
}

/// A name without its `.md`; `nil` when it ends otherwise. On bytes: a combining character may stand before the dot.
func markdownStem(_ name: String) -> String? {
    guard name.utf8.suffix(3).elementsEqual(".md".utf8), name.utf8.count > 3 else { return nil }
    return String(decoding: name.utf8.dropLast(3), as: UTF8.self)
}
