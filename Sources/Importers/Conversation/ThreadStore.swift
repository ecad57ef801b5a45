/// Threads that lie in a spool until they are written, so that of a conversation of any size only when each was asked, its id and its place stay
/// in memory.
struct ThreadStore {
    private struct Place {
        var asked: Int64
        var id: String
        var text: StoredText
    }

    private let spool: TextSpool
    private var places: [Place] = []

    init(spool: TextSpool) { self.spool = spool }

    var count: Int { places.count }

    subscript(at: Int) -> SourceThread { spool.thread(places[at].text) }

    mutating func append(_ thread: SourceThread) {
        let thread = thread.inOrder
        places.append(Place(asked: thread.question.time.seconds, id: thread.id, text: spool.add(thread)))
    }

    /// In order of time, then of id. Of two with one id the first stays. Returns the ids.
    @discardableResult
    mutating func sort() -> Set<String> {
        places.sort { ($0.asked, $0.id) < ($1.asked, $1.id) }
        var seen = Set<String>(minimumCapacity: places.count)
        places.removeAll { !seen.insert($0.id).inserted }
        return seen
    }
}

extension TextSpool {
    func add(_ thread: SourceThread) -> StoredText {
        var record = RecordWriter()
        record.add(thread, self)
        return add(record.bytes)
    }

    func add(_ post: SourcePost) -> StoredText {
        var record = RecordWriter()
        record.add(post, self)
        return add(record.bytes)
    }

    func thread(_ stored: StoredText) -> SourceThread {
        var record = RecordReader(bytes(stored))
        return record.thread()
    }

    func post(_ stored: StoredText) -> SourcePost {
        var record = RecordReader(bytes(stored))
        return record.post()
    }
}

/// A record of the import's own, read back by the same program: numbers in eight bytes, least first; before a text or a list its length.
private struct RecordWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ number: Int) { withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) { bytes += $0 } }

    mutating func add(_ text: String) {
        add(text.utf8.count)
        bytes += text.utf8
    }

    private mutating func add<Value>(_ value: Value?, _ write: (inout RecordWriter, Value) -> Void) {
        bytes.append(value == nil ? 0 : 1)
        if let value { write(&self, value) }
    }

    private mutating func add<Value>(_ list: [Value], _ write: (inout RecordWriter, Value) -> Void) {
        add(list.count)
        for value in list { write(&self, value) }
    }

    private mutating func add(_ time: ImportedTime) {
        add(Int(time.seconds))
        add(time.offset)
        bytes.append(time.isDateOnly ? 1 : 0)
    }

    mutating func add(_ thread: SourceThread, _ spool: TextSpool) {
        add(thread.id)
        add(thread.number)
        add(thread.title)
        add(thread.channel) { $0.add($1) }
        add(thread.tags) { $0.add($1) }
        add(thread.question, spool)
        add(thread.answers) { $0.add($1, spool) }
        add(thread.closed) { $0.add($1) }
        add(thread.duplicateOf) { $0.add($1) }
        add(thread.addresses) { $0.add($1) }
    }

    mutating func add(_ post: SourcePost, _ spool: TextSpool) {
        add(post.id)
        add(post.author)
        add(post.time)
        add(post.body.stored(spool)) { (record, text) in
            record.add(text.offset)
            record.add(text.count)
        }
        add(post.votes) { $0.add($1) }
        add(post.reactions)
        bytes.append(post.isAccepted ? 1 : 0)
        add(post.source) { $0.add($1) }
        add(post.licence) { $0.add($1) }
        add(post.extras) { (record, extra) in
            record.add(extra.key)
            record.add(extra.value)
        }
        add(post.comments) { $0.add($1, spool) }
        add(post.messages)
        add(post.addresses) { $0.add($1) }
    }
}

/// Reads a record back. Of bytes that could not be read from the disk everything is empty; the spool remembers the error.
private struct RecordReader {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func number() -> Int {
        guard at + 8 <= bytes.count else {
            at = bytes.count
            return 0
        }
        var value: UInt64 = 0
        for index in 0..<8 { value |= UInt64(bytes[at + index]) << (8 * UInt64(index)) }
        at += 8
        return Int(Int64(bitPattern: value))
    }

    private mutating func flag() -> Bool {
        guard at < bytes.count else { return false }
        at += 1
        return bytes[at - 1] == 1
    }

    private mutating func text() -> String {
        let count = number()
        guard count >= 0, count <= bytes.count - at else { return "" }
        at += count
        return String(decoding: bytes[(at - count)..<at], as: UTF8.self)
    }

    private mutating func optional<Value>(_ read: (inout RecordReader) -> Value) -> Value? { flag() ? read(&self) : nil }

    private mutating func list<Value>(_ read: (inout RecordReader) -> Value) -> [Value] {
        let count = number()
        guard count > 0, count <= bytes.count - at else { return [] }
        return (0..<count).map { _ in read(&self) }
    }

    private mutating func time() -> ImportedTime {
        let (seconds, offset) = (number(), number())
        return ImportedTime(seconds: Int64(seconds), offset: offset, isDateOnly: flag())
    }

    mutating func thread() -> SourceThread {
        let (id, number, title) = (text(), text(), text())
        let channel = optional { $0.text() }
        let tags = list { $0.text() }
        var thread = SourceThread(id: id, number: number, title: title, channel: channel, tags: tags, question: post())
        thread.answers = list { $0.post() }
        thread.closed = optional { $0.time() }
        thread.duplicateOf = optional { $0.text() }
        thread.addresses = list { $0.text() }
        return thread
    }

    mutating func post() -> SourcePost {
        let (id, author, time) = (text(), text(), time())
        let body = list { StoredText(offset: $0.number(), count: $0.number()) }
        var post = SourcePost(id: id, author: author, time: time, body: .stored(body))
        post.votes = optional { $0.number() }
        post.reactions = number()
        post.isAccepted = flag()
        post.source = optional { $0.text() }
        post.licence = optional { $0.text() }
        post.extras = list { ImportedPost.Extra($0.text(), $0.text()) }
        post.comments = list { $0.post() }
        post.messages = number()
        post.addresses = list { $0.text() }
        return post
    }
}
