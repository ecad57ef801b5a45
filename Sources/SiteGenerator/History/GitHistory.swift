import Foundation
import KnowledgeBase

/// The content folder's history, from one `git log` that runs while the files are parsed.
///
/// Git's own settings could change what it prints; those that matter are given, so that the same commit gives the same history everywhere.
struct GitHistory {
    private let folder: String
    private let isShallow: Bool
    private let process: Process
    private let output: FileHandle

    /// Starts `git log`; `nil` without git, outside a repository, and in one that git doesn't trust.
    init?(of folder: String) {
        guard let answer = gitOutput(["rev-parse", "--is-shallow-repository"], in: folder) else { return nil }
        self.folder = folder
        isShallow = answer.utf8.starts(with: "true".utf8)
        let pipe = Pipe()
        process = gitProcess(
            [
                "--no-replace-objects", "-c", "log.showSignature=false", "-c", "diff.renameLimit=1000", "log", "--raw", "-z", "--find-renames=50%", "--no-abbrev",
                "--relative", "--no-show-signature", "--no-color", "--encoding=UTF-8", "--use-mailmap", "--format=\(GitLogParser.format)", "--", ".",
            ], in: folder, output: pipe)
        output = pipe.fileHandleForReading
        guard (try? process.run()) != nil else { return nil }
        #if os(Linux)
            // Room for the log of a few thousand commits, so that git needn't wait for the parsing to end.
            _ = fcntl(output.fileDescriptor, 1_031 /* F_SETPIPE_SZ */, 1 << 20)
        #endif
    }

    /// Reads the log to its end.
    ///
    /// - Parameters:
    ///   - paths: The content files of today, below the content folder.
    ///   - ids: The threads of today that have an `id`, as id and path.
    /// - Returns: The history, and the committer time of the newest commit that touched the folder. Nothing of a log that breaks off.
    func read(paths: [String], ids: [(id: String, path: String)]) -> (history: ContentHistory, newest: Instant?) {
        var builder = HistoryBuilder(paths: paths, isShallow: isShallow)
        var parser = GitLogParser()
        while let bytes = try? output.read(upToCount: 1 << 16), !bytes.isEmpty, !parser.isBroken { parser.read(bytes) { builder.take($0) } }
        if parser.isBroken { process.terminate() }
        process.waitUntilExit()
        guard process.terminationStatus == 0, !parser.isBroken else { return (ContentHistory(), nil) }
        let identities = ids.isEmpty ? [] : deletedIdentities(builder.deletedThreads, ids)
        return (builder.history(byIdentity: identities), builder.newest.map { Instant(secondsSince1970: $0) })
    }

    /// The last words on this many deleted threads are looked at: their names fit into a pipe while nobody reads the answers.
    private static let deletedThreadLimit = 1_000

    /// Which deleted threads live on under another name, because a thread of today has their `id`.
    private func deletedIdentities(_ deleted: [[UInt8]: String], _ ids: [(id: String, path: String)]) -> [(old: [UInt8], new: String)] {
        guard !deleted.isEmpty else { return [] }
        let today = Dictionary(ids.map { ($0.id, $0.path) }, uniquingKeysWith: { first, _ in first })
        let asked = deleted.sorted { $0.key.lexicographicallyPrecedes($1.key) }.prefix(Self.deletedThreadLimit)
        let question = asked.map { $0.value + "\n" }.joined()
        guard let answer = gitBytes(["cat-file", "--batch"], in: folder, input: Array(question.utf8)) else { return [] }
        return zip(asked, batchContents(answer)).compactMap { file, content in
            content.flatMap(threadIdentity).flatMap { today[$0] }.map { (file.key, $0) }
        }
    }
}

/// The answers of `git cat-file --batch`, one for each name asked: `NAME SP TYPE SP SIZE LF CONTENT LF`, or `NAME SP missing LF`.
func batchContents(_ bytes: [UInt8]) -> [ArraySlice<UInt8>?] {
    var contents: [ArraySlice<UInt8>?] = []
    var at = 0
    while at < bytes.count, let end = bytes[at...].firstIndex(of: 0x0A) {
        let words = bytes[at..<end].split(separator: 0x20)
        at = end + 1
        guard words.count == 3, let size = Int(String(decoding: words[2], as: UTF8.self)), size >= 0, at + size < bytes.count else {
            contents.append(nil)
            continue
        }
        contents.append(bytes[at..<at + size])
        at += size + 1
    }
    return contents
}

/// The `id` that the front matter at the top of a thread's text gives it.
func threadIdentity(_ text: ArraySlice<UInt8>) -> String? {
    for line in text.prefix(8_192).split(separator: 0x0A).dropFirst() {
        if line.starts(with: "---".utf8) { return nil }
        guard line.starts(with: "id:".utf8) else { continue }
        let marks: [UInt8] = [0x20, 0x09, 0x0D, UInt8(ascii: "\""), UInt8(ascii: "'")]
        let value = line.dropFirst(3).drop { marks.contains($0) }
        let end = value.lastIndex { !marks.contains($0) }
        return end.map { String(decoding: value[...$0], as: UTF8.self) }
    }
    return nil
}

/// What git prints; `nil` when it fails or isn't there.
func gitOutput(_ arguments: [String], in folder: String) -> String? {
    gitBytes(arguments, in: folder).map { String(decoding: $0, as: UTF8.self) }
}

/// - Parameter input: At most what a pipe holds.
func gitBytes(_ arguments: [String], in folder: String, input: [UInt8] = []) -> [UInt8]? {
    let output = Pipe()
    let process = gitProcess(arguments, in: folder, output: output)
    let pipe = Pipe()
    if !input.isEmpty { process.standardInput = pipe }
    guard (try? process.run()) != nil else { return nil }
    if !input.isEmpty {
        try? pipe.fileHandleForWriting.write(contentsOf: input)
        try? pipe.fileHandleForWriting.close()
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? Array(data) : nil
}

private func gitProcess(_ arguments: [String], in folder: String, output: Pipe) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    var environment = ProcessInfo.processInfo.environment
    environment["LC_ALL"] = "C"
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    process.environment = environment
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    return process
}
