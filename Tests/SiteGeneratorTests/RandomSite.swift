import Foundation

/// A small site on disk that changes at random, as people change theirs: bodies, titles, authors, tags, rules, templates, settings, names of
/// files, deletions. The same seed gives the same site and the same edits.
struct RandomSite {
    let path: String
    private var random: SeededGenerator
    private var files: [String: String] = [:]
    private var writes = 0
    private(set) var edits: [String] = []

    init(path: String, seed: UInt64, threads: Int = 6) throws {
        self.path = path
        random = SeededGenerator(seed: seed)
        put("Content/site.yml", settings())
        for _ in 0..<threads { put("Content/threads/\(freshName()).md", thread()) }
        put("Content/rules/first.md", rule())
        if random.chance(2) { put("Content/people/p1.md", "---\nname: Person One\naliases: [p9]\n---\n\nAbout *p1*.\n") }
        if random.chance(2) { put("Content/log/all.csv", log()) }
        try write()
    }

    /// Changes one thing, on disk too.
    mutating func edit() throws {
        let threads = files.keys.filter { $0.hasPrefix("Content/threads/") }.sorted()
        let choice = random.below(16)
        switch choice {
        case 0...3: if let name = random.pick(threads) { put(name, thread()) }
        case 4: if let name = random.pick(threads) { change(name, "title: .*", "title: \(title())") }
        case 5: if let name = random.pick(threads) { change(name, "by: .*", "by: p\(random.below(6))") }
        case 6: if let name = random.pick(threads) { change(name, "tags: .*", "tags: [t\(random.below(5)), t\(random.below(5))]") }
        case 7: put("Content/threads/\(freshName()).md", thread())
        case 8: if threads.count > 1, let name = random.pick(threads) { remove(name) }
        case 9:
            if let name = random.pick(threads), let text = files[name] {
                remove(name)
                put("Content/threads/\(random.chance(2) ? "sub/" : "")\(freshName()).md", text)
            }
        case 10: put("Content/rules/\(random.chance(2) ? "first" : "second").md", rule())
        case 11: put("Content/site.yml", settings())
        case 12:
            let name = "Templates/partials/footer.mustache"
            if files[name] == nil { put(name, "<footer>{{site.title}} \(random.below(100))</footer>\n") } else { remove(name) }
        case 13: toggle("Content/people/p\(random.below(6)).md", "---\nname: Person \(random.below(9))\nbot: \(random.chance(4))\n---\n\nBio \(words(3)).\n")
        case 14: toggle("Content/tags/t\(random.below(5)).md", "---\ntitle: Tag \(random.below(9))\nsynonyms: [t\(5 + random.below(3))]\n---\n\nMeans \(words(2)).\n")
        default:
            switch random.below(4) {
            case 0: toggle("Content/log/all.csv", log())
            case 1: toggle("Content/pages/about.md", "---\ntitle: About \(random.below(9))\norder: 1\n---\n\nSee [a thread](../threads/\(name(random.below(8))).md).\n")
            case 2: toggle("Content/assets/a.txt", words(5))
            default: toggle("Templates/strings/en.yml", "threads: Questions \(random.below(9))\n")
            }
        }
        edits.append("\(choice)")
        try write()
    }

    private mutating func thread() -> String {
        let asked = day()
        var text = "---\ntitle: \(title())\nasked: \(asked)T0\(random.below(10)):00:00Z\nby: p\(random.below(6))\ntags: [t\(random.below(5)), t\(random.below(8))]\n"
        if random.chance(8) { text += "duplicate_of: \(name(random.below(8)))\n" }
        if random.chance(8) { text += "aliases: [threads/old-\(random.below(4)).html]\n" }
        if random.chance(10) { text += "draft: true\n" }
        if random.chance(10) { text += "closed: 2025-12-01\n" }
        text += "---\n\n\(body())\n"
        if random.chance(4) { text += "\n---\ncomment: p\(random.below(6))\nat: \(asked)T10:00:00Z\n---\n\n\(words(4))\n" }
        for number in 0..<random.below(3) {
            text += "\n---\nanswer: p\(random.below(6))\nat: \(asked)T1\(number):\(10 + random.below(40)):00Z\n"
            if random.chance(3) { text += "votes: \(random.below(9))\n" }
            if number == 0, random.chance(2) { text += "accepted: true\n" }
            text += "---\n\n\(body())\n"
        }
        return text
    }

    private mutating func body() -> String {
        var text = words(3 + random.below(12))
        if random.chance(3) { text += "\n\n```\nlet x = \(random.below(99))\n```" }
        if random.chance(3) { text += "\n\nSee [this](\(name(random.below(8))).md#question)." }
        if random.chance(4) { text += "\n\n## Part \(random.below(5))\n\nMore [of it](#part-1)." }
        if random.chance(6) { text += "\n\n| a | b |\n| - | - |\n| \(random.below(9)) | 2 |" }
        return text
    }

    private mutating func settings() -> String {
        var text = "title: Site \(random.below(5))\ntime_zone: \(random.chance(2) ? "Europe/Berlin" : "UTC")\n"
        if random.chance(2) { text += "base_url: https://\(random.below(3)).example.org/\n" }
        if random.chance(3) { text += "as_of: 2026-0\(1 + random.below(6))-01T00:00:00Z\n" }
        if random.chance(4) { text += "language: zh-Hans\n" }
        if random.chance(4) { text += "limits: { page_size: \(2 + random.below(4)) }\n" }
        if random.chance(4) { text += "edit_link: https://example.org/edit/{path}\n" }
        if random.chance(4) { text += "licence: CC BY-SA 4.0\n" }
        return text
    }

    private mutating func rule() -> String {
        "---\ntitle: Rule \(random.below(9))\nsince: 2025-01-01\npromise: { first_answer_within: \(1 + random.below(6))h, share: \(50 + random.below(50))% }\n---\n\n\(words(5))\n"
    }

    private mutating func log() -> String {
        "asked,asker,first_answer,answerer,thread,tags\n"
            + (0..<5).map { _ in "\(day())T08:00:00Z,p\(random.below(6)),\(random.chance(2) ? "" : "2026-06-01T10:00:00Z"),,,t1\n" }.joined()
    }

    private mutating func day() -> String { "2025-\(random.pick(["03", "07", "11"]) ?? "03")-1\(random.below(10))" }
    private mutating func title() -> String { "How \(words(2 + random.below(3)))?" }
    private mutating func words(_ count: Int) -> String {
        (0..<count).map { _ in random.pick(["install", "server", "database", "swift", "error", "问题", "<b>", "fast", "& so", "index"]) ?? "" }.joined(separator: " ")
    }
    private func name(_ number: Int) -> String { "thread-\(number)" }
    private mutating func freshName() -> String {
        (0...).lazy.map(name).first { new in !files.keys.contains { $0.hasSuffix("/\(new).md") } } ?? "thread"
    }

    private var dirty: Set<String> = []
    private mutating func put(_ name: String, _ text: String) {
        files[name] = text
        dirty.insert(name)
    }
    private mutating func remove(_ name: String) {
        files[name] = nil
        dirty.insert(name)
    }
    private mutating func toggle(_ name: String, _ text: String) {
        if files[name] != nil, random.chance(2) { remove(name) } else { put(name, text) }
    }
    private mutating func change(_ name: String, _ pattern: String, _ text: String) {
        guard let old = files[name] else { return }
        put(name, old.replacingOccurrences(of: pattern, with: text, options: .regularExpression, range: old.range(of: pattern, options: .regularExpression)))
    }

    private mutating func write() throws {
        for name in dirty.sorted() {
            let file = URL(fileURLWithPath: path + "/" + name)
            guard let text = files[name] else {
                try FileManager.default.removeItem(at: file)
                continue
            }
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            // The clock of a disk may stand still between two writes.
            writes += 1
            try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1_700_000_000 + Double(writes))], ofItemAtPath: file.path)
        }
        dirty = []
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    mutating func chance(_ oneIn: Int) -> Bool { below(oneIn) == 0 }
    mutating func pick<Element>(_ list: [Element]) -> Element? { list.isEmpty ? nil : list[below(list.count)] }
}
