import Diagnostics
import KnowledgeBase

/// A worker that answers nonsense: its bytes are read or refused, and never take more memory than they are long.
let recordTarget = FuzzTarget(
    name: "record",
    dictionary: ["\u{1}", "\u{2}", "\u{7F}", "threads/a.md", "\u{0}\u{0}\u{0}\u{0}", "2026-03-02"],
    cases: 10_000
) { bytes in
    // What a real file gives, damaged by the input: a place and what stands there instead.
    let text = "---\ntitle: T\nasked: 2026-03-02T09:15:00+08:00\nby: mei\ntags: [a, b]\n---\n\nQ *x* [l](b.md)\n\n---\nanswer: lian\nat: 2026-03-03T00:00:00Z\n---\n\nA\n"
    let parsed = parseFile(kind: .thread, path: "Content/threads/a.md", contentPath: "threads/a.md", bytes: Array(text.utf8), options: ParseOptions())
    var writer = ByteWriter()
    parsed.write(to: &writer)
    var record = writer.bytes
    if bytes.count > 2 {
        let place = (Int(bytes[0]) << 8 | Int(bytes[1])) % record.count
        let end = min(record.count, place + max(1, bytes.count - 2))
        record.replaceSubrange(place..<end, with: bytes.dropFirst(2))
    }
    for candidate in [bytes, record] {
        var reader = ByteReader(candidate)
        guard let file = try? ParsedFile(from: &reader) else { continue }
        var copy = ByteWriter()
        file.write(to: &copy)
        var second = ByteReader(copy.bytes)
        guard (try? ParsedFile(from: &second)) == file else { return "read, and not the same when written and read again" }
    }
    return nil
}
