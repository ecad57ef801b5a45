/// Small changes to a tree of HTML, for what each source wraps around its posts.
extension [HTMLNode] {
    /// The nodes with each element replaced by what `change` makes of it, inner ones first; `nil` keeps it.
    func replacingElements(_ change: (HTMLElement) -> [HTMLNode]?) -> [HTMLNode] {
        flatMap { node -> [HTMLNode] in
            guard case .element(var element) = node else { return [node] }
            element.children = element.children.replacingElements(change)
            return change(element) ?? [.element(element)]
        }
    }

    /// The first element for which the condition holds, in the order of the document.
    func firstElement(where holds: (HTMLElement) -> Bool) -> HTMLElement? {
        for case .element(let element) in self {
            if holds(element) { return element }
            if let found = element.children.firstElement(where: holds) { return found }
        }
        return nil
    }
}

extension HTMLNode {
    static func text(_ text: String) -> HTMLNode { .text(Array(text.utf8)) }

    static func element(_ name: String, _ attributes: [(name: String, value: [UInt8])] = [], _ children: [HTMLNode]) -> HTMLNode {
        .element(HTMLElement(name: name, attributes: attributes, children: children))
    }

    static func link(_ address: String, _ children: [HTMLNode]) -> HTMLNode { .element("a", [("href", Array(address.utf8))], children) }

    static func image(_ address: String, _ alternative: String) -> HTMLNode {
        .element("img", [("src", Array(address.utf8)), ("alt", Array(alternative.utf8))], [])
    }
}

extension HTMLElement {
    func text(_ name: String) -> String? { self[name].map { String(decoding: $0, as: UTF8.self) } }
}
