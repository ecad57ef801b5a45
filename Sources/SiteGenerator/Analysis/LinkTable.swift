import Diagnostics
import KnowledgeBase
import Markdown

/// Where the relative links of the content lead: from files to pages, checked.
struct LinkTable: Sendable {
    /// The output path of each content file, by its path below the content folder.
    private var pages: [TextBytes: String] = [:]
    /// What each page is made of, by output path.
    private var origins: [String: Origin] = [:]
    /// What may stand after `#` in a link to a page, by output path, and the id that it means: ids themselves, and the headings of the page's
    /// first text under the name they would have without their prefix. Of the pages that such links lead to; few do.
    private var anchors: [String: [String: String]] = [:]
    private let site: Site
    /// Indexes of threads that link to a thread, by its index.
    private(set) var backlinks: [[Int]] = []
    private(set) var diagnostics: [Diagnostic] = []
    private let pictures: PictureSizes

    /// - Parameter notRead: Of the content files, those whose faults are told elsewhere: a link to one is no second fault.
    init(_ site: Site, assets: [String], pictures: PictureSizes = [:], notRead: UnreadFiles = UnreadFiles()) {
        self.pictures = pictures
        self.site = site
        pages.reserveCapacity(assets.count + site.threads.count)
        origins.reserveCapacity(site.threads.count)
        for asset in assets { pages[TextBytes(asset)] = asset }
        for index in site.threads.indices { add(site.threads[index].source.path, Permalinks.thread(site.threads[index].slug), .thread(index)) }
        for rule in site.rules { add(rule.source.path, Permalinks.rule(rule.slug), .text(rule.source.body)) }
        for page in site.pages { add(page.path, Permalinks.page(page.slug), .text(page.body)) }
        for person in site.people {
            if let source = person.source { add(source.path, Permalinks.person(person.handle), .text(source.bio)) }
        }
        for tag in site.tags {
            if let source = tag.source { add(source.path, Permalinks.tag(tag.slug), .text(source.body)) }
        }
        check(site, notRead)
    }

    private enum Origin {
        /// An index into `Site.threads`.
        case thread(Int)
        indirect case text(PostBody)
    }

    private mutating func add(_ contentPath: String, _ page: String, _ origin: Origin) {
        pages[TextBytes(contentPath)] = page
        origins[page] = origin
    }

    /// `nil` of a page that isn't made of Markdown.
    private func ids(of page: String) -> [String: String]? {
        if let known = anchors[page] { return known }
        switch origins[page] {
        case .thread(let index): return Dictionary(threadAnchors(site.threads[index]), uniquingKeysWith: { first, _ in first })
        case .text(let body): return Dictionary(headings(of: body), uniquingKeysWith: { first, _ in first })
        case nil: return nil
        }
    }

    private mutating func remember(_ page: String) {
        if anchors[page] == nil, let ids = ids(of: page) { anchors[page] = ids }
    }

    /// Where a link leads.
    enum Target: Hashable {
        /// A page or file of the site, by its output path.
        case path(String, fragment: String?)
        /// Within the page that the link stands on: an id.
        case fragment(String)
        case missing
    }

    /// - Parameter contentPath: Of the file that the link stands in.
    func target(of slot: LinkSlot, in contentPath: String) -> Target {
        let fragment = slot.fragment.map(percentDecoded)
        if slot.path.isEmpty {
            return .fragment(fragment.map { fragment in pages[TextBytes(contentPath)].flatMap { ids(of: $0)?[fragment] } ?? fragment } ?? "")
        }
        guard let page = page(of: slot, in: contentPath) else { return .missing }
        return .path(page, fragment: fragment.map { ids(of: page)?[$0] ?? $0 })
    }

    private func page(of slot: LinkSlot, in contentPath: String) -> String? {
        resolve(percentDecoded(slot.path), from: contentPath).flatMap { pages[TextBytes($0)] }
    }

    /// Of the picture that a slot shows, where its file says.
    func size(of slot: LinkSlot, in contentPath: String) -> PictureSize? {
        guard !pictures.isEmpty, case .path(let path, _) = target(of: slot, in: contentPath) else { return nil }
        return pictures[path]
    }

    private mutating func check(_ site: Site, _ notRead: UnreadFiles) {
        let faultyPages = Set(notRead.faulty.compactMap { pages[TextBytes($0)] })
        var found = [[Int]](repeating: [], count: site.threads.count)
        var names: [String]?
        func look(_ body: PostBody, _ contentPath: String, _ page: String, thread: Int? = nil) -> [Diagnostic] {
            body.rendered.slots.compactMap { slot in
                if slot.fragment != nil, let other = slot.path.isEmpty ? page : self.page(of: slot, in: contentPath) { remember(other) }
                switch target(of: slot, in: contentPath) {
                case .missing:
                    let path = resolve(percentDecoded(slot.path), from: contentPath) ?? ""
                    if leadsOut(slot, of: contentPath) { return .linkOutside(slot, in: contentPath) }
                    if notRead.lost.contains(path) { return nil }
                    if notRead.drafts.contains(path) { return .linkToDraft(slot, in: contentPath) }
                    let known = names ?? pages.keys.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                    names = known
                    return .brokenLink(slot, in: contentPath, near: nearPath(to: slot, in: contentPath, among: known))
                case .fragment(let id):
                    if id.isEmpty || anchors[page]?[id] != nil || faultyPages.contains(page) { return nil }
                    return .brokenAnchor(slot, id, in: contentPath, of: page, known: anchors[page].map { Array($0.keys) } ?? [])
                case .path(let path, let fragment):
                    // The threads come one after the other: one that was found before was found just now.
                    if let thread, case .thread(let other)? = origins[path], other != thread, found[other].last != thread { found[other].append(thread) }
                    guard let fragment, !fragment.isEmpty, let ids = anchors[path], ids[fragment] == nil, !faultyPages.contains(path) else { return nil }
                    return .brokenAnchor(slot, fragment, in: contentPath, of: path, known: Array(ids.keys))
                }
            }
        }
        var faults: [Diagnostic] = []
        for index in site.threads.indices {
            let thread = site.threads[index]
            thread.forEachBody { body in
                if body.rendered.slots.isEmpty { return }
                faults += look(body, thread.source.path, Permalinks.thread(thread.slug), thread: index)
            }
        }
        for rule in site.rules { faults += look(rule.source.body, rule.source.path, Permalinks.rule(rule.slug)) }
        for page in site.pages { faults += look(page.body, page.path, Permalinks.page(page.slug)) }
        for source in site.people.compactMap(\.source) { faults += look(source.bio, source.path, Permalinks.person(source.handle)) }
        for tag in site.tags {
            if let source = tag.source { faults += look(source.body, source.path, Permalinks.tag(tag.slug)) }
        }
        backlinks = found
        diagnostics = faults
    }

    /// A file of the same name elsewhere, or a near name in the same folder; relative to the file that the link stands in.
    private func nearPath(to slot: LinkSlot, in contentPath: String, among known: [String]) -> String? {
        // Somebody who begins with a '/' means the site's root.
        let written = percentDecoded(slot.path)
        let isFromRoot = written.utf8.first == UInt8(ascii: "/")
        guard let wanted = isFromRoot ? resolve(String(written.drop { $0 == "/" }), from: "") : resolve(written, from: contentPath) else { return nil }
        func name(_ path: String) -> Substring.UTF8View { path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[$0...].dropFirst().utf8 } ?? path[...].utf8 }
        let same = known.first { name($0).elementsEqual(name(wanted)) }
        guard let near = same ?? suggestion(for: wanted, among: known) else { return nil }
        return relativePath(to: near, from: contentPath)
    }

    private func leadsOut(_ slot: LinkSlot, of contentPath: String) -> Bool {
        slot.path.utf8.first != UInt8(ascii: "/") && resolve(percentDecoded(slot.path), from: contentPath) == nil
    }

    private func resolve(_ path: String, from contentPath: String) -> String? {
        // A leading `/` would mean the host's root, which a site under a sub-path doesn't own.
        guard path.utf8.first != UInt8(ascii: "/") else { return nil }
        var parts = contentPath.utf8.split(separator: UInt8(ascii: "/")).dropLast().map { Array($0) }
        for part in path.utf8.split(separator: UInt8(ascii: "/")) {
            if part.elementsEqual(".".utf8) { continue }
            if part.elementsEqual("..".utf8) {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(Array(part))
            }
        }
        return String(decoding: Array(parts.joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
    }

    private func relativePath(to path: String, from contentPath: String) -> String {
        let target = path.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
        let base = contentPath.utf8.split(separator: UInt8(ascii: "/")).dropLast().map { Array($0) }
        var shared = 0
        while shared < base.count, shared < target.count - 1, base[shared] == target[shared] { shared += 1 }
        let parts = Array(repeating: Array("..".utf8), count: base.count - shared) + target[shared...]
        return String(decoding: Array(parts.joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
    }
}

private func threadAnchors(_ thread: Thread) -> [(name: String, id: String)] {
    var ids = [(name: "question", id: "question")] + headings(of: thread.source.question)
    func add(_ anchor: String, _ body: PostBody) {
        ids.append((anchor, anchor))
        ids += body.rendered.headings.map { ($0.id, $0.id) }
    }
    for comment in thread.comments { add(comment.source.anchor, comment.source.body) }
    for answer in thread.answers {
        add(answer.source.anchor, answer.source.body)
        for comment in answer.comments { add(comment.source.anchor, comment.source.body) }
    }
    return ids
}

/// Each heading under its id, and under the id without its prefix: what an author who sees only the Markdown would write.
private func headings(of body: PostBody) -> [(name: String, id: String)] {
    body.rendered.headings.flatMap { heading -> [(name: String, id: String)] in
        guard heading.id.utf8.starts(with: firstTextPrefix.utf8) else { return [(heading.id, heading.id)] }
        return [(heading.id, heading.id), (String(heading.id.dropFirst(firstTextPrefix.count)), heading.id)]
    }
}

extension Thread {
    /// Question, answers and comments, in the order of the page.
    func forEachBody(_ look: (PostBody) -> Void) {
        look(source.question)
        for comment in comments { look(comment.source.body) }
        for answer in answers {
            look(answer.source.body)
            for comment in answer.comments { look(comment.source.body) }
        }
    }
}

/// A text that is the same where its bytes are: `String` takes two Unicode forms of a name for one, and a disk doesn't.
private struct TextBytes: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: TextBytes, right: TextBytes) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

/// RFC 3986, section 2.1; a `%` that no two hexadecimal digits follow stays as it is.
func percentDecoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: "%")) else { return text }
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
        if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count, let high = hexValue(bytes[at + 1]), let low = hexValue(bytes[at + 2]) {
            out.append(high << 4 | low)
            at += 3
        } else {
            out.append(bytes[at])
            at += 1
        }
    }
    return String(decoding: out, as: UTF8.self)
}

private func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
