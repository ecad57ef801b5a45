import Diagnostics
import KnowledgeBase
import Markdown

/// An address on the web that the content links to, and everywhere it does.
package struct ExternalLink: Hashable, Sendable {
    package struct Place: Hashable, Sendable {
        /// As messages print it.
        var path: String
        var range: SourceRange?
    }

    /// http or https, percent-encoded, without a fragment: what a server is asked for.
    package var address: String
    /// In the order of the content.
    package var places: [Place]
}

extension LoadedSite {
    /// Every address that a text, a 'source' or a person's 'links' leads to, sorted by its bytes.
    package var externalLinks: [ExternalLink] {
        var places: [String: [ExternalLink.Place]] = [:]
        // The links of a file come one after the other: it is read once.
        var last: (path: String, bytes: [UInt8]) = ("", [])
        func add(_ address: String, _ path: String, within body: SourceRange?) {
            let asked = String(decoding: address.utf8.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
            guard asked.utf8.starts(with: "http://".utf8) || asked.utf8.starts(with: "https://".utf8) else { return }
            let file = "Content/" + path
            if !last.path.utf8.elementsEqual(file.utf8) { last = (file, self.source(file)?.bytes ?? []) }
            let range = find(address, in: last.bytes, within: body) ?? body.map { $0.lowerBound..<$0.lowerBound }
            let place = ExternalLink.Place(path: file, range: range)
            if places[asked]?.contains(place) != true { places[asked, default: []].append(place) }
        }
        func look(_ body: PostBody, _ path: String) {
            for address in body.rendered.externalAddresses { add(address, path, within: body.range) }
        }
        for thread in site.threads {
            thread.forEachBody { look($0, thread.source.path) }
            for source in [thread.source.source] + thread.answers.map(\.source.source) { if let source { add(source, thread.source.path, within: nil) } }
        }
        for rule in site.rules { look(rule.source.body, rule.source.path) }
        for page in site.pages { look(page.body, page.path) }
        for source in site.people.compactMap(\.source) {
            look(source.bio, source.path)
            for link in source.links { add(link.value, source.path, within: link.range) }
        }
        for source in site.tags.compactMap(\.source) { look(source.body, source.path) }
        return places.map { ExternalLink(address: $0.key, places: $0.value) }.sorted { $0.address.utf8.lexicographicallyPrecedes($1.address.utf8) }
    }
}

/// Where an address stands in a file: in the text it belongs to, else anywhere; `nil` when it is written another way.
private func find(_ address: String, in bytes: [UInt8], within body: SourceRange?) -> SourceRange? {
    let wanted = Array(address.utf8)
    func first(in range: Range<Int>) -> SourceRange? {
        guard range.count >= wanted.count, let head = wanted.first else { return nil }
        var at = range.lowerBound
        let last = range.upperBound - wanted.count
        while at <= last, let found = bytes[at...last].firstIndex(of: head) {
            if bytes[found..<found + wanted.count].elementsEqual(wanted) { return found..<found + wanted.count }
            at = found + 1
        }
        return nil
    }
    return body.flatMap { first(in: $0.clamped(to: bytes.indices)) } ?? first(in: bytes.indices)
}

extension RenderedMarkdown {
    /// The addresses of the post's links to other hosts, in its order. They are read off the finished HTML: the printer has already judged them.
    var externalAddresses: [String] {
        var addresses: [String] = []
        let mark = Array("href=\"http".utf8)
        for case .html(let html) in pieces {
            let bytes = Array(html.utf8)
            var at = 0
            while at + mark.count < bytes.count, let found = bytes[at...].firstIndex(of: mark[0]) {
                at = found + 1
                guard bytes[found...].starts(with: mark), let end = bytes[(found + 6)...].firstIndex(of: UInt8(ascii: "\"")) else { continue }
                addresses.append(withoutReferences(Array(bytes[(found + 6)..<end])))
                at = end
            }
        }
        return addresses
    }

    /// In an attribute the printer writes `&` as `&amp;`, and percent-encodes whatever else would end it.
    private func withoutReferences(_ bytes: [UInt8]) -> String {
        let parts = bytes.split(separator: Array("&amp;".utf8), omittingEmptySubsequences: false)
        return String(decoding: Array(parts.joined(separator: [UInt8(ascii: "&")])), as: UTF8.self)
    }
}

/// The host of an address, in lower case, with its port; "" for none.
func hostAndPort(_ address: String) -> String {
    let bytes = Array(address.utf8)
    guard let slashes = bytes.indices.first(where: { bytes[$0...].starts(with: "://".utf8) }) else { return "" }
    let authority = bytes[(slashes + 3)...].prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let host = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
    return String(decoding: host, as: UTF8.self).lowercased()
}

/// Whether an address names a machine that only the checker's own network can reach. Content is written by strangers, and a check must not
/// carry their wishes into a private network. A public name that resolves to a private address is not seen here.
func isPrivate(_ address: String) -> Bool {
    var host = hostAndPort(address)
    if host.utf8.first == UInt8(ascii: "[") {
        let inner = host.utf8.dropFirst().prefix { $0 != UInt8(ascii: "]") }
        return !(inner.first == UInt8(ascii: "2") || inner.first == UInt8(ascii: "3"))
    }
    host = String(decoding: host.utf8.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
    let ownNames = [".localhost", ".local", ".internal", ".lan", ".home.arpa"]
    if ownNames.contains(where: { host.utf8.suffix($0.utf8.count).elementsEqual($0.utf8) }) { return true }
    // A name without a dot is looked up in the own network; 'localhost' is one.
    guard host.utf8.contains(UInt8(ascii: ".")) else { return true }
    let parts = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let last = parts.last, last.first.map({ (0x30...0x39).contains($0) }) == true else { return false }
    let numbers = parts.map { Int(String(decoding: $0, as: UTF8.self)) }
    // Octal, hexadecimal and shortened forms are nobody's public address.
    guard parts.count == 4, let a = numbers[0], let b = numbers[1], parts.allSatisfy({ $0.count == 1 || $0.first != UInt8(ascii: "0") }) else { return true }
    return a == 0 || a == 10 || a == 127 || a >= 224 || (a == 100 && (64...127).contains(b)) || (a == 169 && b == 254) || (a == 172 && (16...31).contains(b)) || (a == 192 && b == 168)
}
