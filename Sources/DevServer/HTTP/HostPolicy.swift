#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Under which names the server answers.
///
/// A page of another site can make a browser ask this machine, by a name of its own that it lets lead here ("DNS rebinding"), and then read the
/// answer: drafts, too. So a request must name this machine by an address, as `localhost`, by the name given with `--host`, or by its own name.
package struct HostPolicy: Hashable, Sendable {
    private var names: Set<String>

    /// - Parameter host: What `--host` gave.
    package init(host: String) {
        names = ["localhost", host.lowercased()]
        var name = [CChar](repeating: 0, count: 256)
        if gethostname(&name, name.count - 1) == 0 {
            let own = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).lowercased()
            if !own.isEmpty { names.formUnion([own, own + ".local"]) }
        }
    }

    /// - Parameter header: The value of `Host`: a name or an address, with or without a port.
    package func allows(_ header: String?) -> Bool {
        guard let header, !header.isEmpty else { return false }
        let host = Self.withoutPort(header.lowercased())
        if names.contains(host) || host.utf8.hasSuffix(".localhost") { return true }
        return Self.isAddress(host)
    }

    private static func withoutPort(_ header: String) -> String {
        if header.utf8.first == UInt8(ascii: "[") {
            let inner = header.utf8.dropFirst().prefix { $0 != UInt8(ascii: "]") }
            let rest = header.utf8.dropFirst(inner.count + 2)
            return rest.isEmpty || isPort(rest) ? "[" + String(Substring(inner)) : header
        }
        guard let colon = header.utf8.lastIndex(of: UInt8(ascii: ":")) else { return header }
        return isPort(header.utf8[colon...]) ? String(header[..<colon]) : header
    }

    private static func isPort(_ text: Substring.UTF8View) -> Bool {
        text.first == UInt8(ascii: ":") && text.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isAddress(_ host: String) -> Bool {
        if host.utf8.first == UInt8(ascii: "[") {
            var six = in6_addr()
            return inet_pton(AF_INET6, String(host.dropFirst()), &six) == 1
        }
        var four = in_addr()
        return inet_pton(AF_INET, host, &four) == 1
    }
}

extension String.UTF8View {
    func hasSuffix(_ ending: String) -> Bool { suffix(ending.utf8.count).elementsEqual(ending.utf8) }
}
