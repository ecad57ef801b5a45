/// Who wrote the posts, and the handle of each.
///
/// A handle depends on nothing but the person: the display name's Latin words and the account's number (`hakan-strom-113`), so that it
/// stays when others join. An account that was never named is `user113`, Stack Exchange's own way; a deleted account that left `user113`
/// on its posts is that account. A name without an account is one person within one thread (`ecnerwal-q77`) and nobody beyond it; a post
/// without either is by a person of its own (`unknown-p78`).
struct StackExchangePeople {
    var siteURL: String?
    private var used: Set<Int> = []
    private var handles: [Int: String] = [:]
    private(set) var count = 0

    /// The account that a post names, by its number or by the name that a deleted account leaves.
    private static func account(id: Int?, name: String?) -> Int? {
        if let id { return id }
        guard let name, name.utf8.starts(with: "user".utf8) else { return nil }
        let digits = name.utf8.dropFirst(4)
        guard !digits.isEmpty, digits.first != UInt8(ascii: "0"), digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// Says that the account will need a handle.
    mutating func note(id: Int?, name: String?) {
        if let account = Self.account(id: id, name: name) { used.insert(account) }
    }

    /// Writes the file of an account that wrote something.
    mutating func add(id: Int, name: String?, into site: inout SiteFolder) throws(ImportError) {
        guard used.contains(id), handles[id] == nil else { return }
        let known = site.stem(of: "se-user-\(id)")
        let handle = known ?? Self.handle(id: id, name: name ?? "")
        handles[id] = handle
        let shown = (name ?? "").unicodeScalars.contains { $0.value > 32 } ? singleLine(name ?? "") : "user\(id)"
        try write(
            ImportedPerson(
                id: "se-user-\(id)", handle: handle, name: shown,
                links: id > 0 ? siteURL.map { ["\($0)/users/\(id)"] } ?? [] : [], isBot: id == -1), into: &site)
    }

    private static func handle(id: Int, name: String) -> String {
        if id == -1 { return "community" }
        let words = handleWords(name)
        if words.isEmpty || words == "user\(id)" { return "user\(id)" }
        return "\(words)-\(id < 0 ? "n\(-id)" : String(id))"
    }

    /// Accounts that no list of users has.
    mutating func finish(into site: inout SiteFolder) throws(ImportError) {
        for id in used.sorted() where handles[id] == nil { try add(id: id, name: nil, into: &site) }
    }

    /// The author of a post or comment. A person without account gets a file when met first.
    mutating func handle(
        id: Int?, name: String?, question: Int, item: String, into site: inout SiteFolder
    ) throws(ImportError) -> String {
        if let account = Self.account(id: id, name: name), let handle = handles[account] { return handle }
        let shown = singleLine(name ?? "")
        let words = handleWords(shown)
        let handle = words.isEmpty ? "unknown-\(item)" : "\(words)-q\(question)"
        try write(ImportedPerson(id: "se-user-\(handle)", handle: handle, name: shown.isEmpty ? "unknown" : shown), into: &site)
        return handle
    }

    private mutating func write(_ person: ImportedPerson, into site: inout SiteFolder) throws(ImportError) {
        if try site.place(person.id, at: "people/\(person.handle).md", personText(person)) { count += 1 }
    }
}

/// Runs of white space as one space, none at the ends, no control characters.
func singleLine(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var pending = false
    for scalar in text.unicodeScalars {
        if scalar.properties.isWhitespace {
            pending = !out.isEmpty
        } else if scalar.properties.generalCategory != .control {
            if pending { out.append(" ") }
            pending = false
            out.append(scalar)
        }
    }
    return String(out)
}
