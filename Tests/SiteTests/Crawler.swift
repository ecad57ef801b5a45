import Foundation
import RunningProgram

/// A built site, read back as strangers will: file by file, link by link. Every fault is one line that names its page.
struct Crawler {
    let folder: String
    /// Every file, by its path below the site's folder.
    let files: [String: Data]
    /// HTML pages by path.
    private(set) var pages: [String: HTMLPage] = [:]
    private(set) var faults: [String] = []

    init(_ folder: String) throws {
        self.folder = folder
        files = try filesBelow(folder)
        for (path, bytes) in files where path.hasSuffix(".html") {
            if let page = HTMLPage([UInt8](bytes)) { pages[path] = page } else { faults.append("\(path): not readable as HTML") }
        }
        var links: [String: [String]] = [:]
        for path in pages.keys.sorted() { links[path] = check(path) }
        checkReach(links)
        checkMachineFiles()
    }

    /// Threads' own pages: not the list's, not redirects.
    var threadPages: [String] {
        pages.filter { $0.key.hasPrefix("threads/") && $0.value.elements.contains { $0.name == "body" && $0.hasClass("page-thread") } }.map(\.key)
    }

    /// Elements of all pages that satisfy a condition.
    func count(_ condition: (HTMLPage.Element) -> Bool) -> Int {
        pages.values.reduce(0) { $0 + $1.elements.count(where: condition) }
    }

    /// - Returns: The pages that this one leads to.
    private mutating func check(_ path: String) -> [String] {
        guard let page = pages[path] else { return [] }
        var ids: Set<String> = []
        for id in page.elements.compactMap({ $0["id"] }) where !ids.insert(id).inserted { faults.append("\(path): the id '\(id)' twice") }
        checkPolicy(path, page)
        var targets: [String] = []
        for element in page.elements {
            checkInline(path, element)
            for reference in ["for", "aria-labelledby", "aria-describedby", "aria-controls"] {
                for id in (element[reference] ?? "").split(separator: " ") where !ids.contains(String(id)) {
                    faults.append("\(path): <\(element.name) \(reference)> names the id '\(id)', which is not there")
                }
            }
            for name in ["href", "src", "action", "data-search", "poster", "data"] {
                guard let address = element[name] else { continue }
                if let target = follow(address, from: path, of: element, attribute: name) { targets.append(target) }
            }
            if element["srcset"] != nil { faults.append("\(path): <\(element.name) srcset>") }
        }
        return targets
    }

    /// - Returns: The page of this site that the address leads to.
    private mutating func follow(_ address: String, from path: String, of element: HTMLPage.Element, attribute: String) -> String? {
        let what = "\(path): <\(element.name) \(attribute)=\"\(address)\">"
        if address.utf8.contains(where: { "{} <>\"".utf8.contains($0) }) { faults.append("\(what) is no address") }
        // The icon lies in the page: nobody is asked for it.
        if element.name == "link", element["rel"] == "icon", address.hasPrefix("data:image/svg+xml,") { return nil }
        if let scheme = Self.scheme(of: address) {
            if !["http", "https", "mailto", "xmpp", "irc", "ircs", "ftp", "tel", "magnet", "matrix"].contains(scheme) { faults.append("\(what) has a scheme that is not allowed") }
            // A page of the site may be named as a whole address only where a machine reads it, or on the page that hosts show everywhere.
            let mayBeOutside = element.name == "a" || element.name == "link" && ["canonical", "alternate", "license"].contains(element["rel"] ?? "") || path == "404.html"
            if !mayBeOutside { faults.append("\(what) makes a browser ask another host") }
            return nil
        }
        if address.hasPrefix("//") || address.hasPrefix("/") {
            faults.append("\(what) begins with '/': it breaks under a sub-path and from a disk")
            return nil
        }
        let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = parts[0].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
        let fragment = parts.count > 1 ? parts[1].removingPercentEncoding : nil
        guard let decoded = file.removingPercentEncoding, let target = file.isEmpty ? path : Self.resolve(decoded, from: path) else {
            faults.append("\(what) leads out of the site")
            return nil
        }
        guard files[target] != nil else {
            faults.append("\(what) leads to a file that is not there")
            return nil
        }
        if let fragment, !fragment.isEmpty, let page = pages[target], !page.elements.contains(where: { $0["id"] == fragment }) {
            faults.append("\(what) names an id that is not there")
        }
        return pages[target] == nil ? nil : target
    }

    private mutating func checkPolicy(_ path: String, _ page: HTMLPage) {
        let policies = page.elements.filter { $0.name == "meta" && $0["http-equiv"]?.lowercased() == "content-security-policy" }.map { $0["content"] ?? "" }
        guard policies.count == 1, let policy = policies.first else {
            faults.append("\(path): \(policies.count) content security policies")
            return
        }
        if !policy.contains("default-src 'none'") || policy.contains("unsafe") || policy.contains("*") { faults.append("\(path): the policy is weak: \(policy)") }
        let policyPlace = page.elements.firstIndex { $0["http-equiv"] != nil } ?? 0
        if page.elements[..<policyPlace].contains(where: { ["script", "link", "img"].contains($0.name) }) {
            faults.append("\(path): something is loaded before the policy holds")
        }
    }

    private mutating func checkInline(_ path: String, _ element: HTMLPage.Element) {
        if element.name == "style" || element["style"] != nil { faults.append("\(path): <\(element.name)> has an inline style") }
        for name in element.attributes.keys where name.hasPrefix("on") { faults.append("\(path): <\(element.name) \(name)>") }
        if element.name == "script", element["src"] == nil {
            if element["type"] != "application/ld+json" { faults.append("\(path): an inline script") }
            if !isJSON(Data(element.text.utf8)) { faults.append("\(path): structured data that is no JSON") }
        }
        if ["iframe", "object", "embed", "base", "frame", "applet"].contains(element.name) { faults.append("\(path): <\(element.name)>") }
    }

    /// Every page must be found by somebody who begins at the home page and only follows links. The page for missing addresses and the
    /// redirects of old ones are nobody's aim.
    private mutating func checkReach(_ links: [String: [String]]) {
        var reached: Set<String> = ["index.html"]
        var open = ["index.html"]
        while let path = open.popLast() {
            for target in links[path] ?? [] where reached.insert(target).inserted { open.append(target) }
        }
        for (path, page) in pages where !reached.contains(path) {
            let isRedirect = page.elements.contains { $0.name == "meta" && $0["http-equiv"]?.lowercased() == "refresh" }
            if path != "404.html", !isRedirect { faults.append("\(path): no way leads here from the home page") }
        }
    }

    private mutating func checkMachineFiles() {
        for (path, bytes) in files {
            if path.hasSuffix(".xml") || path.hasSuffix(".svg"), !isWellFormedXML([UInt8](bytes)) { faults.append("\(path): not well-formed XML") }
            if path.hasSuffix(".json"), !isJSON(bytes) { faults.append("\(path): not JSON") }
            if path.hasSuffix(".answerable-part") { faults.append("\(path): left over from a build") }
            let isText = ["html", "xml", "json", "txt", "md", "css", "js", "svg"].contains { path.hasSuffix("." + $0) }
            if isText, String(validating: bytes, as: UTF8.self) == nil { faults.append("\(path): not UTF-8") }
        }
    }

    private static func resolve(_ relative: String, from path: String) -> String? {
        var parts = path.split(separator: "/").dropLast().map(String.init)
        for part in relative.split(separator: "/", omittingEmptySubsequences: false) {
            switch part {
            case "..": guard parts.popLast() != nil else { return nil }
            case ".": continue
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }

    /// RFC 3986, section 3.1.
    private static func scheme(of address: String) -> String? {
        guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = address[..<colon]
        let isScheme = scheme.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0) }
        return isScheme && !scheme.isEmpty ? scheme.lowercased() : nil
    }
}

/// Any JSON value.
private struct JSONValue: Decodable {
    init(from decoder: any Decoder) throws {
        if let fields = try? decoder.container(keyedBy: Name.self) {
            for key in fields.allKeys { _ = try fields.decode(JSONValue.self, forKey: key) }
        } else if var items = try? decoder.unkeyedContainer() {
            while !items.isAtEnd { _ = try items.decode(JSONValue.self) }
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

func isJSON(_ bytes: Data) -> Bool { (try? JSONDecoder().decode(JSONValue.self, from: bytes)) != nil }
