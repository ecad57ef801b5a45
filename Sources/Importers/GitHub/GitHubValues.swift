/// `OWNER/REPO` and the number of an address such as `https://github.com/OWNER/REPO/issues/7`.
func gitHubPlace(_ address: String) -> (repository: String, number: Int)? {
    let parts = address.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    guard parts.count >= 6, parts[0].utf8.starts(with: "http".utf8), let at = parts.firstIndex(where: { $0 == "issues" || $0 == "discussions" }), at >= 4,
        at + 1 < parts.count, let number = Int(String(decoding: parts[at + 1].utf8.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)), number > 0
    else { return nil }
    return ("\(parts[at - 2])/\(parts[at - 1])", number)
}

extension JSONObject {
    /// A list of GraphQL: `{nodes: [...]}`, `{edges: [{node: ...}]}` or a bare array.
    func nodes(_ name: String) -> [JSONObject] {
        guard let list = object(name) else { return objects(name) }
        let nodes = list.objects("nodes")
        return nodes.isEmpty ? list.objects("edges").compactMap { $0.object("node") } : nodes
    }

    /// How many people reacted, in GraphQL's forms and in REST's.
    var gitHubReactions: Int {
        if let total = object("reactions")?.count("totalCount") ?? object("reactions")?.count("total_count") { return total }
        return objects("reactionGroups").reduce(0) {
            $0 + ($1.object("reactors")?.count("totalCount") ?? $1.object("users")?.count("totalCount") ?? 0)
        } + (count("upvoteCount") ?? 0)
    }
}

extension SourceThread {
    /// With the comments of an earlier page: a discussion whose comments come page by page is told once for each page.
    func joined(with old: SourceThread?) -> SourceThread {
        guard let old else { return self }
        var thread = self
        func all(_ old: [SourcePost], _ new: [SourcePost]) -> [SourcePost] {
            let known = Set(new.map(\.id))
            return old.filter { !known.contains($0.id) } + new
        }
        thread.answers = all(old.answers, answers)
        thread.question.comments = all(old.question.comments, question.comments)
        return thread
    }
}
