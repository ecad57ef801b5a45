import Foundation

/// One question to a server: does this address answer?
struct LinkQuestion: Hashable, Sendable {
    /// The caller's number.
    var number: Int
    var address: String
    /// The head alone; many servers refuse that, and are asked for the whole then.
    var isHead: Bool
}

struct LinkAnswer: Hashable, Sendable {
    var number: Int
    /// 0 when no answer came.
    var status: Int
    /// curl's exit code: 0 when all went well.
    var fault: Int
    /// Where a redirect leads; empty when it is none.
    var location: String
    /// What went wrong, in curl's words; empty when nothing did.
    var message: String
}

/// Asks through `curl`: it is on nearly every machine that builds sites, and speaks TLS with the machine's own certificates. URLSession would make
/// a statically linked program bigger and bind it to one libcurl (Docs/Links.md has the figures).
///
/// The addresses of one host go to one process, which asks one after the other on one connection; so no host is asked twice at a time.
struct LinkProbe: Sendable {
    /// Processes at a time, which is hosts at a time.
    var atOnce = 8
    /// Seconds for one answer.
    var timeout = 30
    /// Times that an address is asked again which timed out or answered 429 or 5xx, with a longer pause each time.
    var retries = 2
    let userAgent: String

    /// The version of curl on this machine; `nil` without curl.
    static func curlVersion() -> String? {
        run(["--version"], reading: true).flatMap { text in
            text.utf8.split(separator: 0x20).dropFirst().first.map { String(Substring($0)) }
        }
    }

    /// - Parameters:
    ///   - questions: In any order.
    ///   - progress: Gets the number of answers so far.
    /// - Returns: The answers that came, in no order: a process that fails gives none for what it had left.
    func ask(_ questions: [LinkQuestion], progress: (Int) -> Void = { _ in }) throws(MachineError) -> [LinkAnswer] {
        var hosts: [String: [LinkQuestion]] = [:]
        for question in questions { hosts[hostAndPort(question.address), default: []].append(question) }
        // The longest queues first; the order is for speed alone.
        var waiting = hosts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map(\.value)[...]
        var running: [RunningCurl] = []
        var answers: [LinkAnswer] = []
        while !waiting.isEmpty || !running.isEmpty {
            while running.count < atOnce, let next = waiting.popFirst() { running.append(try RunningCurl(configuration(next))) }
            var polled = running.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
            _ = poll(&polled, nfds_t(polled.count), -1)
            for index in polled.indices.reversed() where polled[index].revents != 0 {
                if running[index].readSome() { continue }
                running[index].end()
                answers += answersIn(running[index].bytes)
                running.remove(at: index)
            }
            progress(answers.count)
        }
        return answers
    }

    /// A curl configuration: one block for each address. The addresses are percent-encoded, so that none can end its quotes; the check is cheap.
    private func configuration(_ questions: [LinkQuestion]) -> String {
        questions.filter { question in !question.address.utf8.contains { $0 <= 0x20 || $0 == 0x22 || $0 == 0x5C || $0 >= 0x7F } }.map { question in
            """
            url = "\(question.address)"
            globoff
            silent
            output = "/dev/null"
            \(question.isHead ? "head" : "range = \"0-65535\"")
            proto = "=http,https"
            user-agent = "\(userAgent)"
            header = "Accept: text/html,*/*;q=0.8"
            connect-timeout = 10
            max-time = \(timeout)
            retry = \(retries)
            retry-max-time = \(timeout * 2)
            write-out = "\(question.number)\\t%{http_code}\\t%{exitcode}\\t%{redirect_url}\\t%{errormsg}\\n"

            """
        }.joined(separator: "next\n")
    }

    private func answersIn(_ bytes: [UInt8]) -> [LinkAnswer] {
        bytes.split(separator: 0x0A).compactMap { line in
            let fields = line.split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
            guard fields.count >= 5, let number = Int(fields[0]), let status = Int(fields[1]) else { return nil }
            return LinkAnswer(number: number, status: status, fault: Int(fields[2]) ?? (status == 0 ? 1 : 0), location: fields[3], message: fields[4])
        }
    }

    private static func run(_ arguments: [String], reading: Bool) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["curl"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
    }
}

/// A curl at work on one host's addresses.
private struct RunningCurl {
    private let process = Process()
    private let output = Pipe()
    private let configuration: String
    private(set) var bytes: [UInt8] = []

    var descriptor: Int32 { output.fileHandleForReading.fileDescriptor }

    init(_ text: String) throws(MachineError) {
        configuration = FileManager.default.temporaryDirectory.appending(path: "answerable-links-\(UUID().uuidString)").path
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: configuration))
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            // `--disable` first: a user's own settings of curl must not change what is asked.
            process.arguments = ["curl", "--disable", "--config", configuration]
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            process.standardInput = FileHandle.nullDevice
            try process.run()
        } catch {
            throw MachineError("cannot start", "curl", detail: error.localizedDescription)
        }
    }

    /// - Returns: `false` at the end.
    mutating func readSome() -> Bool {
        guard let data = try? output.fileHandleForReading.read(upToCount: 1 << 16), !data.isEmpty else { return false }
        bytes += data
        return true
    }

    func end() {
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: configuration)
    }
}
