import CLibXML2

/// What a browser would find in one HTML file: ids, addresses, and what the content security policy is to keep out. Read by libxml2, which
/// has no part in writing the pages.
struct HTMLPage {
    struct Element {
        let name: String
        let attributes: [String: String]
        /// The text directly in it.
        let text: String

        subscript(name: String) -> String? { attributes[name] }

        func hasClass(_ word: String) -> Bool { (self["class"] ?? "").split(separator: " ").contains { $0 == word } }
    }

    /// Every element, in the order of the page.
    private(set) var elements: [Element] = []

    init?(_ bytes: [UInt8]) {
        guard let context = htmlNewParserCtxt() else { return nil }
        defer { htmlFreeParserCtxt(context) }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
            | 1 << 19  // XML_PARSE_HUGE: a page may be longer than ten million bytes.
        let document = bytes.withUnsafeBytes {
            htmlCtxtReadMemory(
                context, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, "UTF-8", Int32(bitPattern: options))
        }
        guard let document else { return nil }
        defer { xmlFreeDoc(document) }
        collect(document.pointee.children)
    }

    private mutating func collect(_ first: xmlNodePtr?) {
        var next = first
        while let node = next {
            if node.pointee.type == XML_ELEMENT_NODE {
                elements.append(
                    Element(name: String(xml: node.pointee.name), attributes: Self.attributes(node), text: Self.text(node)))
                collect(node.pointee.children)
            }
            next = node.pointee.next
        }
    }

    private static func attributes(_ node: xmlNodePtr) -> [String: String] {
        var found: [String: String] = [:]
        var next = node.pointee.properties
        while let attribute = next {
            var value = ""
            var part = attribute.pointee.children
            while let text = part {
                value += String(xml: text.pointee.content)
                part = text.pointee.next
            }
            found[String(xml: attribute.pointee.name)] = value
            next = attribute.pointee.next
        }
        return found
    }

    private static func text(_ node: xmlNodePtr) -> String {
        var text = ""
        var next = node.pointee.children
        while let child = next {
            if child.pointee.type == XML_TEXT_NODE || child.pointee.type == XML_CDATA_SECTION_NODE { text += String(xml: child.pointee.content) }
            next = child.pointee.next
        }
        return text
    }
}

/// Whether bytes are well-formed XML, judged by libxml2 without recovery and without the network.
func isWellFormedXML(_ bytes: [UInt8]) -> Bool {
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    let document = bytes.withUnsafeBytes {
        xmlReadMemory($0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, nil, Int32(bitPattern: options))
    }
    guard let document else { return false }
    xmlFreeDoc(document)
    return true
}

extension String {
    fileprivate init(xml text: UnsafePointer<xmlChar>?) {
        self = text.map { String(cString: $0) } ?? ""
    }
}
