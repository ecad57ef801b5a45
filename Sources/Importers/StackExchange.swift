import Diagnostics

/// Imports a Stack Exchange data dump: a folder with `Posts.xml` and, where present, `Users.xml`, `Comments.xml`, `Tags.xml` and
/// `PostLinks.xml`.
///
/// Two passes: the rows are read once and spooled by thread, then the threads are written a few at a time. Memory grows with the
/// number of posts (some 60 bytes each), not with their size. Returns what was taken and the faults that stopped nothing.
package func importStackExchange(
    _ options: ImportOptions, progress: (ImportProgress) -> Void = { _ in }
) throws(ImportError) -> (ImportSummary, [Diagnostic]) {
    var dump = StackExchangeDump(options)
    try dump.check()
    var site = try SiteFolder(options.destination, kind: "stackexchange")
    do throws(ImportError) {
        let result = try dump.run(into: &site, progress: progress)
        return result
    } catch {
        site.abandon()
        throw error
    }
}

struct StackExchangeDump {
    private let options: ImportOptions
    private var summary = ImportSummary()
    private var diagnostics: [Diagnostic] = []
    /// Faults of rows; any of them stops the import at the end of the reading.
    private var faults: [Diagnostic] = []

    /// Question of each question and answer.
    private var questionOfPost: [Int: Int] = [:]
    private var beforeSince: Set<Int> = []
    private var people: StackExchangePeople
    private var links = StackExchangeLinks()
    private var tags = StackExchangeTags()
    private var siteURL: String?

    private static let mostFaults = 100

    init(_ options: ImportOptions) {
        self.options = options
        people = StackExchangePeople()
    }

    private func file(_ name: String) -> XMLRowFile { XMLRowFile(path: options.source + "/" + name, name: name) }
    private func has(_ name: String) -> Bool { FileCalls.size(options.source + "/" + name) != nil }

    /// What can be known before anything is read.
    func check() throws(ImportError) {
        guard has("Posts.xml") else {
            throw .brokenSource([
                Diagnostic(
                    .importMissingFile, .error, "there is no 'Posts.xml' in '\(options.source)'",
                    advice: "unpack the dump's .7z file and give the folder that holds 'Posts.xml'", path: options.source)
            ])
        }
    }

    mutating func run(
        into site: inout SiteFolder, progress: (ImportProgress) -> Void
    ) throws(ImportError) -> (ImportSummary, [Diagnostic]) {
        let sizes = ["PostLinks.xml", "Tags.xml", "Posts.xml", "Comments.xml", "Users.xml"].map { FileCalls.size(options.source + "/" + $0) ?? 0 }
        let total = sizes.reduce(0, +)
        var before = 0
        func report(_ done: Int) { progress(ImportProgress(stage: .reading, done: before + done, total: total)) }

        var spool = try RowSpool(folder: site.spool, names: Self.keptAttributes, expected: sizes[2] + sizes[3])
        defer { spool.finish() }
        if has("PostLinks.xml") { try readLinks(report) }
        before += sizes[0]
        if has("Tags.xml") { try readTags(report) }
        before += sizes[1]
        try readPosts(into: &spool, report)
        before += sizes[2]
        if has("Comments.xml") { try readComments(into: &spool, report) }
        before += sizes[3]

        siteURL = options.siteURL.map(Self.withoutSlash) ?? links.site(folder: options.source)
        if let last = site.lastSite, let siteURL, last != siteURL {
            throw .brokenSource([
                Diagnostic(
                    .importOtherSite, .error, "this folder holds an import of '\(last)', and the dump is one of '\(siteURL)'",
                    advice: "import each site into a folder of its own", path: options.destination)
            ])
        }
        site.setSite(siteURL)
        people.siteURL = siteURL
        if has("Users.xml") { try readUsers(into: &site, report) }
        guard faults.isEmpty else { throw .brokenSource(faults) }
        try people.finish(into: &site)

        diagnostics += links.resolveDuplicates(site: site)
        for bucket in 0..<spool.bucketCount {
            progress(ImportProgress(stage: .writing, done: bucket, total: spool.bucketCount))
            try writeThreads(spool.rows(bucket), into: &site)
        }
        summary.beforeSince = beforeSince.count
        for id in beforeSince { site.keep("se-\(id)") }
        summary.tags = try tags.write(into: &site, siteURL: siteURL, licence: options.licence)
        summary.people = people.count
        summary.siteURL = siteURL

        let gone = try site.commit(siteTitle: Self.title(siteURL: siteURL, source: options.source), progress: progress)
        for id in gone where id.hasPrefix("se-") && !id.hasPrefix("se-user-") && !id.hasPrefix("se-tag-") {
            summary.goneFromSource += 1
            diagnostics.append(
                Diagnostic(
                    .importGone, .warning, "the dump no longer has '\(id)'; its file stays",
                    advice: "delete the file if the question is to go", path: "Posts.xml"))
        }
        diagnostics += site.diagnostics
        summary.filesCreated = site.created
        summary.filesUpdated = site.updated
        summary.filesUnchanged = site.unchanged
        summary.filesEdited = site.edited
        summary.filesMerged = site.merged
        summary.filesDeleted = site.deleted
        return (summary, diagnostics)
    }

    // MARK: Reading

    private static let keptAttributes = [
        "Id", "AcceptedAnswerId", "CreationDate", "Score", "Body", "OwnerUserId", "OwnerDisplayName", "Title", "Tags", "ClosedDate",
        "CommunityOwnedDate", "ContentLicense", "ParentId", "PostId", "Text", "UserId", "UserDisplayName",
    ]

    private mutating func fault(_ file: String, _ row: XMLRow, _ what: String) {
        guard faults.count < Self.mostFaults else { return }
        faults.append(
            Diagnostic(
                .importRow, .error, "line \(row.line), near byte \(row.byte): \(what)",
                advice: "mend or remove the row; nothing was written", path: file))
    }

    /// The row's number under a name that it must have.
    private mutating func number(_ name: String, of row: XMLRow, in file: String) -> Int? {
        guard let value = row[name] else {
            fault(file, row, "a row has no '\(name)'")
            return nil
        }
        guard let number = Int(String(decoding: value, as: UTF8.self)), number > 0 else {
            fault(file, row, "'\(name)' is no positive whole number: '\(String(decoding: value.prefix(40), as: UTF8.self))'")
            return nil
        }
        return number
    }

    private mutating func time(of row: XMLRow, in file: String, _ name: String = "CreationDate") -> ImportedTime? {
        guard let value = row[name] else {
            fault(file, row, "a row has no '\(name)'")
            return nil
        }
        guard let time = ImportedTime(iso: value) else {
            fault(file, row, "'\(name)' is no date and time that exists: '\(String(decoding: value.prefix(40), as: UTF8.self))'")
            return nil
        }
        return time
    }

    private mutating func readLinks(_ report: (Int) -> Void) throws(ImportError) {
        try file("PostLinks.xml").forEachRow(progress: report) { (row) throws(ImportError) in
            guard let id = number("Id", of: row, in: "PostLinks.xml"), let post = number("PostId", of: row, in: "PostLinks.xml"),
                let related = number("RelatedPostId", of: row, in: "PostLinks.xml")
            else { return }
            links.add(id: id, from: post, to: related, isDuplicate: row.integer("LinkTypeId") == 3)
        }
    }

    private mutating func readTags(_ report: (Int) -> Void) throws(ImportError) {
        try file("Tags.xml").forEachRow(progress: report) { (row) throws(ImportError) in
            guard let name = row.text("TagName") else {
                fault("Tags.xml", row, "a row has no 'TagName'")
                return
            }
            tags.declare(name, excerptPost: row.integer("ExcerptPostId"), wikiPost: row.integer("WikiPostId"))
        }
    }

    private mutating func readPosts(into spool: inout RowSpool, _ report: (Int) -> Void) throws(ImportError) {
        try file("Posts.xml").forEachRow(progress: report) { (row) throws(ImportError) in
            guard let id = number("Id", of: row, in: "Posts.xml"), let type = number("PostTypeId", of: row, in: "Posts.xml") else { return }
            guard type == 1 || type == 2 else {
                summary.otherPosts += 1
                if let body = row["Body"] { tags.addWiki(post: id, body: body) }
                return
            }
            guard let time = time(of: row, in: "Posts.xml") else { return }
            if row["ClosedDate"] != nil, self.time(of: row, in: "Posts.xml", "ClosedDate") == nil { return }
            guard let body = row["Body"] else {
                fault("Posts.xml", row, "post \(id) has no 'Body'")
                return
            }
            if row["Score"] != nil, row.integer("Score") == nil { fault("Posts.xml", row, "'Score' of post \(id) is no whole number") }
            var question = id
            if type == 1 {
                guard let title = row.text("Title") else {
                    fault("Posts.xml", row, "question \(id) has no 'Title'")
                    return
                }
                links.foundQuestion(id, title: title)
            } else {
                guard let parent = number("ParentId", of: row, in: "Posts.xml") else { return }
                question = parent
            }
            guard questionOfPost.updateValue(question, forKey: id) == nil else {
                fault("Posts.xml", row, "the id \(id) is given to a second post")
                return
            }
            if type == 1, let since = options.since, time < since {
                beforeSince.insert(id)
                return
            }
            links.lookForSite(in: body, of: id)
            people.note(id: row.integer("OwnerUserId"), name: row.text("OwnerDisplayName"))
            try spool.add(row, type == 1 ? .question : .answer, thread: question)
        }
    }

    private mutating func readComments(into spool: inout RowSpool, _ report: (Int) -> Void) throws(ImportError) {
        try file("Comments.xml").forEachRow(progress: report) { (row) throws(ImportError) in
            guard number("Id", of: row, in: "Comments.xml") != nil, let post = number("PostId", of: row, in: "Comments.xml"),
                time(of: row, in: "Comments.xml") != nil
            else { return }
            guard row["Text"] != nil else {
                fault("Comments.xml", row, "a comment has no 'Text'")
                return
            }
            guard let question = questionOfPost[post], !beforeSince.contains(question) else {
                summary.orphanComments += 1
                return
            }
            people.note(id: row.integer("UserId"), name: row.text("UserDisplayName"))
            try spool.add(row, .comment, thread: question)
        }
    }

    private mutating func readUsers(into site: inout SiteFolder, _ report: (Int) -> Void) throws(ImportError) {
        try file("Users.xml").forEachRow(progress: report) { (row) throws(ImportError) in
            guard let text = row["Id"], let id = Int(String(decoding: text, as: UTF8.self)) else {
                fault("Users.xml", row, "a user has no 'Id' that is a whole number")
                return
            }
            try people.add(id: id, name: row.text("DisplayName"), into: &site)
        }
    }

    // MARK: Writing

    private mutating func writeThreads(
        _ rows: [(kind: RowSpool.Kind, row: XMLRow)], into site: inout SiteFolder
    ) throws(ImportError) {
        var assembly = StackExchangeThreads(siteURL: siteURL, licence: options.licence)
        for (kind, row) in rows { assembly.add(row, kind) }
        for id in assembly.questionIDs {
            guard let thread = try assembly.thread(id, links: links, tags: &tags, people: &people, site: &site) else { continue }
            summary.questions += 1
            summary.answers += thread.answers.count
            summary.accepted += thread.answers.count { $0.isAccepted }
            summary.comments += thread.question.comments.count + thread.answers.reduce(0) { $0 + $1.comments.count }
            try site.place(thread)
        }
        for id in assembly.orphanQuestionIDs {
            if beforeSince.contains(id) { continue }
            for row in assembly.answers(of: id) {
                summary.orphanAnswers += 1
                diagnostics.append(
                    Diagnostic(
                        .importOrphan, .warning, "line \(row.line): answer \(row.integer("Id") ?? 0) is left out, because the dump has no question \(id)",
                        advice: "get a complete dump if the answer matters", path: "Posts.xml"))
            }
            summary.orphanComments += assembly.commentCount(of: id)
        }
        diagnostics += assembly.diagnostics
    }

    private static func withoutSlash(_ url: String) -> String {
        var url = url
        while url.utf8.last == UInt8(ascii: "/") { url.unicodeScalars.removeLast() }
        return url
    }

    /// The site's host, or the name of the dump's folder.
    private static func title(siteURL: String?, source: String) -> String {
        let text = siteURL ?? source
        return text.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? "Questions and answers"
    }
}
