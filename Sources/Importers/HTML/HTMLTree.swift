import CLibXML2

/// A piece of HTML as a value.
indirect enum HTMLNode {
    case element(HTMLElement)
    case text([UInt8])
    case comment([UInt8])
}

struct HTMLElement {
    /// Lower-case.
    var name: String
    var attributes: [(name: String, value: [UInt8])]
    var children: [HTMLNode]

    subscript(name: String) -> [UInt8]? {
        for attribute in attributes where attribute.name == name { return attribute.value }
        return nil
    }

    /// Whether the `class` attribute has this word.
    func hasClass(_ word: String) -> Bool {
        guard let classes = self["class"] else { return false }
        return classes.split(whereSeparator: isHTMLSpace).contains { $0.elementsEqual(word.utf8) }
    }
}

func isHTMLSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13 && byte != 11) }

extension [HTMLNode] {
    /// Parses a fragment of HTML with libxml2's HTML parser: no network, no messages, UTF-8.
    ///
    /// Returns `nil` when the parser gave up before the end (nested deeper than 256 elements): a tree would then lack text.
    init?(html source: [UInt8]) {
        guard !source.isEmpty else {
            self = []
            return
        }
        let bytes = withNumericPunctuation(source)
        guard bytes.count < Int(Int32.max), let context = htmlNewParserCtxt() else { return nil }
        defer { htmlFreeParserCtxt(context) }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue | HTML_PARSE_NODEFDTD.rawValue
        let document = bytes.withUnsafeBytes { buffer in
            htmlCtxtReadMemory(
                context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, "UTF-8",
                Int32(bitPattern: options))
        }
        guard let document else { return nil }
        defer { xmlFreeDoc(document) }
        guard context.pointee.lastError.code != Int32(XML_ERR_INTERNAL_ERROR.rawValue),
            context.pointee.depth < 256
        else { return nil }
        self = htmlChildren(document.pointee.children)
    }

    /// The text alone, as a browser's `textContent` gives it.
    var textContent: [UInt8] {
        var bytes: [UInt8] = []
        for node in self {
            switch node {
            case .text(let text): bytes += text
            case .element(let element) where element.name == "br": bytes.append(10)
            case .element(let element): bytes += element.children.textContent
            case .comment: break
            }
        }
        return bytes
    }
}

/// A node and its next siblings. The depth is bounded by the parser's own limit.
private func htmlChildren(_ first: UnsafeMutablePointer<xmlNode>?) -> [HTMLNode] {
    var nodes: [HTMLNode] = []
    var next = first
    while let node = next {
        next = node.pointee.next
        switch node.pointee.type {
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
            nodes.append(.text(utf8(node.pointee.content)))
        case XML_COMMENT_NODE:
            nodes.append(.comment(utf8(node.pointee.content)))
        case XML_ELEMENT_NODE:
            let name = String(decoding: utf8(node.pointee.name).map(lowered), as: UTF8.self)
            if ["script", "style", "template", "head"].contains(name) { continue }
            let children = htmlChildren(node.pointee.children)
            if name == "html" || name == "body" {
                nodes += children
            } else {
                nodes.append(.element(HTMLElement(name: name, attributes: htmlAttributes(node), children: children)))
            }
        default: break
        }
    }
    return nodes
}

private func htmlAttributes(_ node: UnsafeMutablePointer<xmlNode>) -> [(name: String, value: [UInt8])] {
    var attributes: [(name: String, value: [UInt8])] = []
    var next = node.pointee.properties
    while let attribute = next {
        next = attribute.pointee.next
        var value: [UInt8] = []
        var part = attribute.pointee.children
        while let text = part {
            value += utf8(text.pointee.content)
            part = text.pointee.next
        }
        attributes.append((String(decoding: utf8(attribute.pointee.name).map(lowered), as: UTF8.self), value))
    }
    return attributes
}

/// HTML 5's names of ASCII punctuation, which libxml2 (HTML 4) leaves as they are, as numbers that it reads.
private func withNumericPunctuation(_ html: [UInt8]) -> [UInt8] {
    guard html.contains(UInt8(ascii: "&")) else { return html }
    var out: [UInt8] = []
    out.reserveCapacity(html.count)
    var at = 0
    while at < html.count {
        let byte = html[at]
        at += 1
        out.append(byte)
        guard byte == UInt8(ascii: "&") else { continue }
        let name = html[at...].prefix(8).prefix(while: isWordByte)
        guard html[safe: name.endIndex] == UInt8(ascii: ";"), let code = punctuation[String(decoding: name, as: UTF8.self)] else { continue }
        out += "#\(code)".utf8
        at = name.endIndex
    }
    return out
}

private let punctuation: [String: Int] = [
    "Tab": 9, "NewLine": 10, "excl": 33, "num": 35, "dollar": 36, "percnt": 37, "lpar": 40, "rpar": 41, "ast": 42, "midast": 42, "plus": 43,
    "comma": 44, "period": 46, "sol": 47, "colon": 58, "semi": 59, "equals": 61, "quest": 63, "commat": 64, "lsqb": 91, "lbrack": 91,
    "bsol": 92, "rsqb": 93, "rbrack": 93, "Hat": 94, "lowbar": 95, "grave": 96, "lcub": 123, "lbrace": 123, "verbar": 124, "vert": 124,
    "rcub": 125, "rbrace": 125,
]

private func lowered(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }

private func utf8(_ text: UnsafePointer<xmlChar>?) -> [UInt8] {
    guard let text else { return [] }
    return Array(UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))))
}
