import Diagnostics

/// What an importer reads out of an export: threads, people and what it left, as values. `ConversationImport` turns it into files,
/// for every kind in the same way.
struct Conversation {
    /// The live site or group (`https://discourse.example`, `discord:1234`), where the export tells: what a folder's imports must agree on.
    var site: String?
    /// A name for a new site.
    var title: String
    /// By the source's own id.
    var people: [String: SourcePerson] = [:]
    var threads: ThreadStore
    /// What the source calls a tag, by slug.
    var tagTitles: [String: String] = [:]
    /// Questions that were met but guessed: they belong into the log, not among the threads.
    var guesses: ThreadStore
    private(set) var left: [ImportSummary.Left] = []
    var diagnostics: [Diagnostic] = []
    /// Where the texts of posts lie until they are written.
    let spool: TextSpool

    init(site: String? = nil, title: String, spool: TextSpool) {
        self.site = site
        self.title = title
        self.spool = spool
        threads = ThreadStore(spool: spool)
        guesses = ThreadStore(spool: spool)
    }

    /// Counts something that was not taken, with the reason.
    mutating func leave(_ what: String, _ count: Int = 1) {
        guard count > 0 else { return }
        if let index = left.firstIndex(where: { $0.what == what }) { left[index].count += count } else { left.append(.init(what: what, count: count)) }
    }

    /// The slug of a tag, remembered with the source's spelling; `nil` when nothing of the name can stand in one.
    mutating func tag(_ name: String) -> String? {
        let name = singleLine(name)
        let slug = tagSlug(name)
        guard !slug.isEmpty, slug != "index", !slug.utf8.starts(with: "index-".utf8) else { return nil }
        if tagTitles[slug] == nil { tagTitles[slug] = name }
        return slug
    }
}

struct SourcePerson {
    /// What the source calls the person in an address: unique there, or `nil`.
    var account: String?
    var name: String
    var links: [String] = []
    var isBot = false
    /// The handle and the identity of the person's file, where the source has rules of its own for them.
    var file: (handle: String, id: String)?

    init(account: String? = nil, name: String, links: [String] = [], isBot: Bool = false, file: (handle: String, id: String)? = nil) {
        self.account = account
        self.name = name
        self.links = links
        self.isBot = isBot
        self.file = file
    }
}

struct SourceThread {
    /// `discourse-5942`: unique in the source and stable from export to export.
    var id: String
    /// Begins the file's name, so that two equal titles are two files.
    var number: String
    var title: String
    var channel: String?
    /// Slugs.
    var tags: [String] = []
    var question: SourcePost
    var answers: [SourcePost] = []
    var closed: ImportedTime?
    /// The slug of the thread that this one repeats.
    var duplicateOf: String?
    /// Other addresses of the thread that links may use, besides its posts' own.
    var addresses: [String] = []
}

/// A question, an answer or a comment.
struct SourcePost {
    /// Unique in its thread and stable.
    var id: String
    /// The id of a person.
    var author: String
    var time: ImportedTime
    var body: SourceBody
    var votes: Int?
    var reactions = 0
    var isAccepted = false
    var source: String?
    var licence: String?
    var extras: [ImportedPost.Extra] = []
    var comments: [SourcePost] = []
    /// How many messages it was made of.
    var messages = 1
    /// Of the messages after its first: addresses that lead to this post too.
    var addresses: [String] = []

    init(id: String, author: String, time: ImportedTime, body: SourceBody) {
        self.id = id
        self.author = author
        self.time = time
        self.body = body
    }
}

/// The Markdown of a post, at hand or in a spool.
enum SourceBody {
    case text([UInt8])
    /// One after the other, with a blank line between.
    case stored([StoredText])

    func bytes(_ spool: TextSpool) -> [UInt8] {
        switch self {
        case .text(let bytes): bytes
        case .stored(let texts): Array(texts.map(spool.bytes).joined(separator: [10]))
        }
    }

    /// Its texts in the spool.
    func stored(_ spool: TextSpool) -> [StoredText] {
        switch self {
        case .text(let bytes): [spool.add(bytes)]
        case .stored(let texts): texts
        }
    }

    mutating func append(_ other: SourceBody, _ spool: TextSpool) { self = .stored(stored(spool) + other.stored(spool)) }
}
