/// What an import wrote, so that the next one can tell its own files from those that a curator changed.
///
/// A text file, `.answerable/import-KIND.tsv`: a line with the site, then `id <tab> path <tab> hash` for each file, in the order of ids. It
/// belongs into version control beside the content.
struct ImportManifest {
    struct Entry: Hashable {
        /// Below `Content/`.
        var path: String
        /// Of the bytes that were written.
        var hash: UInt64
    }

    var site: String?
    var entries: [String: Entry] = [:]

    init() {}

    /// Lines that can't be read are passed over: their files then count as somebody else's.
    init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: 10) {
            if line.starts(with: "site\t".utf8) {
                site = String(decoding: line.dropFirst(5), as: UTF8.self)
                continue
            }
            let fields = line.split(separator: 9, omittingEmptySubsequences: false)
            guard fields.count == 3, let hash = UInt64(String(decoding: fields[2], as: UTF8.self), radix: 16) else { continue }
            let path = String(decoding: fields[1], as: UTF8.self)
            let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            guard parts.allSatisfy({ !$0.isEmpty && !$0.starts(with: ".".utf8) }) else { continue }
            entries[String(decoding: fields[0], as: UTF8.self)] = Entry(path: path, hash: hash)
        }
    }

    var bytes: [UInt8] {
        var out: [UInt8] = []
        if let site { out += Array("site\t\(site)\n".utf8) }
        for id in entries.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            guard let entry = entries[id] else { continue }
            out += Array("\(id)\t\(entry.path)\t\(String(entry.hash, radix: 16))\n".utf8)
        }
        return out
    }

    /// FNV-1a, 64 bits: enough to see an edit; nobody gains by forging one.
    static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
