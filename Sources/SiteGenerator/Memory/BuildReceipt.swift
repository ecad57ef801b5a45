import Diagnostics
import KnowledgeBase
import SearchIndex

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a finished build leaves beside the cache: of what it was made, what it left in the output, and what it said. While all of it is as it was,
/// the next build has nothing to do, and says the same.
///
/// It is signed with the user's key, as the cache is; one that is damaged, of another program or of other options is as if it were not there.
package struct BuildReceipt: Sendable {
    package let diagnostics: [Diagnostic]
    package let summary: BuildSummary
    /// The as-of and where it came from.
    package let asOf: String
    private let inputs: [UInt8]
    /// What the files hold that are too young for their stamps to tell.
    private let young: [(path: String, content: Digest)]
    /// The state of the repository that the content lies in; `nil` when it didn't matter.
    private let repository: String?
    private let output: OutputStamps

    private static let title = "answerable receipt 2"
    private static let name = "receipt"

    /// The state of everything that a build is made of, looked at before it begins.
    package struct Beginning: Sendable {
        fileprivate let inputs: InputStamps
        fileprivate let last: BuildReceipt?
        fileprivate let repository: String?
    }

    /// - Returns: `nil` where nothing is kept, and where something can't be looked at.
    package static func beginning(_ options: BuildOptions) -> Beginning? { beginning(options, now: fileSystemTime()) }

    /// - Parameter now: A file that was changed just before may be changed again without a trace.
    static func beginning(_ options: BuildOptions, now: Int64) -> Beginning? {
        // A folder that isn't trusted is looked at whole each time.
        guard let cache = options.cache, options.base == nil else { return nil }
        let last = BuildReceipt(cache, options)
        let isInRepository = last == nil || last?.repository != nil
        let repository = isInRepository ? Started { repositoryState(of: options.contentFolder) } : nil
        guard let inputs = InputStamps(options, now: now) else { return nil }
        return Beginning(inputs: inputs, last: last, repository: repository?.value)
    }

    /// The receipt of the last build, if another would do nothing: the output is already what it would write.
    package static func standing(_ beginning: Beginning?, _ options: BuildOptions) -> BuildReceipt? {
        guard !options.isClean, let beginning, let last = beginning.last, let cache = options.cache, last.inputs == beginning.inputs.bytes,
            last.repository == nil || last.repository == beginning.repository, last.hasYoungFiles(options.contentFolder, cache.hash),
            let place = OutputSurroundings.standing(options.outputFolder)
        else { return nil }
        return withExtendedLifetime(place.lock) { last.output.stand(in: place.root) } ? last : nil
    }

    /// Leaves a receipt, if the stamps can tell everything that the build was made of.
    static func leave(_ beginning: Beginning?, _ site: PlannedSite, _ summary: BuildSummary, _ output: OutputFolder, _ record: TreeRecord, _ options: BuildOptions) {
        guard let beginning, let cache = options.cache, cache.isInPlace else { return }
        guard let bytes = Self.bytes(beginning, site, summary, output, record, options) else {
            unlink(cache.folder + "/" + name)
            return
        }
        try? writeOwnFile(cache.signed(bytes), at: cache.folder + "/" + name)
    }

    private static func bytes(
        _ beginning: Beginning, _ site: PlannedSite, _ summary: BuildSummary, _ output: OutputFolder, _ record: TreeRecord, _ options: BuildOptions
    ) -> [UInt8]? {
        let usesGit = site.loaded.site.settings.git.isUsed || [.commit, .content].contains(site.loaded.asOfSource)
        let young = beginning.inputs.young.map { path in path.flatMap { path in site.loaded.inputs.threads[path].map { (path, $0) } } }
        // What a worker could not do says something of this moment; and only threads have digests for files that are too young.
        guard let cache = options.cache, !young.contains(where: { $0 == nil }), !usesGit || beginning.repository != nil,
            !site.diagnostics.contains(where: { $0.code == .parserStopped }), output.place.beside != nil, let root = try? output.place.output()?.status()
        else { return nil }
        var writer = ByteWriter(reserving: beginning.inputs.bytes.count + record.files.count * 64)
        writer.write(title)
        writer.write(identity(cache, options))
        writer.write(site.diagnostics)
        writer.write(summary)
        writer.write(site.loaded.asOfText)
        writer.write(beginning.inputs.bytes)
        writer.write(young.count)
        for case (let path, let content)? in young {
            writer.write(path)
            writer.write(content)
        }
        writer.write(usesGit)
        if usesGit { writer.write(beginning.repository ?? "") }
        writer.write(OutputStamps(root, record))
        return writer.bytes
    }

    private init?(_ cache: RecordCache, _ options: BuildOptions) {
        guard cache.isInPlace, let signed = readOwnFile(cache.folder + "/" + Self.name, limit: 1 << 32), let bytes = cache.verified(signed) else {
            return nil
        }
        var reader = ByteReader(bytes)
        do throws(RecordError) { try self.init(&reader, identity: Self.identity(cache, options)) } catch { return nil }
    }

    private init(_ reader: inout ByteReader, identity: [UInt8]) throws(RecordError) {
        guard try reader.readText() == Self.title, try reader.readBytes() == identity else { throw .malformed }
        diagnostics = try reader.readArray()
        summary = try reader.read()
        asOf = try reader.readText()
        inputs = try reader.readBytes()
        var young: [(path: String, content: Digest)] = []
        for _ in 0..<max(0, try reader.readInt()) { young.append((try reader.readText(), try reader.read())) }
        self.young = young
        repository = try reader.readBool() ? try reader.readText() : nil
        output = try reader.read()
    }

    /// What a build is asked to do, as far as its output depends on it, and the program that does it.
    private static func identity(_ cache: RecordCache, _ options: BuildOptions) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(cache.version)
        writer.write(options.asOf)
        writer.write(options.sourceDateEpoch)
        writer.write(options.includesDrafts)
        return writer.bytes
    }

    private func hasYoungFiles(_ folder: String, _ hash: KeyedHash) -> Bool {
        guard !young.isEmpty else { return true }
        guard var content = try? ContentFolder(folder) else { return false }
        for (path, digest) in young {
            guard let bytes = try? content.read(path), hash.digest(bytes) == digest else { return false }
        }
        return true
    }

    /// The source of a message's file.
    package func source(_ path: String, _ options: BuildOptions) -> SourceFile? {
        if let file = (try? Theme(site: options.trusted))?.file(path) { return file }
        let folder = "Content/"
        guard path.utf8.starts(with: folder.utf8), let bytes = (try? readFile(options.contentFolder + "/" + path.dropFirst(folder.count))) ?? nil else { return nil }
        return SourceFile(path: path, bytes: bytes)
    }
}

/// What of a repository a site depends on; a text without a commit where there is none.
private func repositoryState(of folder: String) -> String {
    guard let place = RepositoryPlace(of: folder) else { return "none" }
    let mailmap = readOwnFile(place.root + "/.mailmap", limit: 1 << 24)
    return [place.commit, place.isShallow ? "shallow" : "whole", mailmap.map(contentHash) ?? "-", place.prefix].joined(separator: " ")
}

extension BuildSummary: BinaryRecord {
    package func write(to writer: inout ByteWriter) { writer.write([threads, answers, rules, people, tags, files, output.bytes]) }

    package init(from reader: inout ByteReader) throws(RecordError) {
        let numbers = try reader.readArray(of: Int.self)
        guard numbers.count == 7 else { throw .malformed }
        (threads, answers, rules, people, tags, files) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
        output.unchanged = files
        output.bytes = numbers[6]
    }
}
