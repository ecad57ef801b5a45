/// The handles under which people are written, by the policy that was asked for.
struct ImportedNames {
    /// What becomes of people.
    let policy: ImportOptions.People
    private let kind: String
    private var people: [String: SourcePerson] = [:]
    /// Of people whose source has no rule of its own.
    private var handles: [String: String] = [:]
    /// What texts call people, in lower case, with the person's id.
    private var mentions: [[UInt8]: String] = [:]
    /// Lengths of the names that begin with a word, the longest first.
    private var lengths: [[UInt8]: [Int]] = [:]

    init(kind: String, policy: ImportOptions.People) {
        self.kind = kind
        self.policy = policy
    }

    /// Of two people with one name the first is the one that texts mean.
    mutating func add(_ id: String, _ person: SourcePerson) {
        guard people.updateValue(person, forKey: id) == nil else { return }
        if policy != .keep || person.file == nil { handles[id] = policy == .keep ? Self.handle(id: id, person) : Self.alias(id: id, kind: kind) }
        guard policy != .keep else { return }
        // Where a name has spaces, `@FirstLast` is a common way to call it.
        for name in [person.account, person.name, person.name.replacing(" ", with: "")] {
            guard let name, name.utf8.count >= 2 else { continue }
            let folded = Self.folded(name.utf8)
            mentions[folded] = mentions[folded] ?? id
            let word = Self.firstWord(folded[...])
            if lengths[word]?.contains(folded.count) != true { lengths[word, default: []] = (lengths[word, default: []] + [folded.count]).sorted(by: >) }
        }
    }

    func knows(_ id: String) -> Bool { people[id] != nil }

    private static func firstWord(_ name: ArraySlice<UInt8>) -> [UInt8] { Array(name.prefix { isWordByte($0) || $0 >= 0x80 }) }

    /// A handle depends on the person alone, so that it stays when others join: the account's own name where it may stand in an address,
    /// else its Latin words with a mark made of the id.
    private static func handle(id: String, _ person: SourcePerson) -> String {
        if let account = person.account {
            let lower = account.utf8.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }
            let isPlain = lower.count <= 40 && lower.allSatisfy { isWordByte($0) || $0 == 45 || $0 == 95 || $0 == 46 }
            if isPlain, isWordByte(lower.first), isWordByte(lower.last) {
                let text = String(decoding: lower, as: UTF8.self)
                if !isReserved(text) { return text }
            }
        }
        let words = handleWords(person.account ?? person.name)
        return "\(words.isEmpty ? "user" : words)-\(mark(id))"
    }

    /// Names that a site or a system keeps for itself.
    private static func isReserved(_ name: String) -> Bool {
        let stem = name.utf8.prefix { $0 != UInt8(ascii: ".") }
        if ["con", "prn", "aux", "nul", "index"].contains(where: { stem.elementsEqual($0.utf8) }) || name.utf8.starts(with: "index-".utf8) { return true }
        return stem.count == 4 && (stem.starts(with: "com".utf8) || stem.starts(with: "lpt".utf8))
    }

    /// Stable, and without the name. Whoever knows the account can work it out: a pseudonym, not a secret.
    private static func alias(id: String, kind: String) -> String { "member-\(mark("\(kind) alias \(id)"))" }

    /// Six hexadecimal digits of a text.
    static func mark(_ text: String) -> String {
        let digits = String(ImportManifest.hash(Array(text.utf8)) >> 16 & 0xFF_FFFF, radix: 16)
        return String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }

    private static func folded(_ text: some Sequence<UInt8>) -> [UInt8] { text.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 } }

    /// The handle in a thread; with `drop` it tells only the part that somebody has in it.
    func handle(_ id: String, in cast: ThreadCast) -> String {
        if policy == .drop { return cast.part(id) }
        return handles[id] ?? people[id]?.file?.handle ?? "unknown-\(Self.mark(id))"
    }

    func isBot(_ id: String) -> Bool { people[id]?.isBot ?? false }

    /// The file of a person, under the handle that a thread uses.
    func person(_ id: String, handle: String, prefix: String) -> ImportedPerson {
        let person = people[id]
        switch policy {
        case .keep:
            let name = singleLine(person?.name ?? "")
            return ImportedPerson(
                id: person?.file?.id ?? "\(prefix)-user-\(handle)", handle: handle, name: name.isEmpty ? handle : name, links: person?.links ?? [], isBot: person?.isBot ?? false)
        case .alias, .drop:
            // A part is played by many, so it has no place in a ranking.
            return ImportedPerson(
                id: "\(prefix)-user-\(handle)", handle: handle, name: handle, isBot: person?.isBot ?? false, isRanked: policy == .alias)
        }
    }

    /// The text with the names of known people replaced: after `@`, before `:`, and full names of two words anywhere.
    func hidingNames(in text: [UInt8], cast: ThreadCast) -> [UInt8] {
        guard policy != .keep, !mentions.isEmpty else { return text }
        var out: [UInt8] = []
        var copied = 0
        var at = 0
        while at < text.count {
            let before = at > 0 ? text[at - 1] : 32
            guard !isWordByte(before), before < 0x80, isWordByte(text[at]) || text[at] >= 0x80 || text[at] == 95, let (length, id) = known(text, at, before) else {
                at += 1
                continue
            }
            out += text[copied..<at]
            out += (policy == .alias ? handles[id] ?? "someone" : cast.knows(id) ? cast.part(id) : "someone").utf8
            at += length
            copied = at
        }
        return copied == 0 ? text : out + text[copied...]
    }

    private func known(_ text: [UInt8], _ at: Int, _ before: UInt8) -> (Int, String)? {
        let word = Self.folded(Self.firstWord(text[at...].prefix(300)))
        for length in lengths[word] ?? [] where at + length <= text.count {
            let name = text[at..<(at + length)]
            let after = text[safe: at + length]
            if isWordByte(after) || (after ?? 0) >= 0x80 { continue }
            guard let id = mentions[Self.folded(name)] else { continue }
            if before == UInt8(ascii: "@") || (after == UInt8(ascii: ":") && length >= 3) || (name.contains(32) && length >= 5) { return (length, id) }
        }
        return nil
    }
}

/// Who takes which part in one thread.
struct ThreadCast {
    private var parts: [String: String] = [:]

    init(asker: String, others: [String]) {
        parts[asker] = "asker"
        for id in others where parts[id] == nil { parts[id] = "helper-\(parts.count)" }
    }

    func part(_ id: String) -> String { parts[id] ?? "someone" }
    func knows(_ id: String) -> Bool { parts[id] != nil }
}
