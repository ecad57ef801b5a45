import Foundation

@testable import AnswerClock

/// Questions from a public dump, read in the smallest way that gives the clock what it needs.
struct Dump {
    var questions: [ClockQuestion] = []
    /// The newest time in the dump, which is its as-of.
    var newest = 0
    var bots: Set<String> = []
}

/// - Parameter name: the dump's folder, which tells its kind.
func readDump(_ name: String, at folder: URL) throws -> Dump {
    if name.hasPrefix("stackexchange") { return try readStackExchange(folder) }
    if name.hasPrefix("zulip") { return try readZulip(folder) }
    if name == "discourse-urho3d" { return try readDiscourseTopics(folder) }
    return try readDiscoursePosts(folder)
}

// MARK: - Stack Exchange

private func readStackExchange(_ folder: URL) throws -> Dump {
    var dump = Dump(bots: ["-1"])
    var answers: [Int: [ClockAnswer]] = [:]
    let wanted: Set<String> = ["Id", "PostTypeId", "ParentId", "CreationDate", "ClosedDate", "OwnerUserId", "OwnerDisplayName"]
    try forEachLine(of: folder.appending(path: "Posts.xml")) { line in
        let row = attributes(of: line, wanted)
        guard let id = row["Id"].flatMap({ Int($0) }), let at = row["CreationDate"].flatMap(isoSeconds) else { return }
        dump.newest = max(dump.newest, at)
        let person = row["OwnerUserId"] ?? row["OwnerDisplayName"].map { "name:" + $0 }
        switch row["PostTypeId"] {
        case "1":
            dump.questions.append(
                ClockQuestion(id: id, asked: .instant(at), asker: person, closed: row["ClosedDate"].flatMap(isoSeconds)))
        case "2":
            guard let parent = row["ParentId"].flatMap({ Int($0) }) else { return }
            answers[parent, default: []].append(ClockAnswer(person: person, at: .instant(at)))
        default: break
        }
    }
    for index in dump.questions.indices { dump.questions[index].answers = answers[dump.questions[index].id] ?? [] }
    return dump
}

/// Reads in pieces, so that no dump stands in memory as a whole.
private func forEachLine(of url: URL, _ body: (ArraySlice<UInt8>) -> Void) throws {
    let file = try FileHandle(forReadingFrom: url)
    var rest: [UInt8] = []
    while let piece = try file.read(upToCount: 1 << 18), !piece.isEmpty {
        rest += piece
        let lines = rest.split(separator: 0x0A, omittingEmptySubsequences: false)
        for line in lines.dropLast() { body(line) }
        rest = Array(lines[lines.count - 1])
    }
    body(rest[...])
}

/// The wanted attributes of one `<row Name="value" … />`, with their character references left as they are.
private func attributes(of line: ArraySlice<UInt8>, _ wanted: Set<String>) -> [String: String] {
    var found: [String: String] = [:]
    var rest = line
    while let equals = rest.firstIndex(of: UInt8(ascii: "=")), rest.index(after: equals) < rest.endIndex {
        let name = String(decoding: rest[..<equals].reversed().prefix { $0 != 0x20 }.reversed(), as: UTF8.self)
        let value = rest[(equals + 2)...]
        let end = value.firstIndex(of: UInt8(ascii: "\"")) ?? value.endIndex
        if wanted.contains(name) { found[name] = String(decoding: value[..<end], as: UTF8.self) }
        rest = value[min(end + 1, value.endIndex)...]
    }
    return found
}

/// Whole seconds since 1970 of `2014-01-21T20:26:05.383`, read as UTC.
func isoSeconds(_ text: String) -> Int? {
    let parts = text.prefix(19).split { "-T:".contains($0) }.compactMap { Int($0) }
    guard parts.count == 6 else { return nil }
    var days = 0
    for year in 1970..<parts[0] { days += year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365 }
    let isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0)
    for month in 1..<parts[1] { days += [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] }
    return (days + parts[2] - 1) * 86_400 + parts[3] * 3_600 + parts[4] * 60 + parts[5]
}

// MARK: - Discourse

private struct DiscoursePost: Decodable {
    let username: String
    let created_at: String
    let post_number: Int
    let post_type: Int
}

private struct DiscourseTopic: Decodable {
    struct Stream: Decodable { let posts: [DiscoursePost] }
    let post_stream: Stream
}

private func readDiscourseTopics(_ folder: URL) throws -> Dump {
    try discourse(
        jsonFiles(in: folder.appending(path: "json")).map {
            try JSONDecoder().decode(DiscourseTopic.self, from: Data(contentsOf: $0)).post_stream.posts
        })
}

private func readDiscoursePosts(_ folder: URL) throws -> Dump {
    try discourse(
        contents(of: folder).filter { $0.lastPathComponent.hasPrefix("topic-") }.map { topic in
            try jsonFiles(in: topic).map { try JSONDecoder().decode(DiscoursePost.self, from: Data(contentsOf: $0)) }
        })
}

private func discourse(_ topics: [[DiscoursePost]]) throws -> Dump {
    var dump = Dump(bots: ["system", "discobot"])
    for (id, posts) in topics.enumerated() {
        let posts = posts.filter { $0.post_type == 1 }
        let times = posts.compactMap { isoSeconds($0.created_at) }
        dump.newest = max(dump.newest, times.max() ?? 0)
        guard let first = posts.first(where: { $0.post_number == 1 }), let asked = isoSeconds(first.created_at) else { continue }
        dump.questions.append(
            ClockQuestion(
                id: id, asked: .instant(asked), asker: first.username,
                answers: posts.filter { $0.post_number > 1 }.compactMap { post in
                    isoSeconds(post.created_at).map { ClockAnswer(person: post.username, at: .instant($0)) }
                }))
    }
    return dump
}

// MARK: - Zulip

private struct ZulipMessage: Decodable {
    let id: Int
    let sender_full_name: String
    let timestamp: Double
}

private func readZulip(_ folder: URL) throws -> Dump {
    var dump = Dump()
    for stream in try contents(of: folder.appending(path: "zulip_json")) where stream.hasDirectoryPath {
        for file in try jsonFiles(in: stream) {
            let messages = try JSONDecoder().decode([ZulipMessage].self, from: Data(contentsOf: file)).sorted { $0.id < $1.id }
            guard let first = messages.first else { continue }
            dump.newest = max(dump.newest, Int(messages.map(\.timestamp).max() ?? 0))
            dump.questions.append(
                ClockQuestion(
                    id: dump.questions.count, asked: .instant(Int(first.timestamp)), asker: first.sender_full_name,
                    answers: messages.dropFirst().map {
                        ClockAnswer(person: $0.sender_full_name, at: .instant(Int($0.timestamp)))
                    }))
        }
    }
    return dump
}

private func contents(of folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .sorted { $0.lastPathComponent < $1.lastPathComponent }
}

private func jsonFiles(in folder: URL) throws -> [URL] { try contents(of: folder).filter { $0.pathExtension == "json" } }
