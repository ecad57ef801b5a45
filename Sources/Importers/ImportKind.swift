import Diagnostics

/// What kind of export is imported; the raw value is what the command line calls it.
package enum ImportKind: String, Hashable, Sendable, CaseIterable {
    case stackexchange, discourse, github, slack, zulip, discord, telegram, mbox

    /// Not a forum: people didn't write for strangers, so addresses are redacted, and most of it is no question.
    package var isChat: Bool {
        switch self {
        case .stackexchange, .discourse, .github: false
        case .slack, .zulip, .discord, .telegram, .mbox: true
        }
    }

    /// What PATH is.
    package var source: String {
        switch self {
        case .stackexchange: "the dump's folder, with Posts.xml in it"
        case .discourse: "a topic's JSON (/t/ID.json), or a folder of them or of single posts"
        case .github: "JSON of discussions (GraphQL) or of issues and comments (REST), a file or a folder"
        case .slack: "the export, as the zip it comes in or unpacked"
        case .zulip: "the official export's folder, or one of zulip-archive"
        case .discord: "DiscordChatExporter's JSON, a file or a folder"
        case .telegram: "Telegram Desktop's result.json, or its folder"
        case .mbox: "an mbox file, or a folder of them"
        }
    }
}

/// Reads the files of an export into a conversation whose texts lie in the spool.
typealias ConversationReader = @Sendable (ImportOptions, ExportFiles, TextSpool) throws(ImportError) -> Conversation

/// One row for each source that is read into a conversation.
private let readers: [(kind: ImportKind, read: ConversationReader)] = [
    (.discourse, readDiscourse),
    (.github, readGitHub),
    (.slack, readSlack),
    (.zulip, readZulip),
    (.discord, readDiscord),
    (.telegram, readTelegram),
    (.mbox, readMbox),
]

/// Imports an export of any kind. Returns what was taken and the faults that stopped nothing; any other fault leaves the site as it was.
package func runImport(
    _ kind: ImportKind, _ options: ImportOptions, progress: @escaping ImportReporter = { _ in }
) throws(ImportError) -> (ImportSummary, [Diagnostic]) {
    for reader in readers where reader.kind == kind {
        let files = try ExportFiles(options.source, meter: ImportMeter(progress))
        let spool = TextSpool(near: options.destination)
        let conversation = try reader.read(options, files, spool)
        try spool.check()
        return try ThreadImport.run(kind, options, files, conversation, progress: progress)
    }
    return try importStackExchange(options, progress: progress)
}
