/// Who wrote the posts, and the handle of each.
///
/// A handle depends on nothing but the person: the display name's Latin words and the account's number (`hakan-strom-113`), so that it
/// stays when others join. An account that was never named is `user113`, Stack Exchange's own way; a deleted account that left `user113`
/// on its posts is that account. A name without an account is one person within one thread (`ecnerwal-q77`) and nobody beyond it; a post
/// without either is by a person of its own (`unknown-p78`).
struct StackExchangePeople {
    let siteURL: String?
    private var used: Set<Int> = []

    init(siteURL: String?, used: Set<Int>) {
        self.siteURL = siteURL
        self.used = used
    }

    /// The account that a post names, by its number or by the name that a deleted account leaves.
    static func account(id: Int?, name: String?) -> Int? {
        if let id { return id }
        guard let name, name.utf8.starts(with: "user".utf8) else { return nil }
        let digits = name.utf8.dropFirst(4)
        guard !digits.isEmpty, digits.first != UInt8(ascii: "0"), digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// Makes an account known if it wrote something. A handle, once given, stays when the account is renamed.
    func add(id: Int, name: String?, to run: inout ThreadImport) {
        guard used.contains(id), !run.names.knows(String(id)) else { return }
        let handle = run.site.stem(of: "se-user-\(id)") ?? Self.handle(id: id, name: name ?? "")
        let shown = (name ?? "").unicodeScalars.contains { $0.value > 32 } ? singleLine(name ?? "") : "user\(id)"
        run.names.add(
            String(id),
            SourcePerson(
                name: shown, links: id > 0 ? siteURL.map { ["\($0)/users/\(id)"] } ?? [] : [], isBot: id == -1, file: (handle, "se-user-\(id)")))
    }

    private static func handle(id: Int, name: String) -> String {
        if id == -1 { return "community" }
        let words = handleWords(name)
        if words.isEmpty || words == "user\(id)" { return "user\(id)" }
        return "\(words)-\(id < 0 ? "n\(-id)" : String(id))"
    }

    /// Accounts that no list of users has.
    func finish(_ run: inout ThreadImport) { for id in used.sorted() { add(id: id, name: nil, to: &run) } }

    /// The author of a post or comment, by the id under which the import knows people.
    func author(id: Int?, name: String?, question: Int, item: String, in run: inout ThreadImport) -> String {
        if let account = Self.account(id: id, name: name), run.names.knows(String(account)) { return String(account) }
        let shown = singleLine(name ?? "")
        let words = handleWords(shown)
        let handle = words.isEmpty ? "unknown-\(item)" : "\(words)-q\(question)"
        run.names.add(handle, SourcePerson(name: shown.isEmpty ? "unknown" : shown, file: (handle, "se-user-\(handle)")))
        return handle
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
