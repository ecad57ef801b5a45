import Diagnostics
import Importers

/// What an import tells at its end: what was taken, what became of the files, what was left and why, and what to do next.
struct ImportReport {
    let kind: ImportKind
    let summary: ImportSummary
    let site: String
    let isDryRun: Bool

    var text: String {
        var lines: [String] = []
        if isDryRun { lines.append("nothing was written; this is what would be") }
        lines.append(
            "\(counted(summary.questions, "question")), \(counted(summary.answers, "answer")) (\(summary.accepted) accepted), "
                + "\(counted(summary.comments, "comment")), \(counted(summary.people, "person", "people")), \(counted(summary.tags, "tag"))")
        lines.append("\(counted(summary.filesCreated, "file")) new, \(summary.filesUpdated) updated, \(summary.filesUnchanged) unchanged")
        if summary.logged > 0 { lines.append("\(counted(summary.logged, "question")) in the log (Content/log/import-\(kind.rawValue).csv)") }
        lines += notes.filter { $0.0 > 0 }.map(Self.line)
        if !left.isEmpty { lines += ["left, and why:"] + left.map { "  " + Self.line($0) } }
        if !isDryRun { lines += next }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The same for programs: `taken`, `log`, `files`, `redacted`, `left` and what `diagnostics` there are.
    func json(_ diagnostics: [Diagnostic]) -> [UInt8] {
        jsonObject { json in
            json.member("kind", kind.rawValue)
            json.member("into", site)
            json.key("dryRun")
            json.boolean(isDryRun)
            json.key("site")
            if let address = summary.siteURL { json.string(address) } else { json.null() }
            json.key("taken")
            json.object { json in
                json.member("questions", summary.questions)
                json.member("answers", summary.answers)
                json.member("accepted", summary.accepted)
                json.member("comments", summary.comments)
                json.member("people", summary.people)
                json.member("tags", summary.tags)
                json.member("logged", summary.logged)
                json.member("joined", summary.joined)
                json.member("attachments", summary.assetsCopied)
            }
            json.key("files")
            json.object { json in
                json.member("new", summary.filesCreated)
                json.member("updated", summary.filesUpdated)
                json.member("unchanged", summary.filesUnchanged)
                json.member("merged", summary.filesMerged)
                json.member("edited", summary.filesEdited)
                json.member("deleted", summary.filesDeleted)
            }
            json.key("gone")
            json.object { json in
                json.member("threads", summary.goneFromSource)
                json.member("posts", summary.postsGone)
            }
            json.member("redacted", summary.redacted)
            json.key("left")
            json.array { json in
                for (count, why) in left {
                    json.object { json in
                        json.member("count", count)
                        json.member("why", why)
                    }
                }
            }
            json.key("diagnostics")
            JSONPrinter().write(diagnostics, into: &json) { _ in nil }
        }
    }

    /// "1 message left out", "2 messages left out": the first word that is a plural names what was counted.
    private static func line(_ note: (count: Int, what: String)) -> String {
        let plurals = [
            "messages", "posts", "mails", "questions", "answers", "comments", "files", "threads", "topics", "discussions", "channels",
            "streams", "groups", "requests", "attachments", "conversations",
        ]
        guard note.count == 1, let plural = plurals.compactMap({ note.what.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }) else {
            return "\(note.count) \(note.what)"
        }
        return "1 " + note.what[..<plural.upperBound].dropLast() + note.what[plural.upperBound...]
    }

    private var notes: [(Int, String)] {
        [
            (summary.filesMerged, "edited files that got what is new at the source, with the edits kept"),
            (summary.filesEdited, "files that somebody edited, left as they are"),
            (summary.filesDeleted, "files that somebody deleted, not written again"),
            (summary.goneFromSource, "threads that the export no longer has, kept"),
            (summary.postsGone, "posts that the export no longer has, kept in their files"),
            (summary.joined, "messages joined with the one before, by the same person"),
            (summary.redacted, "e-mail addresses and telephone numbers taken out" + (isDryRun ? "" : " (the list: .answerable/import-\(kind.rawValue)-redacted.tsv)")),
            (summary.assetsCopied, "attachments copied"),
        ]
    }

    /// Only where there is something to say; the largest first.
    private var left: [(Int, String)] {
        let own = [
            (summary.orphanAnswers, "answers left out: their question is not in the export"),
            (summary.orphanComments, "comments left out: their post is not in the export"),
            (summary.otherPosts, "posts left out: neither question nor answer"),
        ]
        let all = own + summary.left.map { ($0.count, $0.what) }
        return all.enumerated().filter { $0.element.0 > 0 }.sorted { ($1.element.0, $0.offset) < ($0.element.0, $1.offset) }.map(\.element)
    }

    private var next: [String] {
        guard summary.questions > 0 else {
            let isChosen = kind.isChat ? "--only all takes questions without an answer too, --questions guessed or all more of the talk" : "--only all takes every question"
            return ["no thread was written: \(isChosen)"]
        }
        guard summary.filesCreated + summary.filesUpdated + summary.filesMerged > 0 else { return [] }
        return ["next: answerable check --site \(site), then answerable build --site \(site)"]
    }
}
