import Diagnostics

/// Links between a dump's posts: which question repeats which, what posts lead to, and, through the links themselves, the site's address.
struct StackExchangeLinks {
    private var duplicates: [(id: Int, from: Int, to: Int, position: SourcePosition)] = []
    private var related: [Int: [Int]] = [:]
    /// Posts, of this site or another, to which an address in some text leads.
    private var linked: Set<Int> = []
    private var hosts: [String: Int] = [:]
    private var resolved: [Int: Int] = [:]

    mutating func add(id: Int, from: Int, to: Int, isDuplicate: Bool, at position: SourcePosition) {
        if isDuplicate, from != to { duplicates.append((id, from, to, position)) }
        related[from, default: []].append(to)
    }

    // MARK: Addresses in texts

    /// Remembers which posts a text leads to: `/questions/12/…`, `/q/12`, `/a/34`.
    mutating func lookForPosts(in text: [UInt8]) {
        var at = 0
        while let slash = text[at...].firstIndex(of: UInt8(ascii: "/")) {
            at = slash + 1
            guard let mark = ["/questions/", "/q/", "/a/"].first(where: { text[slash...].starts(with: $0.utf8) }) else { continue }
            let address = text[(slash + mark.utf8.count)...].prefix(400).prefix { $0 > 32 && !"\"'<>()&[]".utf8.contains($0) }
            // The question, and the answer in `/questions/12/words/34` and `#34`.
            for part in address.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "#") }) where part.count <= 12 {
                if let id = Int(String(decoding: part, as: UTF8.self)), id > 0 { linked.insert(id) }
            }
        }
    }

    /// The addresses of a question or an answer, as far as some text has one of them. `id` is `se-12`; a comment has none.
    func addresses(_ id: String, isQuestion: Bool, site: String?) -> [String] {
        guard id.utf8.starts(with: "se-".utf8), let number = Int(String(decoding: id.utf8.dropFirst(3), as: UTF8.self)), linked.contains(number) else { return [] }
        return sites(site).map { "\($0)/\(isQuestion ? "questions" : "a")/\(number)" }
    }

    /// The site's address, and those that it had before: sites are renamed, and old texts keep the old name.
    private func sites(_ site: String?) -> [String] {
        let most = hosts.values.max() ?? 0
        let others = hosts.filter { $0.value >= 2 && $0.value * 20 >= most }.keys.map { "https://\($0)" }.sorted()
        return (site.map { [$0] } ?? []) + others.filter { $0 != site }
    }

    // MARK: The site's address

    /// A link between two posts of a site is in the text of the first: `https://HOST/questions/ID/…`. Its host is the site.
    mutating func lookForSite(in body: [UInt8], of post: Int) {
        guard let targets = related[post] else { return }
        var at = 0
        while let found = body[at...].firstIndex(of: UInt8(ascii: ":")) {
            at = found + 1
            guard body[at...].starts(with: "//".utf8), found >= 4, body[..<found].hasHTTPEnd else { continue }
            let host = body[(at + 2)...].prefix { isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
            guard host.contains(UInt8(ascii: ".")) else { continue }
            let path = body[host.endIndex...]
            for prefix in ["/questions/", "/q/"] where path.starts(with: prefix.utf8) {
                let digits = path.dropFirst(prefix.utf8.count).prefix { (48...57).contains($0) }
                if let id = Int(String(decoding: digits, as: UTF8.self)), targets.contains(id) {
                    hosts[String(decoding: host, as: UTF8.self).lowercased(), default: 0] += 1
                }
            }
        }
    }

    /// The site's address, from the folder's name (`beer.stackexchange.com`) or from what `lookForSite` found most often.
    func site(folder: String) -> String? {
        let name = lastName(ofPath: folder)
        let known = ["stackexchange.com", "stackoverflow.com", "serverfault.com", "superuser.com", "askubuntu.com", "mathoverflow.net", "stackapps.com"]
        let isHost = name.utf8.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
        if isHost, known.contains(where: { name == $0 || name.hasSuffix("." + $0) }) { return "https://" + name }
        let best = hosts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.first
        return best.map { "https://" + $0.key }
    }

    // MARK: Duplicates

    /// Chooses one original for each question, the first by the link's id, and leaves out links that would close a circle.
    mutating func resolveDuplicates(file: String) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for link in duplicates.sorted(by: { $0.id < $1.id }) where resolved[link.from] == nil {
            var at = link.to
            var steps = 0
            while let next = resolved[at], at != link.from, steps < 1_000 {
                at = next
                steps += 1
            }
            if at == link.from || steps == 1_000 {
                diagnostics.append(
                    Diagnostic(
                        .importDuplicateCycle, .warning,
                        "question \(link.from) is marked as a duplicate of \(link.to), which in the end is one of question \(link.from)",
                        advice: "set 'duplicate_of' by hand on the one that repeats the other", path: file, position: link.position))
            } else {
                resolved[link.from] = link.to
            }
        }
        return diagnostics
    }

    /// The question that this one repeats.
    func original(of question: Int) -> Int? { resolved[question] }
}

extension ArraySlice<UInt8> {
    /// Ends with `http` or `https`.
    fileprivate var hasHTTPEnd: Bool { suffix(4).elementsEqual("http".utf8) || suffix(5).elementsEqual("https".utf8) }
}
