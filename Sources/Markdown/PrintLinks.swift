import CCmarkGFM
import Diagnostics

/// How an open link will be closed.
enum OpenLink {
    case anchor
    /// Only its text is shown.
    case nothing
    /// Its text, then the destination in brackets, unless that is the text.
    case refused(destination: [UInt8], textStart: Int)
    /// `<std::string>`, which the parser takes for an address.
    case angleBrackets
}

/// Where a link stands: line and column from 1, as the parser counts.
struct LinkPlace {
    var line: Int
    var column: Int

    init(_ node: OpaquePointer) {
        line = Int(cmark_node_get_start_line(node))
        column = Int(cmark_node_get_start_column(node))
    }
}

extension HTMLPrinter {
    mutating func printLink(_ node: OpaquePointer, _ isEntering: Bool) {
        guard isEntering else { return closeLink() }
        let url = cBytes(cmark_node_get_url(node))
        let place = LinkPlace(node)
        if let child = cmark_node_first_child(node), cmark_node_next(child) == nil, cmark_node_get_type(child) == CMARK_NODE_TEXT,
            source.byte(line: place.line, column: place.column) == UInt8(ascii: "<"), cBytes(cmark_node_get_literal(child)).elementsEqual(url),
            LinkDestination(url) == .refused
        {
            log.reportTag(url, range: source.range(of: url, line: place.line, column: place.column))
            links.append(.angleBrackets)
            put(text: Array("<".utf8))
            return
        }
        openLink(url, title: cBytes(cmark_node_get_title(node)), at: place)
        decideInlineTags(of: node)
    }

    /// Prints the start of a link; `closeLink` must follow.
    mutating func openLink(_ url: UnsafeBufferPointer<UInt8>, title: UnsafeBufferPointer<UInt8>, at place: LinkPlace) {
        guard linkDepth == 0, altStarts.isEmpty else {
            links.append(.nothing)
            return
        }
        switch LinkDestination(url) {
        case .external(let encoded):
            put("<a href=\"")
            put(attribute: encoded)
            put("\" rel=\"nofollow ugc noopener\"")
        case .relative(let destination):
            put("<a href=\"")
            putSlot(.link, destination, at: place)
            put("\"")
        case .fragment:
            put("<a href=\"")
            putSlot(.link, Array(url), at: place)
            put("\"")
        case .empty:
            log.report(.emptyLink, .warning, "this link leads nowhere", advice: "put its address between the round brackets: '[text](address)'", range: source.line(place.line))
            links.append(.nothing)
            return
        case .refused:
            reportRefused(url, at: place)
            links.append(.refused(destination: Array(url), textStart: text.count))
            return
        }
        putTitle(title)
        put(">")
        links.append(.anchor)
        linkDepth += 1
    }

    mutating func closeLink() {
        switch links.popLast() {
        case .anchor:
            put("</a>")
            linkDepth -= 1
        case .refused(let destination, let textStart):
            guard !text[textStart...].elementsEqual(destination) else { return }
            put(text: Array(" (".utf8) + shortened(destination) + Array(")".utf8))
        case .angleBrackets: put(text: Array(">".utf8))
        case .nothing, nil: return
        }
    }

    mutating func printImage(_ node: OpaquePointer, _ isEntering: Bool) {
        if isEntering {
            altStarts.append(text.count)
            decideInlineTags(of: node)
            return
        }
        guard let start = altStarts.popLast(), altStarts.isEmpty else { return }
        let image = ImageParts(alt: Array(text[start...]), title: Array(cBytes(cmark_node_get_title(node))))
        printImage(cBytes(cmark_node_get_url(node)), image, at: LinkPlace(node))
    }

    /// The alternative text is already in the plain text.
    mutating func printImage(_ url: UnsafeBufferPointer<UInt8>, _ image: ImageParts, at place: LinkPlace) {
        switch LinkDestination(url) {
        case .relative(let destination):
            put("<img src=\"")
            putSlot(.image, destination, at: place)
            putImageAttributes(image)
        case .external(let encoded) where encoded.starts(with: "http".utf8):
            printExternalImage(encoded, image, at: place)
        case .empty, .fragment:
            log.report(.emptyLink, .warning, "this image has no file", advice: "put the file's path between the round brackets: '![text](path)'", range: source.line(place.line))
            if altStarts.isEmpty { appendText(image.alt, to: &out) }
        case .refused, .external:
            reportRefused(url, at: place)
            if altStarts.isEmpty { appendText(image.alt.isEmpty ? shortened(Array(url)) : image.alt, to: &out) }
        }
    }

    private mutating func report(externalImage url: [UInt8], at place: LinkPlace) {
        log.report(
            .externalImage, .warning, "the image '\(excerpt(url))' lies on another host",
            advice: "copy it into the site's assets and link to it there, or set 'external_images' in site.yml",
            range: source.range(of: url, line: place.line, column: place.column))
    }

    private mutating func printExternalImage(_ url: [UInt8], _ image: ImageParts, at place: LinkPlace) {
        guard options.externalImages != .allow else {
            put("<img src=\"")
            put(attribute: url)
            putImageAttributes(image)
            return
        }
        if options.reportsExternalImages { report(externalImage: url, at: place) }
        let isLink = options.externalImages == .link && linkDepth == 0
        if isLink {
            put("<a class=\"external-image\" href=\"")
            put(attribute: url)
            put("\" rel=\"nofollow ugc noopener\"")
            putTitle(image.title)
            put(">")
        }
        if image.alt.isEmpty {
            put(text: url)
        } else if altStarts.isEmpty {
            appendText(image.alt, to: &out)
        }
        if isLink { put("</a>") }
    }

    private mutating func putImageAttributes(_ image: ImageParts) {
        images += 1
        put("\" alt=\"")
        put(attribute: image.alt)
        put("\"")
        putTitle(image.title)
        if let width = image.width {
            put(" width=\"")
            put(number: width)
            put("\"")
        }
        if let height = image.height {
            put(" height=\"")
            put(number: height)
            put("\"")
        }
        put(" loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\">")
    }

    private mutating func putTitle(_ title: some Collection<UInt8>) {
        guard !title.isEmpty else { return }
        put(" title=\"")
        put(attribute: title)
        put("\"")
    }

    private mutating func putSlot(_ kind: LinkSlot.Kind, _ destination: [UInt8], at place: LinkPlace) {
        guard altStarts.isEmpty else { return }
        slotMarks.append((out.count, slots.count))
        slots.append(
            LinkSlot(
                destination: String(decoding: destination, as: UTF8.self), kind: kind,
                range: source.range(of: destination, line: place.line, column: place.column)))
    }

    private mutating func reportRefused(_ url: UnsafeBufferPointer<UInt8>, at place: LinkPlace) {
        log.report(
            .unsafeLink, .warning, "'\(excerpt(url))' can't be linked and is shown as text", advice: "link to an http, https or mailto address, or to a file of the site",
            range: source.range(of: url, line: place.line, column: place.column))
    }
}

struct ImageParts {
    var alt: [UInt8]
    var title: [UInt8] = []
    var width: Int?
    var height: Int?
}

/// A destination that is shown to the reader; a `data:` URL can have a million bytes.
private func shortened(_ url: [UInt8]) -> [UInt8] {
    guard url.count > 200 else { return url }
    var end = 200
    while end > 0, url[end] & 0xC0 == 0x80 { end -= 1 }
    return url[..<end] + Array("…".utf8)
}
