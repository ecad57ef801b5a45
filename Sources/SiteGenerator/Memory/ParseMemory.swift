import Diagnostics
import KnowledgeBase

/// What earlier builds read and parsed. Parsing is a pure function of a file's bytes and the options, so a file whose stamp is the same need not be
/// read, and one whose bytes are the same need not be parsed.
///
/// It is never needed for a right result: an empty memory only costs time.
struct ParseMemory: Sendable {
    /// Of contents and of everything that is made of them. Kept with the memory, so that digests of two builds can be compared.
    var hash: KeyedHash
    var options: ParseOptions?
    /// By path below the content folder.
    var files: [String: Remembered] = [:]
    /// Where the records lie on disk, if they came from there.
    private(set) var kept: RecordCache.Loaded?

    /// Where the records of this build lie, if it made any.
    private(set) var spool: RecordSpool?

    /// How many files were parsed since the memory was loaded or saved.
    var unkept = 0

    struct Remembered: Sendable {
        /// `nil` when the file may have been changed after it was read, in the same step of the disk's clock.
        var stamp: FileStamp?
        var content: Digest
        var record: ByteSlice
        var file: ParsedFile
    }

    init(hash: KeyedHash = .random()) {
        self.hash = hash
    }

    /// Forgets everything that was parsed with other options.
    mutating func begin(_ options: ParseOptions) {
        if self.options != options {
            files = [:]
            // The same bytes give other records now: none of those on disk may be kept.
            kept?.places = [:]
        }
        self.options = options
    }
}

extension ParseMemory {
    /// What an earlier build left on disk; empty where there is nothing that can be used.
    init(_ cache: RecordCache) {
        self.init(hash: cache.hash)
        guard let (entries, header, loaded) = cache.load() else { return }
        var reader = ByteReader(header)
        guard let options = try? reader.read(ParseOptions.self) else { return }
        let list = Array(entries)
        let parts = inParallelChunks(list.count) { range in
            list[range].map { path, entry -> (String, Remembered)? in
                var reader = ByteReader(entry.record())
                guard let file = try? reader.read(ParsedFile.self), reader.isAtEnd else { return nil }
                return (path, Remembered(stamp: entry.stamp, content: entry.content, record: entry.record(), file: file))
            }
        }
        files.reserveCapacity(list.count)
        for part in parts {
            for file in part { if let (path, file) = file { files[path] = file } }
        }
        self.options = options
        kept = loaded
    }

    func save(in cache: RecordCache) {
        guard let options else { return }
        var header = ByteWriter()
        header.write(options)
        cache.save(
            files.mapValues { RecordCache.Entry(stamp: $0.stamp, content: $0.content, record: $0.record) }, header: header.bytes, over: kept,
            written: { spool?.setAside() })
    }
}

/// The files of one build, parsed.
struct ParsedContent: Sendable {
    /// In the order of the tree.
    var files: [ParsedFile] = []
    /// What each file holds, by its path below the content folder.
    var digests: [String: Digest] = [:]
    /// How many had to be parsed.
    var parsed = 0
}

extension ParseMemory {
    /// Parses what is not remembered, and remembers it.
    ///
    /// - Parameters:
    ///   - fileLimit: A file of more bytes is a fault, and isn't read.
    ///   - now: When the folder was listed.
    mutating func parse(
        _ tree: ContentTree, _ content: inout ContentFolder, _ parseOptions: ParseOptions, _ options: BuildOptions, fileLimit: Int, now: Int64,
        progress: (BuildStage, _ done: Int, _ of: Int) -> Void
    ) throws(MachineError) -> ParsedContent {
        begin(parseOptions)
        var result = ParsedContent()
        result.files.reserveCapacity(tree.markdown.count)
        var kept: [String: Remembered] = [:]
        kept.reserveCapacity(tree.markdown.count)
        var wanted: [(place: Int, kind: ContentKind, file: ContentTree.File)] = []
        for (kind, file) in tree.markdown {
            if let known = files[file.contentPath], known.stamp != nil, known.stamp == file.stamp {
                kept[file.contentPath] = known
                result.files.append(known.file)
                result.digests[file.contentPath] = known.content
                continue
            }
            if file.stamp.bytes > fileLimit {
                let fault = Diagnostic.fileTooLong(file.path, file.stamp.bytes, limit: fileLimit, setting: "file_bytes")
                result.files.append(ParsedFile(path: file.path, value: nil, diagnostics: [fault]))
                continue
            }
            wanted.append((result.files.count, kind, file))
            result.files.append(ParsedFile(path: file.path, value: nil, diagnostics: []))
        }
        progress(.parse, 0, wanted.count)
        // A few records are fine in memory.
        if wanted.count > 256 { spool = options.cache?.makeSpool() }
        let answers = try Self.answers(wanted.count, options, spool, progress: { progress(.parse, $0, wanted.count) }) { number throws(MachineError) in
            let (place, kind, file) = wanted[number]
            let bytes = try content.read(file.contentPath)
            let digest = hash.digest(bytes)
            result.digests[file.contentPath] = digest
            if var known = files[file.contentPath], known.content == digest {
                known.stamp = file.stamp.isOlder(than: now) ? file.stamp : nil
                kept[file.contentPath] = known
                result.files[place] = known.file
                return nil
            }
            return ParseRequest(kind: kind, path: file.path, contentPath: file.contentPath, bytes: bytes, options: parseOptions)
        }
        for ((place, _, file), answer) in zip(wanted, answers) {
            guard let answer else { continue }
            result.parsed += 1
            unkept += 1
            result.files[place] = answer.file
            // What a worker could not do says something of this machine and this moment, not of the file.
            guard let record = answer.record, let digest = result.digests[file.contentPath] else { continue }
            kept[file.contentPath] = Remembered(
                stamp: file.stamp.isOlder(than: now) ? file.stamp : nil, content: digest, record: record, file: answer.file)
        }
        files = kept
        spool?.setAside()
        return result
    }

    /// - Parameter request: Makes the request of a number; `nil` where nothing has to be parsed.
    private static func answers(
        _ count: Int, _ options: BuildOptions, _ spool: RecordSpool?, progress: (Int) -> Void, _ request: (Int) throws(MachineError) -> ParseRequest?
    ) throws(MachineError) -> [ParseAnswer?] {
        guard let worker = options.worker, count > 0 else {
            var answers: [ParseAnswer?] = []
            for number in 0..<count {
                answers.append(
                    try request(number).map { request in
                        let file = request.parse()
                        var writer = ByteWriter()
                        writer.write(file)
                        return ParseAnswer(file: file, record: ByteSlice(writer.bytes))
                    })
            }
            return answers
        }
        // A worker for a handful of files costs more than it saves.
        let jobs = min(options.jobs, (count + 15) / 16)
        return try WorkerPool(executable: worker.executable, arguments: worker.arguments, jobs: jobs).answer(count, spool: spool, progress: progress, request)
    }
}
