import Foundation

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

/// A repository may come from strangers, and its settings can name programs to run. Reading a history needs none of them: no other host is asked (a
/// promised object that is missing would be fetched by a command of the repository's own), no hook, no watcher of files, no signature program is started; and a
/// folder of the content that looks like a repository is none.
private let gitSettings = ["safe.bareRepository=explicit", "protocol.allow=never", "core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false"]

func gitProcess(_ arguments: [String], in folder: String, output: Pipe) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + gitSettings.flatMap { ["-c", $0] } + arguments
    var environment = ProcessInfo.processInfo.environment
    environment["LC_ALL"] = "C"
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    environment["GIT_NO_LAZY_FETCH"] = "1"
    environment["GIT_ALLOW_PROTOCOL"] = "none"
    environment["GIT_TERMINAL_PROMPT"] = "0"
    process.environment = environment
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    return process
}
