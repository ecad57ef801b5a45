/// Blocks of inline nodes: a blank line parts two paragraphs, a single line break is one, and what can't stand in a line stands alone.
func chatBlocks(_ inline: [HTMLNode]) -> [HTMLNode] {
    var out: [HTMLNode] = []
    var paragraph: [HTMLNode] = []
    func flush() {
        while case .element(let element)? = paragraph.last, element.name == "br" { paragraph.removeLast() }
        if !paragraph.isEmpty { out.append(.element("p", [], paragraph)) }
        paragraph = []
    }
    for node in inline {
        switch node {
        case .text(let text):
            for (index, line) in text.filter({ $0 != 13 }).split(separator: 10, omittingEmptySubsequences: false).enumerated() {
                if index > 0 {
                    if case .element(let last)? = paragraph.last, last.name == "br" { flush() } else if !paragraph.isEmpty { paragraph.append(.element("br", [], [])) }
                }
                if !line.isEmpty { paragraph.append(.text(Array(line))) }
            }
        case .element(let element) where ["pre", "blockquote", "spoiler", "details"].contains(element.name):
            flush()
            out.append(element.name == "spoiler" ? .element("blockquote", [("class", Array("spoiler".utf8))], element.children) : node)
        default: paragraph.append(node)
        }
    }
    flush()
    return out
}

/// Paragraphs with the hidden words in them set apart, as Markdown can hide blocks alone.
func liftingSpoilers(_ blocks: [HTMLNode]) -> [HTMLNode] {
    blocks.flatMap { block -> [HTMLNode] in
        guard case .element(let element) = block, element.name == "p", element.children.firstElement(where: { $0.name == "spoiler" }) != nil else { return [block] }
        return chatBlocks(element.children)
    }
}

/// A file that belongs to a message: shown where it is an image, linked otherwise. `path` is its place in the export or its address.
func attachment(_ path: String, name: String, in folder: String) -> HTMLNode {
    let label = singleLine(name).isEmpty ? "file" : singleLine(name)
    var address = path
    if !path.utf8.starts(with: "https://".utf8), !path.utf8.starts(with: "http://".utf8) {
        let below = (folder.isEmpty ? "" : folder + "/") + path.replacing("\\", with: "/")
        address = AttachedFiles.scheme + String(decoding: below.utf8.flatMap { $0 > 32 && !"()%<>[]\\".utf8.contains($0) ? [$0] : percentEncoded($0) }, as: UTF8.self)
    }
    let bare = path.utf8.prefix { $0 != UInt8(ascii: "?") }
    let isImage = [".png", ".jpg", ".jpeg", ".gif", ".webp"].contains { ending in bare.suffix(ending.utf8.count).map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }.elementsEqual(ending.utf8) }
    return .element("p", [], [isImage ? .image(address, label) : .link(address, [.text(label)])])
}

/// The folder of a path below the export.
func folder(ofPath path: String) -> String { path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? "" }
