import Diagnostics

/// Puts the spooled rows of some threads together.
struct StackExchangeThreads {
    /// Of the posts, for messages.
    let file: String
    let siteURL: String?
    let licence: String?
    private(set) var diagnostics: [Diagnostic] = []
    private var questions: [Int: XMLRow] = [:]
    private var answers: [Int: [XMLRow]] = [:]
    private var comments: [Int: [XMLRow]] = [:]

    /// The attributes of rows that are needed here.
    static let keptAttributes = [
        "Id", "AcceptedAnswerId", "CreationDate", "Score", "Body", "OwnerUserId", "OwnerDisplayName", "Title", "Tags", "ClosedDate",
        "CommunityOwnedDate", "ContentLicense", "ParentId", "PostId", "Text", "UserId", "UserDisplayName",
    ]

    init(_ rows: [(kind: RowSpool.Kind, row: XMLRow)], file: String, siteURL: String?, licence: String?) {
        self.file = file
        self.siteURL = siteURL
        self.licence = licence
        for (kind, row) in rows {
            switch kind {
            case .question: if let id = row.integer("Id") { questions[id] = row }
            case .answer: if let id = row.integer("ParentId") { answers[id, default: []].append(row) }
            case .comment: if let id = row.integer("PostId") { comments[id, default: []].append(row) }
            }
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

    /// The thread of a question. An outline tells who wrote when, and leaves the texts out.
    mutating func thread(_ id: Int, isOutline: Bool, tags: inout StackExchangeTags, people: StackExchangePeople, in run: inout ThreadImport) -> SourceThread? {
        guard let row = questions[id], var question = post(row, question: id, isOutline, people, &run) else { return nil }
        question.source = siteURL.map { "\($0)/questions/\(id)" }
        let accepted = row.integer("AcceptedAnswerId")
        var replies: [SourcePost] = []
        for answer in answers(of: id) {
            guard let number = answer.integer("Id"), var reply = post(answer, question: id, isOutline, people, &run) else { continue }
            reply.source = siteURL.map { "\($0)/a/\(number)" }
            reply.isAccepted = number == accepted
            if reply.time < question.time, !isOutline {
                diagnostics.append(
                    Diagnostic(
                        .importEarlyAnswer, .warning, "answer \(number) is older than its question \(id)",
                        advice: "its time is written as the question's date, without a time of day", path: file, position: answer.position))
            }
            replies.append(reply)
        }
        var thread = SourceThread(
            id: "se-\(id)", number: String(id), title: singleLine(row.text("Title") ?? ""), tags: tags.slugs(row["Tags"]), question: question, answers: replies)
        thread.closed = Self.time(row, "ClosedDate")
        return thread.inOrder
    }

    private mutating func post(
        _ row: XMLRow, question: Int, _ isOutline: Bool, _ people: StackExchangePeople, _ run: inout ThreadImport
    ) -> SourcePost? {
        guard let id = row.integer("Id"), let time = Self.time(row) else { return nil }
        let author = people.author(id: row.integer("OwnerUserId"), name: row.text("OwnerDisplayName"), question: question, item: "p\(id)", in: &run)
        var post = SourcePost(id: "se-\(id)", author: author, time: time, body: .text(isOutline ? [] : body(row, id)))
        let licence = Self.licence(row, time: time, given: licence)
        post.licence = licence
        post.votes = row.integer("Score")
        post.reactions = max(0, post.votes ?? 0)
        if row["CommunityOwnedDate"] != nil { post.extras.append(.init("community-wiki", "yes")) }
        for comment in (comments[id] ?? []).sorted(by: { Self.order($0) < Self.order($1) }) {
            guard let number = comment.integer("Id"), let said = Self.time(comment) else { continue }
            let author = people.author(id: comment.integer("UserId"), name: comment.text("UserDisplayName"), question: question, item: "c\(number)", in: &run)
            var mini = MiniMarkdown(links: LinkBase(siteURL: siteURL))
            var remark = SourcePost(id: "c\(number)", author: author, time: said, body: .text(isOutline ? [] : mini.markdown(comment["Text"] ?? [])))
            if let score = comment.integer("Score"), score != 0 { remark.extras.append(.init("votes", String(score))) }
            let own = Self.licence(comment, time: said, given: self.licence)
            if own != licence { remark.extras.append(.init("licence", own)) }
            post.comments.append(remark)
        }
        return post
    }

    private mutating func body(_ row: XMLRow, _ id: Int) -> [UInt8] {
        let (body, isFlattened) = HTMLToMarkdown(siteURL: siteURL).convert(row["Body"] ?? [])
        if isFlattened {
            diagnostics.append(
                Diagnostic(
                    .importFlattened, .warning, "the HTML of post \(id) is nested too deeply, so only its text was kept",
                    advice: "mend the text by hand", path: file, position: row.position))
        }
        return body
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
