/// Files of an export that its posts show. An importer writes their place in the export as `attached:PATH`; with `--assets` the file is
/// copied below `Content/assets/`, otherwise the link becomes its text.
struct AttachedFiles {
    /// `nil`: nothing is copied.
    private let files: ExportFiles?
    private let kind: String
    private(set) var copied = 0
    /// Files that the export lacks.
    private(set) var missing = 0
    /// Links that became their text because copies weren't asked for.
    private(set) var unasked = 0
    private var known: [String: String] = [:]

    /// Larger files don't belong into a site's repository, in bytes.
    private static let largest = 20 << 20

    init(files: ExportFiles?, kind: String) {
        self.files = files
        self.kind = kind
    }

    static let scheme = "attached:"

    /// The Markdown with its attachments led to their copies, as seen from the file at `path`; without a copy only the label stays.
    mutating func linked(_ body: [UInt8], in path: String, site: inout SiteFolder) throws(ImportError) -> [UInt8] {
        let mark = Array("](\(Self.scheme)".utf8)
        var out: [UInt8] = []
        var copied = 0
        var at = 0
        while let close = body[at...].firstIndex(of: UInt8(ascii: "]")) {
            at = close + 1
            guard body[close...].starts(with: mark) else { continue }
            let target = body[(close + mark.count)...].prefix { $0 != UInt8(ascii: ")") && $0 != 32 }
            guard target.endIndex < body.count else { break }
            guard let open = Self.opening(of: close, in: body), open >= copied else { continue }
            let isImage = open > 0 && body[open - 1] == UInt8(ascii: "!")
            let up = String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
            if let asset = try copy(Self.decoded(target), site: &site) {
                out += body[copied...close] + Array("(\(up)\(asset))".utf8)
            } else {
                out += body[copied..<(isImage ? open - 1 : open)] + body[(open + 1)..<close]
            }
            copied = target.endIndex + 1
            at = copied
        }
        return copied == 0 ? body : out + body[copied...]
    }

    /// The `[` that belongs to a `]`.
    private static func opening(of close: Int, in body: [UInt8]) -> Int? {
        var depth = 0
        var at = close
        while at >= 0, close - at < 4_000 {
            let isEscaped = at > 0 && body[at - 1] == UInt8(ascii: "\\")
            if !isEscaped, body[at] == UInt8(ascii: "]") { depth += 1 }
            if !isEscaped, body[at] == UInt8(ascii: "[") {
                depth -= 1
                if depth == 0 { return at }
            }
            at -= 1
        }
        return nil
    }

    private static func decoded(_ target: ArraySlice<UInt8>) -> String {
        var out: [UInt8] = []
        var at = target.startIndex
        while at < target.endIndex {
            if target[at] == UInt8(ascii: "%"), at + 2 < target.endIndex,
                let byte = UInt8(String(decoding: target[(at + 1)...(at + 2)], as: UTF8.self), radix: 16)
            {
                out.append(byte)
                at += 3
            } else {
                out.append(target[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private mutating func copy(_ path: String, site: inout SiteFolder) throws(ImportError) -> String? {
        guard let files else {
            unasked += 1
            return nil
        }
        if let done = known[path] { return done }
        let parts = path.utf8.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }).map { String(Substring($0)) }
        // A path out of the export would copy somebody's own files into a public site.
        guard !parts.isEmpty, !parts.contains(where: { $0 == ".." || $0 == "." || $0.utf8.first == 0 }), path.utf8.first != UInt8(ascii: "/") else { return nil }
        guard let bytes = try files.attachment(parts.joined(separator: "/"), limit: Self.largest) else {
            missing += 1
            return nil
        }
        let name = parts[parts.count - 1]
        let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
        let stem = slug(of: dot.map { String(name[..<$0]) } ?? name, limit: 60)
        let ending = dot.map { handleWords(String(name[$0...])) } ?? ""
        let hash = String(ImportManifest.hash(bytes), radix: 16)
        let asset = "assets/\(kind)/\(stem.isEmpty ? "file" : stem)-\(hash.prefix(8))\(ending.isEmpty ? "" : "." + ending)"
        try site.place("asset-\(hash)-\(stem)", at: asset, bytes)
        copied += 1
        known[path] = asset
        return asset
    }
}
