import Diagnostics

/// Puts the spooled rows of some threads together.
struct StackExchangeThreads {
    let siteURL: String?
    let licence: String?
    private(set) var diagnostics: [Diagnostic] = []
    private var questions: [Int: XMLRow] = [:]
    private var answers: [Int: [XMLRow]] = [:]
    private var comments: [Int: [XMLRow]] = [:]

    init(siteURL: String?, licence: String?) {
        self.siteURL = siteURL
        self.licence = licence
    }

    mutating func add(_ row: XMLRow, _ kind: RowSpool.Kind) {
        switch kind {
        case .question: if let id = row.integer("Id") { questions[id] = row }
        case .answer: if let id = row.integer("ParentId") { answers[id, default: []].append(row) }
        case .comment: if let id = row.integer("PostId") { comments[id, default: []].append(row) }
        }
    }

    var questionIDs: [Int] { questions.keys.sorted() }
    var orphanQuestionIDs: [Int] { answers.keys.filter { questions[$0] == nil }.sorted() }

    func answers(of question: Int) -> [XMLRow] {
        (answers[question] ?? []).sorted { Self.order($0) < Self.order($1) }
    }

    /// Comments on the answers of a question that isn't there.
    func commentCount(of question: Int) -> Int {
        (answers[question] ?? []).reduce(0) { $0 + (comments[$1.integer("Id") ?? 0]?.count ?? 0) }
    }

    private static func time(_ row: XMLRow, _ name: String = "CreationDate") -> ImportedTime? { row[name].flatMap { ImportedTime(iso: $0) } }

    /// By the whole text of the time, milliseconds included, then by id.
    private static func order(_ row: XMLRow) -> (String, Int) { (row.text("CreationDate") ?? "", row.integer("Id") ?? 0) }

    mutating func thread(
        _ id: Int, links: StackExchangeLinks, tags: inout StackExchangeTags, people: inout StackExchangePeople, site: inout SiteFolder
    ) throws(ImportError) -> ImportedThread? {
        guard let row = questions[id], var question = try post(row, question: id, people: &people, site: &site) else { return nil }
        question.source = siteURL.map { "\($0)/questions/\(id)" }
        let accepted = row.integer("AcceptedAnswerId")
        var replies: [ImportedPost] = []
        for answer in answers(of: id) {
            guard let number = answer.integer("Id"), var reply = try post(answer, question: id, people: &people, site: &site) else { continue }
            reply.source = siteURL.map { "\($0)/a/\(number)" }
            reply.isAccepted = number == accepted
            if reply.time < question.time {
                diagnostics.append(
                    Diagnostic(
                        .importEarlyAnswer, .warning, "line \(answer.line): answer \(number) is older than its question \(id)",
                        advice: "its time is written as the question's date, without a time of day", path: "Posts.xml"))
                reply.extras.append(.init("original-time", reply.time.text))
                reply.time = ImportedTime(seconds: question.time.seconds, isDateOnly: true)
            }
            replies.append(reply)
        }
        let title = singleLine(row.text("Title") ?? "")
        var duplicateOf: String?
        if let original = links.original(of: id) {
            if let slug = original.slug {
                duplicateOf = slug
            } else if let siteURL {
                question.extras.append(.init("duplicate-of", "\(siteURL)/questions/\(original.id)"))
            }
        }
        return ImportedThread(
            id: "se-\(id)", title: title.isEmpty ? "Question \(id)" : title, slug: slug(number: id, title: title),
            tags: tags.slugs(row["Tags"]), question: question, answers: replies, closed: Self.time(row, "ClosedDate"),
            duplicateOf: duplicateOf)
    }

    private mutating func post(
        _ row: XMLRow, question: Int, people: inout StackExchangePeople, site: inout SiteFolder
    ) throws(ImportError) -> ImportedPost? {
        guard let id = row.integer("Id"), let time = Self.time(row) else { return nil }
        let (body, isFlattened) = HTMLToMarkdown(siteURL: siteURL).convert(row["Body"] ?? [])
        if isFlattened {
            diagnostics.append(
                Diagnostic(
                    .importFlattened, .warning, "line \(row.line): the HTML of post \(id) is nested too deeply, so only its text was kept",
                    advice: "mend the text by hand", path: "Posts.xml"))
        }
        let licence = Self.licence(row, time: time, given: licence)
        let author = try people.handle(
            id: row.integer("OwnerUserId"), name: row.text("OwnerDisplayName"), question: question, item: "p\(id)", into: &site)
        var post = ImportedPost(author: author, time: time, body: body, votes: row.integer("Score"), licence: licence)
        post.id = "se-\(id)"
        if row["CommunityOwnedDate"] != nil { post.extras.append(.init("community-wiki", "yes")) }
        for comment in (comments[id] ?? []).sorted(by: { Self.order($0) < Self.order($1) }) {
            guard let number = comment.integer("Id"), let said = Self.time(comment) else { continue }
            var mini = MiniMarkdown(links: LinkBase(siteURL: siteURL))
            let author = try people.handle(
                id: comment.integer("UserId"), name: comment.text("UserDisplayName"), question: question, item: "c\(number)", into: &site)
            var extras: [ImportedPost.Extra] = []
            if let score = comment.integer("Score"), score != 0 { extras.append(.init("votes", String(score))) }
            let own = Self.licence(comment, time: said, given: self.licence)
            if own != licence { extras.append(.init("licence", own)) }
            post.comments.append(ImportedComment(author: author, time: said, body: mini.markdown(comment["Text"] ?? []), extras: extras))
        }
        return post
    }

    /// The row's own licence, else the one that was asked for, else the network's at that time: CC BY-SA 2.5 until 2011-04-08, 3.0 until
    /// 2018-05-02, then 4.0.
    private static func licence(_ row: XMLRow, time: ImportedTime, given: String?) -> String {
        if let own = row.text("ContentLicense"), !own.isEmpty { return own }
        if let given { return given }
        if time.seconds < 1_302_220_800 { return "CC BY-SA 2.5" }
        return time.seconds < 1_525_219_200 ? "CC BY-SA 3.0" : "CC BY-SA 4.0"
    }
}
