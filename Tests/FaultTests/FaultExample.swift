import Foundation

/// One file of `Tests/Faults/`: a site with a fault, what the program says of it, and the site mended.
///
///     Words for the manual.
///     -- both/Content/people/mei.md --
///     -- wrong/Content/threads/a.md --
///     -- says --
///     -- right/Content/threads/a.md --
///
/// Each section goes from its line to the next such line. The files of `Tests/Faults/base/` and of `both/` belong to either site; a file of
/// `wrong/` or `right/` takes the place of one of them. A section's line may end in a mark:
///
/// - `(escapes)`: in its text `\xNN` is the byte of that number, and `\*N{text}` is the text N times;
/// - `(link)`: its first line is where a symbolic link leads;
/// - `(command)`: its text is what is run, `answerable check` with options;
/// - `(shallow clone)`: the site lies in a repository of which only the last commit is there;
/// - `(stops the parser)`: the site is parsed by a worker process that is stopped as one is that takes too much time.
struct FaultExample: Sendable {
    enum Mark: String, Sendable {
        case escapes, link, command, shallowClone = "shallow clone", stopsTheParser = "stops the parser"
    }

    struct File: Sendable {
        var path: String
        /// As it stands in the example.
        var written: String
        var mark: Mark?

        /// The bytes of the site's file.
        var bytes: [UInt8] { mark == .escapes ? unescaped(Array(written.utf8)) : Array(written.utf8) }
    }

    struct Malformed: Error, CustomStringConvertible {
        var description: String
    }

    /// What stands before the first section.
    var remark = ""
    var both: [File] = []
    var wrong: [File] = []
    var right: [File] = []
    var says = ""

    init(_ text: String) throws {
        var header: (name: String, mark: Mark?)?
        var lines: [Substring] = []
        func end(_ example: inout FaultExample) throws {
            let body = lines.map { $0 + "\n" }.joined()
            guard let (name, mark) = header else {
                example.remark = body.trimmingCharacters(in: .newlines)
                return
            }
            if name == "says" {
                example.says = body
                return
            }
            guard let slash = name.firstIndex(of: "/") else { throw Malformed(description: "there is no section '\(name)'") }
            let file = File(path: String(name[name.index(after: slash)...]), written: body, mark: mark)
            switch name[..<slash] {
            case "both": example.both.append(file)
            case "wrong": example.wrong.append(file)
            case "right": example.right.append(file)
            default: throw Malformed(description: "there is no section '\(name)'")
            }
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0) {
            guard let found = try Self.header(line) else {
                lines.append(line)
                continue
            }
            try end(&self)
            header = found
            lines = []
        }
        try end(&self)
    }

    private static func header(_ line: Substring) throws -> (name: String, mark: Mark?)? {
        guard line.hasPrefix("-- "), line.hasSuffix(" --"), line.count > 6 else { return nil }
        let inner = line.dropFirst(3).dropLast(3)
        guard inner.hasSuffix(")"), let open = inner.range(of: " (") else { return (String(inner), nil) }
        let word = String(inner[open.upperBound...].dropLast())
        guard let mark = Mark(rawValue: word) else { throw Malformed(description: "there is no mark '\(word)'") }
        return (String(inner[..<open.lowerBound]), mark)
    }

    /// The example as a file, as `init` reads it.
    var text: String {
        func section(_ kind: String, _ file: File) -> String {
            "-- \(kind)/\(file.path)\(file.mark.map { " (\($0.rawValue))" } ?? "") --\n" + file.written
        }
        return (remark.isEmpty ? "" : remark + "\n") + both.map { section("both", $0) }.joined() + wrong.map { section("wrong", $0) }.joined()
            + "-- says --\n" + says + right.map { section("right", $0) }.joined()
    }
}

private func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var at = 0
    func number(_ digits: ArraySlice<UInt8>, _ radix: Int) -> Int? { Int(String(decoding: digits, as: UTF8.self), radix: radix) }
    while at < bytes.count {
        let rest = bytes[at...]
        if rest.starts(with: "\\x".utf8), rest.count >= 4, let value = number(bytes[at + 2..<at + 4], 16) {
            out.append(UInt8(value))
            at += 4
        } else if rest.starts(with: "\\*".utf8), let open = rest.firstIndex(of: UInt8(ascii: "{")), let count = number(bytes[at + 2..<open], 10),
            let close = closingBrace(bytes, after: open)
        {
            let inner = unescaped(Array(bytes[open + 1..<close]))
            for _ in 0..<count { out += inner }
            at = close + 1
        } else {
            out.append(bytes[at])
            at += 1
        }
    }
    return out
}

/// The `}` that closes a `{`, with others inside in pairs.
private func closingBrace(_ bytes: [UInt8], after open: Int) -> Int? {
    var depth = 0
    for index in open..<bytes.count {
        if bytes[index] == UInt8(ascii: "{") { depth += 1 }
        if bytes[index] == UInt8(ascii: "}") { depth -= 1 }
        if depth == 0 { return index }
    }
    return nil
}
