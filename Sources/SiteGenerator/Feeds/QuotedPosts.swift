import Diagnostics
import KnowledgeBase
import Markdown

extension PageComposer {
    /// A thread's post as HTML for a file other than its page: every link is absolute where the site's address is known, else relative to
    /// this file. A link within the post leads to the thread's page.
    func html(_ body: PostBody, of thread: Thread) -> ByteSlice {
        func address(_ path: String, _ fragment: String? = nil) -> String {
            (absolute(path) ?? url(path)) + (fragment.map { "#" + encodedPath($0) } ?? "")
        }
        let page = Permalinks.thread(thread.slug)
        let html = withoutColour(body.rendered.htmlBytes { slot in
            switch model.links.target(of: slot, in: thread.source.path) {
            case .path(let path, let fragment): address(path, fragment)
            case .fragment(let id): address(page, id)
            case .missing: slot.destination
            }
        } size: { model.links.size(of: $0, in: thread.source.path) })
        // Footnotes and headings of the post itself are linked already. A `<` of the text is escaped, so this is always a real link.
        let local: StaticString = "<a href=\"#"
        var out: [UInt8] = []
        html.withBytes { raw in
            let bytes = raw.bindMemory(to: UInt8.self)
            guard var at = firstIndex(of: local, in: bytes, from: 0) else { return }
            let start = Array("<a href=\"".utf8) + address(page).utf8.flatMap { $0 == UInt8(ascii: "&") ? Array("&amp;".utf8) : [$0] }
            var done = 0
            while true {
                out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[done..<at]))
                out += start
                // The `#` stays.
                done = at + local.utf8CodeUnitCount - 1
                guard let next = firstIndex(of: local, in: bytes, from: done) else { break }
                at = next
            }
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[done...]))
        }
        return out.isEmpty ? html : ByteSlice(out)
    }
}
