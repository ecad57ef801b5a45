import Foundation
import KnowledgeBase

/// The content folder's history, from one `git log` that runs while the files are parsed.
///
/// Git's own settings could change what it prints; those that matter are given, so that the same commit gives the same history everywhere.
/// What an earlier run read is kept inside the repository's `.git`: a history of ten thousand commits takes git seconds, and one more
/// commit a moment.
struct GitHistory {
    private let folder: String
    private let isShallow: Bool
    private let cache: HistoryCache?
    /// The log of the newest commit's ancestors that was read before; empty when nothing is known.
    private let known: [UInt8]
    /// `nil` when everything is known.
    private let running: (process: Process, output: FileHandle)?

    /// Starts `git log`; `nil` without git, outside a repository, in one that git doesn't trust, and before the first commit.
    ///
    /// - Parameter place: Of that folder.
    init?(of folder: String, at place: RepositoryPlace?) {
        guard let place else { return nil }
        self.folder = folder
        isShallow = place.isShallow
        let cache = place.isShallow ? nil : HistoryCache(place, folder: folder)
        self.cache = cache
        let read = cache?.log
        known = read?.bytes ?? []
        if let read, read.isWhole {
            running = nil
            return
        }
        let pipe = Pipe()
        let range = read.map { [$0.commit + ".." + place.commit] } ?? [place.commit]
        let process = gitProcess(
            [
                "--no-replace-objects", "-c", "diff.renameLimit=1000", "log", "--raw", "-z", "--find-renames=50%", "--no-abbrev",
                "--relative", "--no-show-signature", "--no-color", "--encoding=UTF-8", "--use-mailmap", "--format=\(GitLogParser.format)",
            ] + range + ["--", "."], in: folder, output: pipe)
        guard (try? process.run()) != nil else { return nil }
        #if os(Linux)
            // Room for the log of a few thousand commits, so that git needn't wait for the parsing to end.
            _ = fcntl(pipe.fileHandleForReading.fileDescriptor, 1_031 /* F_SETPIPE_SZ */, 1 << 20)
        #endif
        running = (process, pipe.fileHandleForReading)
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
        /// What there is to keep; `nil` when it is too much.
        var fresh: [UInt8]? = []
        if let running {
            while let data = try? running.output.read(upToCount: 1 << 16), !data.isEmpty, !parser.isBroken {
                let bytes = [UInt8](data)
                parser.read(bytes) { builder.take($0) }
                fresh?.append(contentsOf: bytes)
                if fresh.map({ $0.count > Self.keptBytes }) == true { fresh = nil }
            }
            if parser.isBroken { running.process.terminate() }
            running.process.waitUntilExit()
            guard running.process.terminationStatus == 0, !parser.isBroken else { return (ContentHistory(), nil) }
        }
        parser.read(known) { builder.take($0) }
        guard !parser.isBroken else {
            cache?.forget()
            return (ContentHistory(), nil)
        }
        if running != nil, let fresh { cache?.keep(fresh + known) }
        let identities = ids.isEmpty ? [] : deletedIdentities(builder.deletedThreads, ids)
        return (builder.history(byIdentity: identities), builder.newest.map { Instant(secondsSince1970: $0) })
    }

    /// A bigger log is read anew each time.
    private static let keptBytes = 1 << 26

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
