/// Why a text is no address that a page may link to.
struct WebAddressFault: Hashable, Sendable {
    var message: String
    var advice: String
    var proposal: String?
}

/// Checks `http://`, `https://` and `mailto:` addresses byte by byte: no control, space, quote or backslash, a host without a user name.
func fault(inWebAddress address: String, allowsMail: Bool) -> WebAddressFault? {
    let bytes = Array(address.utf8)
    func fault(_ message: String, _ advice: String, _ proposal: String? = nil) -> WebAddressFault {
        WebAddressFault(message: message, advice: advice, proposal: proposal)
    }
    guard bytes.count <= 2_048 else { return fault("the address has \(bytes.count) bytes", "use one of at most 2048") }
    if let bad = bytes.first(where: { $0 <= 0x20 || $0 == 0x7F || "\"<>\\^`{|}".utf8.contains($0) }) {
        let character = bad == 0x20 ? "a space" : "'\(Unicode.Scalar(bad).escaped(asASCII: true))'"
        return fault("the address '\(shown(address))' holds \(character)", "percent-encode it, or copy the address anew from the browser")
    }
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
    let scheme = colon.map { String(decoding: bytes[..<$0], as: UTF8.self).lowercased() }
    let wanted = allowsMail ? "'https://', 'http://' or 'mailto:'" : "'https://' or 'http://'"
    switch (scheme, colon) {
    case ("http", let colon?), ("https", let colon?):
        let rest = bytes[(colon + 1)...]
        guard rest.starts(with: "//".utf8) else { return fault("the address '\(shown(address))' has no '//'", "begin it with \(wanted)") }
        let host = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        if host.contains(UInt8(ascii: "@")) { return fault("the address '\(shown(address))' has a user name", "leave out what stands before the '@'") }
        return isHost(host) ? nil : fault("the address '\(shown(address))' has no valid host", "write one such as 'https://chat.example.org/'")
    case ("mailto", let colon?):
        let rest = bytes[(colon + 1)...]
        guard allowsMail else { return fault("'\(shown(address))' is an address for mail", "begin it with \(wanted)") }
        let parts = rest.prefix { $0 != UInt8(ascii: "?") }.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, isHost(parts[1]) else {
            return fault("the address '\(shown(address))' names no mailbox", "write one such as 'mailto:hosts@example.org'")
        }
        return nil
    default:
        let isHostOnly = colon == nil && isHost(bytes.prefix { $0 != UInt8(ascii: "/") }) && bytes.contains(UInt8(ascii: "."))
        let isMail = colon == nil && allowsMail && bytes.split(separator: UInt8(ascii: "@")).count == 2
        return fault(
            "the address '\(shown(address))' is neither http nor https\(allowsMail ? " nor mailto" : "")",
            "begin it with \(wanted)", isHostOnly ? "https://" + address : isMail ? "mailto:" + address : nil)
    }
}

/// A host name or an address of numbers, with an optional port.
private func isHost(_ authority: some Collection<UInt8>) -> Bool {
    let bytes = Array(authority)
    let isBracketed = bytes.first == UInt8(ascii: "[")
    let end = isBracketed ? (bytes.firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 } ?? bytes.count) : bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
    let host = bytes[..<end]
    let port = bytes[end...]
    if !port.isEmpty {
        guard port.first == UInt8(ascii: ":"), (2...6).contains(port.count), port.dropFirst().allSatisfy({ (0x30...0x39).contains($0) }) else {
            return false
        }
    }
    if isBracketed {
        return host.count > 3 && host.last == UInt8(ascii: "]")
            && host.dropFirst().dropLast().allSatisfy { (0x30...0x3A).contains($0) || (0x61...0x66).contains($0 | 0x20) || $0 == 0x2E }
    }
    guard !host.isEmpty, host.count <= 253 else { return false }
    return host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).enumerated().allSatisfy { index, label in
        // A last empty label is the root's dot.
        if label.isEmpty { return index > 0 && label.endIndex == host.endIndex }
        return label.count <= 63 && label.first != UInt8(ascii: "-")
            && label.allSatisfy { $0 >= 0x80 || (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F }
    }
}
