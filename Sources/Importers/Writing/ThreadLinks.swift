/// Addresses of the live conversation that are threads of the site: links to them become links within the site.
struct ThreadLinks {
    /// A post of a thread. Of a million posts each is small: texts that many share are numbers.
    private struct Place {
        var path: Int32
        /// Who wrote the answer; -1 is a comment, -2 the thread itself.
        var handle: Int32
        var number: Int32
    }

    private var paths: [String] = []
    private var handles: [String] = []
    private var handleNumbers: [String: Int32] = [:]
    /// By a hash of the address. Two addresses that share one would lead a link to the wrong place of the same site, and no further.
    private var places: [UInt64: Place] = [:]

    mutating func add(_ address: String, path: String) { add(Self.key(address.utf8), path, handle: -2, number: 0) }

    /// The address of the answer with the anchor `#a-HANDLE-N`.
    mutating func add(_ address: String, path: String, answerBy handle: String, number: Int) {
        let known = handleNumbers[handle] ?? Int32(handles.count)
        if handleNumbers.updateValue(known, forKey: handle) == nil { handles.append(handle) }
        add(Self.postKey(address.utf8) ?? Self.key(address.utf8), path, handle: known, number: number)
    }

    /// The address of the comment with the anchor `#c-N`.
    mutating func add(_ address: String, path: String, comment number: Int) {
        add(Self.postKey(address.utf8) ?? Self.key(address.utf8), path, handle: -1, number: number)
    }

    /// The addresses of a thread and its posts, with the anchors that the file's blocks will have: answers are counted for each person, comments
    /// through the file. `order` is the file's, where it isn't the source's; `addresses` are those of a post, `handle` tells somebody's.
    mutating func add(
        _ thread: SourceThread, path: String, order: [(id: String, answerBy: String?)]?, addresses: (SourcePost) -> [String], handle: (String) -> String
    ) {
        for address in thread.addresses + addresses(thread.question) { add(address, path: path) }
        var posts: [String: SourcePost] = [:]
        var own: [(id: String, answerBy: String?)] = thread.question.comments.sortedByTime.map { ($0.id, nil) }
        for answer in thread.answers {
            own.append((answer.id, handle(answer.author)))
            own += answer.comments.sortedByTime.map { ($0.id, nil) }
        }
        for post in [thread.question] + thread.answers {
            if post.id != thread.question.id { posts[post.id] = post }
            for comment in post.comments { posts[comment.id] = comment }
        }
        posts[""] = nil
        var comments = 0
        var answers: [String: Int] = [:]
        for (id, author) in order ?? own {
            guard let author else {
                comments += 1
                for address in posts[id].map(addresses) ?? [] { add(address, path: path, comment: comments) }
                continue
            }
            answers[author, default: 0] += 1
            for address in posts[id].map(addresses) ?? [] { add(address, path: path, answerBy: author, number: answers[author] ?? 1) }
        }
    }

    private mutating func add(_ key: String, _ path: String, handle: Int32, number: Int) {
        let hash = ImportManifest.hash(Array(key.utf8))
        guard !key.isEmpty, places[hash] == nil else { return }
        if paths.last?.utf8.elementsEqual(path.utf8) != true { paths.append(path) }
        places[hash] = Place(path: Int32(paths.count - 1), handle: handle, number: Int32(clamping: number))
    }

    /// The key of an address that names one post of a thread by more than its path: Stack Exchange's `/questions/1/words/2` and `#2`, Discourse's
    /// `/t/words/1/2`, GitHub's `#issuecomment-2`, Zulip's `/near/2`. `nil` for any other.
    private static func postKey(_ address: some Collection<UInt8>) -> String? {
        var rest = Array(address)[...]
        for scheme in ["https://", "http://"] where rest.starts(with: scheme.utf8) { rest = rest.dropFirst(scheme.utf8.count) }
        let pieces = rest.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
        let fragment = pieces.count == 2 ? String(decoding: pieces[1], as: UTF8.self) : ""
        let parts = pieces[0].prefix { $0 != UInt8(ascii: "?") }.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        guard let host = parts.first else { return nil }
        if fragment.utf8.starts(with: "narrow/".utf8) {
            let words = fragment.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
            guard let near = words.firstIndex(where: { $0 == "near" || $0 == "with" }), near + 1 < words.count, let number = Int(words[near + 1]) else { return nil }
            return "\(host)/#near/\(number)"
        }
        if ["issuecomment-", "discussioncomment-"].contains(where: { fragment.utf8.starts(with: $0.utf8) }), parts.count >= 5 {
            return parts[..<5].joined(separator: "/") + "#" + fragment
        }
        guard parts.count >= 3 else { return nil }
        if parts[1] == "questions" || parts[1] == "q" {
            if let number = Int(fragment) { return "\(host)/a/\(number)" }
            return parts.count >= 5 ? Int(parts[4]).map { "\(host)/a/\($0)" } : nil
        }
        guard parts[1] == "t" else { return nil }
        let numbers = parts[(Int(parts[2]) == nil ? 3 : 2)...].prefix(2).compactMap { Int($0) }
        return numbers.count == 2 && numbers[1] > 1 ? "\(host)/t/\(numbers[0])/\(numbers[1])" : nil
    }

    /// An address without what doesn't tell one thread from another: scheme, query, place in the page, the words of a title and the post's number.
    private static func key(_ address: some Collection<UInt8>) -> String {
        var rest = Array(address)[...]
        for scheme in ["https://", "http://"] where rest.starts(with: scheme.utf8) { rest = rest.dropFirst(scheme.utf8.count) }
        let isNarrow = Array(rest).split(separator: UInt8(ascii: "#")).last?.starts(with: "narrow".utf8) ?? false
        if isNarrow { return narrowKey(rest) }
        rest = rest.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
        while rest.last == UInt8(ascii: "/") { rest = rest.dropLast() }
        let parts = rest.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        if parts.count >= 3, parts[1] == "t" {
            if let number = Int(parts[2]) { return "\(parts[0])/t/\(number)" }
            if parts.count >= 4, let number = Int(parts[3]) { return "\(parts[0])/t/\(number)" }
        }
        // Stack Exchange's words of the title, and the answer at which a page opens.
        if parts.count >= 3, ["questions", "q", "a"].contains(parts[1]), let number = Int(parts[2]) {
            return "\(parts[0])/\(parts[1] == "a" ? "a" : "questions")/\(number)"
        }
        return String(decoding: rest, as: UTF8.self)
    }

    /// Zulip writes `stream/4`, `stream/4-name` and `channel/4-name` for one stream, and may end with a message's number.
    private static func narrowKey(_ address: ArraySlice<UInt8>) -> String {
        let words = address.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        guard let stream = words.firstIndex(where: { $0 == "stream" || $0 == "channel" }), let topic = words.firstIndex(of: "topic"), topic + 1 < words.count, stream + 1 < topic
        else { return String(decoding: address, as: UTF8.self) }
        return "\(words[0])/#narrow/\(String(decoding: words[stream + 1].utf8.prefix { $0 != UInt8(ascii: "-") }, as: UTF8.self))/\(words[topic + 1])"
    }

    /// The Markdown of a file with its links to known threads led there. Code and escaped brackets are left alone.
    func rewritten(_ markdown: [UInt8], in path: String) -> [UInt8] {
        guard !places.isEmpty else { return markdown }
        var out: [UInt8] = []
        var copied = 0
        for found in MarkdownAddresses(markdown) {
            guard let place = self.found(markdown[found.range], path) else { continue }
            switch found.kind {
            case .target:
                out += markdown[copied..<found.range.lowerBound] + Array(place.utf8)
                copied = found.range.upperBound
            case .autolink:
                var text = MarkdownText(place: .paragraph, isInLink: true)
                out += markdown[copied..<(found.range.lowerBound - 1)]
                // `wow!<address>` has no picture in it, and gets none.
                if out.last == UInt8(ascii: "!"), out.dropLast().last != UInt8(ascii: "\\") { out.insert(UInt8(ascii: "\\"), at: out.count - 1) }
                out.append(UInt8(ascii: "["))
                out += text.escaped(Array(markdown[found.range]), atLineStart: false) + Array("](\(place))".utf8)
                copied = found.range.upperBound + 1
            }
        }
        return copied == 0 ? markdown : out + markdown[copied...]
    }

    private func found(_ target: ArraySlice<UInt8>, _ path: String) -> String? {
        guard target.starts(with: "http".utf8), let place = place(target) else { return nil }
        let to = paths[Int(place.path)]
        switch place.handle {
        // A thread that leads to itself shows the live one.
        case -2: return to.utf8.elementsEqual(path.utf8) ? nil : Self.relative(to, from: path)
        case -1: return Self.relative(to, from: path) + "#c-\(place.number)"
        default: return Self.relative(to, from: path) + "#a-\(handles[Int(place.handle)])-\(place.number)"
        }
    }

    private func place(_ target: ArraySlice<UInt8>) -> Place? {
        if let key = Self.postKey(target), let place = places[ImportManifest.hash(Array(key.utf8))] { return place }
        return places[ImportManifest.hash(Array(Self.key(target).utf8))]
    }

    private static func relative(_ to: String, from: String) -> String {
        let target = to.utf8.split(separator: UInt8(ascii: "/"))
        let base = from.utf8.split(separator: UInt8(ascii: "/")).dropLast()
        var common = 0
        while common < base.count, common < target.count - 1, base[common].elementsEqual(target[common]) { common += 1 }
        let up = Array(repeating: "..", count: base.count - common)
        return (up + target[common...].map { String(Substring($0)) }).joined(separator: "/")
    }
}
