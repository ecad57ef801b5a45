import Diagnostics

/// Reads a dump's files row by row: posts and comments into the spool, everything else into what is known of the site.
struct StackExchangeReader {
    private let files: StackExchangeFiles
    var links = StackExchangeLinks()
    var tags = StackExchangeTags()
    /// Faults of rows; any of them stops the import at the end of the reading.
    private var faults: [Diagnostic] = []
    /// Accounts that wrote something.
    private(set) var accounts: Set<Int> = []
    private(set) var otherPosts = 0
    private(set) var orphanComments = 0
    /// Question of each question and answer.
    private var questionOfPost: [Int: Int] = [:]

    init(_ files: StackExchangeFiles) { self.files = files }

    mutating func read(into rows: inout RowSpool, _ meter: ImportMeter) throws(ImportError) {
        try forEachRow("PostLinks.xml", meter) { (reader, row) throws(ImportError) in reader.readLink(row) }
        try forEachRow("Tags.xml", meter) { (reader, row) throws(ImportError) in reader.readTag(row) }
        try forEachRow("Posts.xml", meter) { (reader, row) throws(ImportError) in try reader.readPost(row, into: &rows) }
        try forEachRow("Comments.xml", meter) { (reader, row) throws(ImportError) in try reader.readComment(row, into: &rows) }
        questionOfPost = [:]
    }

    /// The name of each account in the dump.
    mutating func readUsers(_ meter: ImportMeter, _ body: (Int, String?) -> Void) throws(ImportError) {
        try forEachRow("Users.xml", meter) { (reader, row) throws(ImportError) in
            guard let text = row["Id"], let id = Int(String(decoding: text, as: UTF8.self)) else {
                return reader.fault("Users.xml", row, "a user has no 'Id' that is a whole number")
            }
            body(id, row.text("DisplayName"))
        }
    }

    private mutating func forEachRow(
        _ name: String, _ meter: ImportMeter, _ body: (inout StackExchangeReader, XMLRow) throws(ImportError) -> Void
    ) throws(ImportError) {
        guard let size = files.size(name) else { return }
        var told = 0
        try files.rows(name).forEachRow(
            progress: { byte in
                meter.advance(byte - told)
                told = byte
            }
        ) { (row) throws(ImportError) in
            try meter.check()
            try body(&self, row)
        }
        meter.advance(size - told)
    }

    /// Stops the import if there was a fault.
    func check() throws(ImportError) {
        if !faults.isEmpty { throw .brokenSource(faults) }
    }

    // MARK: Rows

    private mutating func fault(_ file: String, _ row: XMLRow, _ what: String) {
        guard faults.count < 100 else { return }
        faults.append(
            Diagnostic(.importRow, .error, what, advice: "mend or remove the row; nothing was written", path: files.path(file), position: row.position))
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

    private mutating func note(id: Int?, name: String?) {
        if let account = StackExchangePeople.account(id: id, name: name) { accounts.insert(account) }
    }

    private mutating func readLink(_ row: XMLRow) {
        guard let id = number("Id", of: row, in: "PostLinks.xml"), let post = number("PostId", of: row, in: "PostLinks.xml"),
            let related = number("RelatedPostId", of: row, in: "PostLinks.xml")
        else { return }
        links.add(id: id, from: post, to: related, isDuplicate: row.integer("LinkTypeId") == 3, at: row.position)
    }

    private mutating func readTag(_ row: XMLRow) {
        guard let name = row.text("TagName") else { return fault("Tags.xml", row, "a row has no 'TagName'") }
        tags.declare(name, excerptPost: row.integer("ExcerptPostId"), wikiPost: row.integer("WikiPostId"))
    }

    private mutating func readPost(_ row: XMLRow, into rows: inout RowSpool) throws(ImportError) {
        guard let id = number("Id", of: row, in: "Posts.xml"), let type = number("PostTypeId", of: row, in: "Posts.xml") else { return }
        guard type == 1 || type == 2 else {
            otherPosts += 1
            if let body = row["Body"] { tags.addWiki(post: id, body: body) }
            return
        }
        guard time(of: row, in: "Posts.xml") != nil else { return }
        if row["ClosedDate"] != nil, time(of: row, in: "Posts.xml", "ClosedDate") == nil { return }
        guard let body = row["Body"] else { return fault("Posts.xml", row, "post \(id) has no 'Body'") }
        if row["Score"] != nil, row.integer("Score") == nil { fault("Posts.xml", row, "'Score' of post \(id) is no whole number") }
        var question = id
        if type == 1 {
            guard row["Title"] != nil else { return fault("Posts.xml", row, "question \(id) has no 'Title'") }
        } else {
            guard let parent = number("ParentId", of: row, in: "Posts.xml") else { return }
            question = parent
        }
        guard questionOfPost.updateValue(question, forKey: id) == nil else { return fault("Posts.xml", row, "the id \(id) is given to a second post") }
        links.lookForSite(in: body, of: id)
        links.lookForPosts(in: body)
        note(id: row.integer("OwnerUserId"), name: row.text("OwnerDisplayName"))
        try rows.add(row, type == 1 ? .question : .answer, thread: question)
    }

    private mutating func readComment(_ row: XMLRow, into rows: inout RowSpool) throws(ImportError) {
        guard number("Id", of: row, in: "Comments.xml") != nil, let post = number("PostId", of: row, in: "Comments.xml"),
            time(of: row, in: "Comments.xml") != nil
        else { return }
        guard let text = row["Text"] else { return fault("Comments.xml", row, "a comment has no 'Text'") }
        guard let question = questionOfPost[post] else {
            orphanComments += 1
            return
        }
        links.lookForPosts(in: text)
        note(id: row.integer("UserId"), name: row.text("UserDisplayName"))
        try rows.add(row, .comment, thread: question)
    }
}
