/// What was found out about addresses, kept between runs so that a host is not asked every day about what was well yesterday.
///
/// One line an address: time, verdict, reason, address, between tabs, sorted by address.
struct LinkCache: Sendable {
    static let fileName = "external-links.tsv"
    private static let title = "answerable external links 1"

    struct Entry: Hashable, Sendable {
        /// Seconds since 1970.
        var time: Int
        var verdict: LinkVerdict
    }

    private(set) var entries: [String: Entry] = [:]

    init() {}

    /// Anything that is no such file is an empty cache: it only costs questions.
    init(bytes: [UInt8]) {
        var lines = bytes.split(separator: 0x0A).makeIterator()
        guard lines.next()?.elementsEqual(Self.title.utf8) == true else { return }
        while let line = lines.next() {
            let fields = line.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
            guard fields.count == 4, let time = Int(fields[0]), let kind = LinkVerdict.Kind(rawValue: fields[1]) else { continue }
            entries[fields[3]] = Entry(time: time, verdict: LinkVerdict(kind: kind, reason: fields[2]))
        }
    }

    var bytes: [UInt8] {
        var text = Self.title + "\n"
        for (address, entry) in entries.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            text += "\(entry.time)\t\(entry.verdict.kind.rawValue)\t\(entry.verdict.reason)\t\(address)\n"
        }
        return Array(text.utf8)
    }

    /// What is known of an address that need not be asked again yet. Only what was well is believed for long.
    func verdict(_ address: String, now: Int, keepDays: Int) -> LinkVerdict? {
        guard let entry = entries[address], entry.verdict.kind == .alive, entry.time <= now, now - entry.time < keepDays * 86_400 else { return nil }
        return entry.verdict
    }

    mutating func note(_ address: String, _ verdict: LinkVerdict, now: Int) { entries[address] = Entry(time: now, verdict: verdict) }

    /// Forgets addresses that nothing links to any more.
    mutating func keep(_ addresses: Set<String>) { entries = entries.filter { addresses.contains($0.key) } }
}

/// What asking an address came to.
package struct LinkVerdict: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case alive, dead
        /// The server answered, and not so that one could tell: it wants a password, is out of order, or keeps machines out.
        case unclear
        /// Not asked: it names a private machine.
        case skipped
    }

    package var kind: Kind
    /// One phrase, without tabs and line ends.
    package var reason: String
}
