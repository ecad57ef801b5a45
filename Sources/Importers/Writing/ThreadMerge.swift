/// A thread's file that both a curator and the source changed, put together: three versions, of which the one that the last import wrote is known
/// by its hashes.
///
/// The unit is half a block: the front matter or the words of one post. What only the source changed is taken; what only the curator changed stays;
/// where both did, the curator's stands and is told. Votes and the accepted mark are a unit of their own, so that a count that went up is no
/// conflict. New answers come at the file's end, new comments below their post. Nothing is ever removed.
struct ThreadMerge {
    private var blocks: [Block]
    /// Posts that both changed.
    private(set) var conflicts = 0
    /// Known posts that the source no longer has.
    private(set) var gone: [String] = []

    /// A block as the file has it. Joined, the four parts are its bytes.
    private struct Block {
        /// Of the post at the source, where it is known.
        var id = ""
        var head: [UInt8]
        var gap: [UInt8]
        var body: [UInt8]
        var tail: [UInt8]
        var isTaken = false
    }

    init(_ present: [UInt8], base: [ImportManifest.Post], source: [ThreadBlock]) {
        blocks = Self.blocks(of: present)
        merge(base, source)
    }

    var bytes: [UInt8] { blocks.flatMap { $0.head + $0.gap + $0.body + $0.tail } }

    /// The posts in the order in which the file will have them: who wrote an answer, `nil` for a comment, and the post's id, which is empty where the
    /// source doesn't have it.
    var order: [(id: String, answerBy: String?)] {
        blocks.dropFirst().map { block in
            let line = block.head.split(separator: 10).first { $0.starts(with: "answer:".utf8) }
            return (block.id, line.map { String(decoding: $0.dropFirst(7).filter { $0 > 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }, as: UTF8.self) })
        }
    }

    // MARK: Reading the file

    private static func blocks(of file: [UInt8]) -> [Block] {
        let lines = file.split(separator: 10, omittingEmptySubsequences: false)
        // The file's own front matter is no block of the kind that is looked for, and may not hide one.
        let starts = [0] + blockOpeners(lines).filter { $0 > 0 }
        return starts.enumerated().map { index, start in
            let end = index + 1 < starts.count ? starts[index + 1] : lines.count
            // All but the file's last line end with a line break.
            var own = lines[start..<end].map { Array($0) + [10] }
            if end == lines.count, let last = own.indices.last { own[last].removeLast() }
            let close = own.indices.dropFirst().first { isFence(own[$0]) } ?? own.count - 1
            let rest = own[(close + 1)...]
            let bodyStart = rest.firstIndex { !isBlank($0) } ?? rest.endIndex
            let bodyEnd = rest.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? rest.endIndex
            return Block(
                head: Array(own[...close].joined()), gap: Array(own[(close + 1)..<bodyStart].joined()), body: Array(own[bodyStart..<bodyEnd].joined()),
                tail: Array(own[bodyEnd...].joined()))
        }
    }

    private static func isBlank(_ line: [UInt8]) -> Bool { line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 } }
    private static func isFence(_ line: [UInt8]) -> Bool { line.starts(with: "---".utf8) && isBlank(Array(line.dropFirst(3))) }

    // MARK: Merging

    private mutating func merge(_ base: [ImportManifest.Post], _ source: [ThreadBlock]) {
        let known = Dictionary(base.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var places: [String: Int] = [:]
        var byKey: [[UInt8]: [Int]] = [:]
        for at in blocks.indices.dropFirst() { byKey[Self.key(blocks[at].head), default: []].append(at) }
        for (index, block) in source.enumerated() {
            guard let post = known[block.id] else { continue }
            let at = index == 0 ? 0 : place(of: block, post, byKey[Self.key(block.head)] ?? [])
            // A block that isn't found was removed by a curator, and stays away.
            guard let at else { continue }
            places[block.id] = at
            blocks[at].isTaken = true
            blocks[at].id = block.id
            update(at, post, block)
        }
        add(source.filter { known[$0.id] == nil }, to: source, places)
        let present = Set(source.map(\.id))
        gone = base.map(\.id).filter { !present.contains($0) }
    }

    /// Who wrote it when: nobody changes that, except to mend it.
    private static func key(_ head: [UInt8]) -> [UInt8] {
        head.split(separator: 10).filter { line in ["answer:", "comment:", "at:"].contains { line.starts(with: $0.utf8) } }
            .flatMap { $0.filter { $0 > 32 } + [10] }
    }

    private func place(of block: ThreadBlock, _ post: ImportManifest.Post, _ candidates: [Int]) -> Int? {
        let free = candidates.filter { !blocks[$0].isTaken }
        return free.first { ImportManifest.Post.body(blocks[$0].body) == post.body } ?? free.first
            ?? blocks.indices.dropFirst().first { !blocks[$0].isTaken && !blocks[$0].body.isEmpty && ImportManifest.Post.body(blocks[$0].body) == post.body }
    }

    private mutating func update(_ at: Int, _ base: ImportManifest.Post, _ source: ThreadBlock) {
        let now = ImportManifest.Post(id: base.id, source)
        let mine = ImportManifest.Post(id: base.id, ThreadBlock(id: base.id, head: blocks[at].head, body: blocks[at].body))
        var isConflict = false
        if mine.body == base.body {
            if now.body != base.body { replaceBody(at, source.body) }
        } else if now.body != base.body, now.body != mine.body {
            isConflict = true
        }
        if mine.head != base.head, now.head != base.head, now.head != mine.head { isConflict = true }
        var lines = HeadLines(mine.head == base.head && now.head != base.head ? source.head : blocks[at].head)
        lines.setVotes(from: mine.votes == base.votes ? source.head : blocks[at].head)
        lines.setAccepted(mine.isAccepted == base.isAccepted ? now.isAccepted : mine.isAccepted)
        if now.head != base.head || now.votes != base.votes || now.isAccepted != base.isAccepted { blocks[at].head = lines.bytes }
        if isConflict { conflicts += 1 }
    }

    private mutating func replaceBody(_ at: Int, _ body: [UInt8]) {
        blocks[at].body = body
        if blocks[at].gap.isEmpty, !body.isEmpty { blocks[at].gap = [10] }
    }

    /// Places what the last import didn't know. `all` tells which post a comment belongs to.
    private mutating func add(_ fresh: [ThreadBlock], to all: [ThreadBlock], _ places: [String: Int]) {
        let isFresh = Set(fresh.map(\.id))
        var below: [Int: [ThreadBlock]] = [:]
        var end: [ThreadBlock] = []
        var post: ThreadBlock?
        for block in all {
            let isComment = block.head.starts(with: "---\ncomment:".utf8)
            if !isComment { post = block }
            guard isFresh.contains(block.id) else { continue }
            if !isComment {
                end.append(block)
            } else if let post, isFresh.contains(post.id) {
                end.append(block)
            } else if let post, let at = places[post.id] {
                below[lastComment(after: at), default: []].append(block)
            }
        }
        for at in below.keys.sorted(by: >) { insert(below[at] ?? [], after: at) }
        insert(end, after: blocks.count - 1)
    }

    /// The last of the comments that stand below a post; the post itself when it has none.
    private func lastComment(after post: Int) -> Int {
        var at = post
        while at + 1 < blocks.count, blocks[at + 1].head.dropFirst(4).starts(with: "comment:".utf8) { at += 1 }
        return at
    }

    private mutating func insert(_ new: [ThreadBlock], after at: Int) {
        guard !new.isEmpty else { return }
        let isEnd = at == blocks.count - 1
        if isEnd {
            let last = blocks[at].head + blocks[at].gap + blocks[at].body + blocks[at].tail
            if last.last != 10 { blocks[at].tail.append(10) }
            blocks[at].tail.append(10)
        }
        var made = new.map { Block(id: $0.id, head: $0.head, gap: $0.body.isEmpty ? [] : [10], body: $0.body, tail: [10]) }
        if isEnd { made[made.count - 1].tail = [] }
        blocks.insert(contentsOf: made, at: at + 1)
    }
}

/// The lines of a front matter, of which single ones are replaced.
private struct HeadLines {
    private var lines: [[UInt8]]

    init(_ head: [UInt8]) { lines = head.split(separator: 10, omittingEmptySubsequences: false).map(Array.init) }

    var bytes: [UInt8] { Array(lines.joined(separator: [10])) }

    private static func isLine(_ line: [UInt8], of keys: [String]) -> Bool { keys.contains { line.starts(with: $0.utf8) } }

    mutating func setVotes(from head: [UInt8]) {
        let keys = ["votes:", "x-votes:"]
        replace(keys, by: HeadLines(head).lines.first { Self.isLine($0, of: keys) })
    }

    mutating func setAccepted(_ isAccepted: Bool) { replace(["accepted:"], by: isAccepted ? Array("accepted: true".utf8) : nil) }

    private mutating func replace(_ keys: [String], by line: [UInt8]?) {
        if let at = lines.firstIndex(where: { Self.isLine($0, of: keys) }) {
            if let line { lines[at] = line } else { lines.remove(at: at) }
        } else if let line, let close = lines.lastIndex(where: { $0.starts(with: "---".utf8) }) {
            // Where the import writes it: after the time.
            lines.insert(line, at: lines.firstIndex { Self.isLine($0, of: ["at:"]) }.map { $0 + 1 } ?? close)
        }
    }
}
