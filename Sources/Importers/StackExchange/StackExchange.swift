import Diagnostics

/// Imports a Stack Exchange data dump: a folder with `Posts.xml` and, where present, `Users.xml`, `Comments.xml`, `Tags.xml` and
/// `PostLinks.xml`.
///
/// The rows are read once and spooled by thread; then the threads are put together a few at a time, once to choose and once to write. Memory grows
/// with the number of posts, not with their size. Returns what was taken and the faults that stopped nothing.
package func importStackExchange(
    _ options: ImportOptions, progress: @escaping ImportReporter = { _ in }
) throws(ImportError) -> (ImportSummary, [Diagnostic]) {
    let folder = StackExchangeFiles(options.source)
    guard folder.size("Posts.xml") != nil else {
        throw .brokenSource([
            Diagnostic(
                .importMissingFile, .error, "there is no 'Posts.xml' in '\(options.source)'",
                advice: "unpack the dump's .7z file and give the folder that holds 'Posts.xml'", path: options.source)
        ])
    }
    let site = try SiteFolder(options.destination, kind: ImportKind.stackexchange.rawValue)
    do throws(ImportError) {
        var dump = StackExchangeDump(options, folder)
        return try dump.run(into: site, progress: progress)
    } catch {
        site.abandon()
        throw error
    }
}

/// The files of a dump.
struct StackExchangeFiles {
    let path: String

    init(_ path: String) { self.path = path }

    func path(_ name: String) -> String { path.utf8.last == UInt8(ascii: "/") ? path + name : "\(path)/\(name)" }
    func size(_ name: String) -> Int? { FileCalls.size(path(name)) }
    func rows(_ name: String) -> XMLRowFile { XMLRowFile(path: path(name)) }
}

private struct StackExchangeDump {
    private let options: ImportOptions
    private let files: StackExchangeFiles
    private var reader: StackExchangeReader
    private var siteURL: String?

    init(_ options: ImportOptions, _ files: StackExchangeFiles) {
        self.options = options
        self.files = files
        reader = StackExchangeReader(files)
    }

    mutating func run(
        into site: SiteFolder, progress: @escaping ImportReporter
    ) throws(ImportError) -> (ImportSummary, [Diagnostic]) {
        let names = ["PostLinks.xml", "Tags.xml", "Posts.xml", "Comments.xml", "Users.xml"]
        let meter = ImportMeter(progress)
        for name in names { meter.expect(files.size(name) ?? 0) }
        var rows = try RowSpool(
            folder: site.scratch, names: StackExchangeThreads.keptAttributes, expected: (files.size("Posts.xml") ?? 0) + (files.size("Comments.xml") ?? 0))
        defer { rows.finish() }
        try reader.read(into: &rows, meter)
        siteURL = options.siteURL ?? reader.links.site(folder: options.source)

        var run = ThreadImport(.stackexchange, options, site, files: nil, spool: TextSpool(near: options.destination))
        try run.checkSite(siteURL)
        let people = StackExchangePeople(siteURL: siteURL, used: reader.accounts)
        try reader.readUsers(meter) { (id, name) in people.add(id: id, name: name, to: &run) }
        try reader.check()
        people.finish(&run)
        run.diagnostics += reader.links.resolveDuplicates(file: files.path("PostLinks.xml"))
        run.summary.otherPosts = reader.otherPosts
        run.summary.orphanComments = reader.orphanComments

        for bucket in 0..<rows.bucketCount {
            try progress(ImportProgress(stage: .choosing, done: bucket, total: rows.bucketCount))
            try choose(try rows.rows(bucket), people, &run)
        }
        for bucket in 0..<rows.bucketCount {
            try progress(ImportProgress(stage: .writing, done: bucket, total: rows.bucketCount))
            try write(try rows.rows(bucket), people, &run)
        }
        let tags = reader.tags.tags(run.tagsInUse, siteURL: siteURL, licence: options.licence)
        return try run.finish(siteURL: siteURL, title: title, tags: tags, progress)
    }

    private mutating func choose(_ rows: [(kind: RowSpool.Kind, row: XMLRow)], _ people: StackExchangePeople, _ run: inout ThreadImport) throws(ImportError) {
        var assembly = StackExchangeThreads(rows, file: files.path("Posts.xml"), siteURL: siteURL, licence: options.licence)
        for id in assembly.questionIDs {
            guard let thread = assembly.thread(id, isOutline: true, tags: &reader.tags, people: people, in: &run) else { continue }
            try run.choose(thread) { reader.links.addresses($0.id, isQuestion: $0.id == thread.question.id, site: siteURL) }
        }
    }

    private mutating func write(
        _ rows: [(kind: RowSpool.Kind, row: XMLRow)], _ people: StackExchangePeople, _ run: inout ThreadImport
    ) throws(ImportError) {
        var assembly = StackExchangeThreads(rows, file: files.path("Posts.xml"), siteURL: siteURL, licence: options.licence)
        for id in assembly.questionIDs {
            guard var thread = assembly.thread(id, isOutline: false, tags: &reader.tags, people: people, in: &run) else { continue }
            if let original = reader.links.original(of: id) {
                if let slug = run.site.settledStem("se-\(original)") {
                    thread.duplicateOf = slug
                } else if let siteURL {
                    thread.question.extras.append(.init("duplicate-of", "\(siteURL)/questions/\(original)"))
                }
            }
            try run.write(thread)
        }
        for id in assembly.orphanQuestionIDs {
            for row in assembly.answers(of: id) {
                run.summary.orphanAnswers += 1
                run.diagnostics.append(
                    Diagnostic(
                        .importOrphan, .warning, "answer \(row.integer("Id") ?? 0) is left out, because the dump has no question \(id)",
                        advice: "get a complete dump if the answer matters", path: files.path("Posts.xml"), position: row.position))
            }
            run.summary.orphanComments += assembly.commentCount(of: id)
        }
        run.diagnostics += assembly.diagnostics
    }

    /// The site's host, or the name of the dump's folder.
    private var title: String {
        lastName(ofPath: siteURL ?? options.source)
    }
}
