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
        case reading, writing, moving
    }

    package var stage: Stage
    /// In bytes of the export while reading, in files afterwards.
    package var done: Int
    package var total: Int
}

/// What an import took, what it left, and what that did to the site's files.
package struct ImportSummary: Hashable, Sendable {
    package var questions = 0
    package var answers = 0
    package var accepted = 0
    package var comments = 0
    package var people = 0
    package var tags = 0

    /// Threads left out because they were asked before `since`.
    package var beforeSince = 0
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

    /// The live site that the links point at, when it is known.
    package var siteURL: String?

    package init() {}
}
