import Diagnostics
import KnowledgeBase
import HTMLJudge

/// A whole content file of any kind: nothing is lost without an error, the record that travels between processes says the same, and the
/// HTML of every post is safe.
let contentFileTarget = FuzzTarget(
    name: "content-file",
    dictionary: [
        "---\n", "\n\n---\nanswer: lian\nat: 2026-03-02T09:41:00+08:00\n---\n\n", "\n\n---\ncomment: mei\nat: 2026-03-02\n---\n\n", "title: ", "asked: ", "by: ", "tags: [", "aliases: [",
        "accepted: true\n", "votes: ", "source: https://", "verified: { date: ", "promise: { first_answer_within: 4h, share: 90% }\n", "hours: \"Mon-Sun 08:00-23:00\"\n", "../", "x-a: ",
        "9999-12-31T23:59:59+14:00", "2024-02-30", "24:00", "-0", "18446744073709551616", "synonyms: [", "parent: ", "since: ", "name: ", "bot: true\n", "licence: ", "language: ",
    ],
    cases: 15_000
) { bytes in
    guard let first = bytes.first else { return nil }
    let kind = ContentKind.allCases[Int(first) % ContentKind.allCases.count]
    let bytes = Array(bytes.dropFirst())
    let parsed = parseFile(kind: kind, path: "Content/\(kind.folder)/a.md", contentPath: "\(kind.folder)/a.md", bytes: bytes, options: ParseOptions())
    if let fault = fault(of: parsed.diagnostics, in: bytes) { return fault }
    if parsed.value == nil, !parsed.diagnostics.contains(where: { $0.severity == .error }) { return "nothing is left of the file, and no error says why" }
    var writer = ByteWriter()
    parsed.write(to: &writer)
    var reader = ByteReader(writer.bytes)
    guard let copy = try? ParsedFile(from: &reader), reader.isAtEnd, copy == parsed else { return "the record says something else" }
    guard case .thread(let thread)? = parsed.value else { return nil }
    let bodies = [thread.question] + thread.comments.map(\.body) + thread.answers.flatMap { [$0.body] + $0.comments.map(\.body) }
    for body in bodies {
        let faults = faults(in: body.rendered.html { _ in "x" })
        if let fault = faults.first { return fault }
    }
    return nil
}
