/// What an import is asked to do.
package struct ImportOptions: Hashable, Sendable {
    /// The export: a folder or a file, as the kind wants it.
    package var source: String
    /// The site's folder, the one that holds `Content/`. It is made when it doesn't exist.
    package var destination: String
    /// Written on every post whose export names no licence of its own.
    package var licence: String?
    /// Threads asked before this are left out.
    package var since: ImportedTime?
    /// The live site (`https://alcohol.stackexchange.com`), for the links of posts and people. `nil`: what the export tells.
    package var siteURL: String?

    /// Which questions become threads. `nil`: all of a forum, the answered ones of chat and mail.
    package var only: Only?
    /// Only these channels, streams, categories or lists, by name without `#`; empty: all.
    package var channels: [String] = []
    /// Only questions with one of these tags, by slug; empty: all.
    package var tags: [String] = []
    package var people = People.keep
    /// Whether e-mail addresses and telephone numbers are taken out. `nil`: in mail and chat.
    package var redacts: Bool?
    package var questions = Questions.likely
    /// Whether attachments that are part of the export are copied.
    package var copiesAssets = false
    /// Nothing is written; the summary tells what would be.
    package var isDryRun = false

    package enum Only: Hashable, Sendable {
        case all, answered, accepted
        /// The question or an answer has at least so many reactions.
        case reacted(Int)

        /// `all`, `answered`, `accepted` or `reacted:N`.
        package init?(_ text: String) {
            switch text {
            case "all": self = .all
            case "answered": self = .answered
            case "accepted": self = .accepted
            default:
                guard text.utf8.starts(with: "reacted:".utf8), let count = Int(String(decoding: text.utf8.dropFirst(8), as: UTF8.self)), count > 0 else { return nil }
                self = .reacted(count)
            }
        }
    }

    package enum People: String, Hashable, Sendable, CaseIterable {
        /// Under their own names.
        case keep
        /// Under a made-up name, the same in every thread and every import.
        case alias
        /// As `asker`, `helper-1`, …: nothing joins one thread with another.
        case drop
    }

    /// What counts as a question in a chat; see `Docs/Import.md`.
    package enum Questions: String, Hashable, Sendable, CaseIterable {
        /// Threads and reply chains that open with a question.
        case marked
        /// Those, and lone messages that ask, which are written to the log alone.
        case likely
        /// Those, and lone messages as threads of their own, with what others said right after them.
        case guessed
        /// Every thread and reply chain, whatever it opens with.
        case all
    }

    package init(
        source: String, destination: String, licence: String? = nil, since: ImportedTime? = nil, siteURL: String? = nil
    ) {
        self.source = source
        self.destination = destination
        self.licence = licence
        self.since = since
        self.siteURL = siteURL
    }
}

/// How far an import is, for a terminal.
package struct ImportProgress: Hashable, Sendable {
    package enum Stage: String, Hashable, Sendable {
        case reading, choosing, writing, moving
    }

    package var stage: Stage
    /// In bytes of the export while reading, in files afterwards.
    package var done: Int
    package var total: Int
}

/// Is told how far an import is, and stops it by throwing: the site's folder is then as it was. Only while files move into place nothing stops it.
package typealias ImportReporter = (ImportProgress) throws(ImportError) -> Void

/// What an import took, what it left, and what that did to the site's files.
package struct ImportSummary: Hashable, Sendable {
    package var questions = 0
    package var answers = 0
    package var accepted = 0
    package var comments = 0
    package var people = 0
    package var tags = 0

    /// Answers whose question is not in the export.
    package var orphanAnswers = 0
    /// Comments whose post is not in the export or was left out.
    package var orphanComments = 0
    /// Posts that are neither questions nor answers (tag wikis, moderator notices).
    package var otherPosts = 0

    package var filesCreated = 0
    package var filesUpdated = 0
    package var filesUnchanged = 0
    /// Files that differ from what the last import wrote, left alone.
    package var filesEdited = 0
    /// Files that someone deleted since the last import, not written again.
    package var filesDeleted = 0
    /// Items of the last import that the export no longer has; their files stay.
    package var goneFromSource = 0

    /// Messages that became part of the post before them, by the same person.
    package var joined = 0
    /// Questions in the log, taken or not.
    package var logged = 0
    /// E-mail addresses and telephone numbers that were taken out.
    package var redacted = 0
    /// Edited files that got what is new at the source.
    package var filesMerged = 0
    /// Posts of the last import that the export no longer has; they stay in their files.
    package var postsGone = 0
    package var assetsCopied = 0
    /// What else was not taken, and why.
    package var left: [Left] = []

    package struct Left: Hashable, Sendable {
        package var what: String
        package var count: Int

        package init(what: String, count: Int) {
            self.what = what
            self.count = count
        }
    }

    /// The live site that the links point at, when it is known.
    package var siteURL: String?

    package init() {}
}
