import Foundation

/// Where in which repository a folder lies.
struct RepositoryPlace: Sendable {
    let isShallow: Bool
    /// The name of HEAD's commit.
    let commit: String
    /// The folder's path in the repository, with a `/` at its end; "" for the root.
    let prefix: String
    /// The repository's root.
    let root: String
    /// A file of the program's own inside `.git`.
    let cache: String

    /// `nil` without git, outside a repository, and before the first commit.
    init?(of folder: String) {
        let question = ["rev-parse", "--is-shallow-repository", "HEAD", "--show-prefix", "--show-toplevel", "--git-path", "answerable-history"]
        guard let answer = gitOutput(question, in: folder) else { return nil }
        let lines = answer.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count >= 5, lines[1].utf8.count >= 40, lines[1].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else { return nil }
        isShallow = lines[0] == "true"
        commit = lines[1]
        prefix = lines[2]
        root = lines[3]
        cache = lines[4].utf8.first == UInt8(ascii: "/") ? lines[4] : folder + "/" + lines[4]
    }
}

/// The log of the folder as an earlier run read it, kept as git printed it.
///
/// Git lists the log of a commit as that of its last ancestors followed by the one before, as long as nothing was merged in between. So it is
/// used then alone, and the history is what git would print from the beginning.
struct HistoryCache {
    private let path: String
    private let title: String
    private let commit: String
    /// What is known: whether it is all, the log, and the commit at which it ends.
    let log: (isWhole: Bool, bytes: [UInt8], commit: String)?

    init(_ place: RepositoryPlace, folder: String) {
        path = place.cache
        commit = place.commit
        // The names of authors come from the mailmap as it is in the work tree.
        let mailmap = readOwnFile(place.root + "/.mailmap", limit: 1 << 24)
        title = "answerable history 1 \(contentHash(Array(place.prefix.utf8))) \(mailmap.map(contentHash) ?? "-") "
        guard let bytes = readOwnFile(place.cache, limit: 1 << 28), let end = bytes.firstIndex(of: 0x0A), bytes.starts(with: title.utf8) else {
            log = nil
            return
        }
        let known = String(decoding: bytes[title.utf8.count..<end], as: UTF8.self)
        let rest = Array(bytes[(end + 1)...])
        if known == place.commit {
            log = (true, rest, known)
        } else if known.utf8.count >= 40, known.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }), Self.isStraight(from: known, to: place.commit, folder) {
            log = (false, rest, known)
        } else {
            log = nil
        }
    }

    /// Whether one commit follows the other in a line without merges.
    private static func isStraight(from old: String, to new: String, _ folder: String) -> Bool {
        guard gitBytes(["merge-base", "--is-ancestor", old, new], in: folder) != nil else { return false }
        return gitOutput(["rev-list", "--count", "--min-parents=2", old + ".." + new], in: folder)?.utf8.elementsEqual("0\n".utf8) == true
    }

    /// A folder that can't be written only costs time.
    func keep(_ log: [UInt8]) { try? writeOwnFile(Array((title + commit + "\n").utf8) + log, at: path) }

    func forget() { unlink(path) }
}
