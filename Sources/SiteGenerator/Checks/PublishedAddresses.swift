import Diagnostics
import KnowledgeBase

/// Addresses under which pages of the site could be reached before: of an older output, of a list, or of a sitemap.
package struct PublishedAddresses: Sendable {
    struct Address: Hashable, Sendable {
        /// Below the site's root.
        var path: String
        /// Where it stands in the list.
        var range: SourceRange?
    }

    var addresses: [Address] = []
    package private(set) var diagnostics: [Diagnostic] = []
    /// The list, for printing messages; `nil` for a folder.
    package private(set) var list: SourceFile?
    /// The older output's folder; `nil` for a list.
    private(set) var folder: String?

    /// - Parameters:
    ///   - place: A folder that holds a built site, a text file with one address or path a line, or a sitemap.
    ///   - base: The site's `base_url`.
    package init(at place: String, base: String?) throws(MachineError) {
        if isFolder(place) {
            folder = place
            addresses = try pathsOfOutput(place).map { Address(path: $0) }
            return
        }
        guard let bytes = try readFile(place) else { throw MachineError("cannot read", place, detail: "there is no such folder or file") }
        let file = SourceFile(path: place, bytes: bytes)
        list = file
        for range in bytes.contains(UInt8(ascii: "<")) ? locations(in: bytes) : lines(of: bytes) {
            let written = String(decoding: bytes[range], as: UTF8.self)
            if let path = publishedPath(withoutReferences(written), base: base) {
                addresses.append(Address(path: path, range: range))
            } else {
                diagnostics.append(.foreignAddress(written, hasBase: base != nil, path: place, range: range))
            }
        }
    }
}

/// What a build wrote into a folder: by its manifest, or, where that was not kept, every file there is.
private func pathsOfOutput(_ folder: String) throws(MachineError) -> [String] {
    if let bytes = try readFile(folder + "/" + OutputManifest.fileName) {
        guard let manifest = OutputManifest(bytes: bytes) else { throw MachineError("cannot use the manifest", folder + "/" + OutputManifest.fileName, detail: "it is damaged") }
        return manifest.paths.sorted().map(\.text)
    }
    var found: [String] = []
    func walk(_ directory: borrowing Directory, _ prefix: String) throws(MachineError) {
        for entry in try directory.entries() where entry.name.utf8.first != UInt8(ascii: ".") {
            switch entry.kind {
            case .file: found.append(prefix + entry.name)
            case .folder: try walk(try Directory(opening: entry.name, in: directory), prefix + entry.name + "/")
            case .link, .other, .unnameable: continue
            }
        }
    }
    try walk(try Directory(opening: folder), "")
    return found
}

/// Each line that is neither empty nor begins with `#`, without the blanks around it.
private func lines(of bytes: [UInt8]) -> [SourceRange] {
    var ranges: [SourceRange] = []
    for line in bytes.split(separator: 0x0A) {
        let text = line.drop { $0 == 0x20 || $0 == 0x09 }
        guard let first = text.first, first != UInt8(ascii: "#"), let end = text.lastIndex(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { continue }
        ranges.append(text.startIndex..<end + 1)
    }
    return ranges
}

/// The contents of every `<loc>` of a sitemap.
private func locations(in bytes: [UInt8]) -> [SourceRange] {
    let open = Array("<loc>".utf8)
    var ranges: [SourceRange] = []
    var at = 0
    while let mark = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
        at = mark + 1
        guard bytes[mark...].starts(with: open), let end = bytes[at...].firstIndex(of: UInt8(ascii: "<")) else { continue }
        let text = bytes[(mark + open.count)..<end].drop { $0 <= 0x20 }
        if let last = text.lastIndex(where: { $0 > 0x20 }) { ranges.append(text.startIndex..<last + 1) }
        at = end
    }
    return ranges
}

/// An address in a sitemap may have `&amp;` and the like.
private func withoutReferences(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var text = text
    for (reference, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
        let parts = text.utf8.split(separator: Array(reference.utf8), omittingEmptySubsequences: false)
        text = parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: character)
    }
    return text
}
