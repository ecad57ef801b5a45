/// Whether an address of the web names a host that a page may link to. People write `http://user:password@host` and `http://…` as examples;
/// such an address stays text.
func namesHost(_ address: some Collection<UInt8>) -> Bool {
    let bytes = Array(address)
    guard let scheme = ["https://", "http://"].first(where: { name in
        bytes.prefix(name.utf8.count).map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }.elementsEqual(name.utf8)
    }) else { return true }
    var host = bytes[scheme.utf8.count...].prefix { !"/?#\\".utf8.contains($0) }
    if host.first == UInt8(ascii: "[") { return true }
    if let colon = host.firstIndex(of: UInt8(ascii: ":")) {
        let port = host[(colon + 1)...]
        guard (1...5).contains(port.count), port.allSatisfy({ (48...57).contains($0) }), (Int(String(decoding: port, as: UTF8.self)) ?? 0) < 65_536 else { return false }
        host = host[..<colon]
    }
    if host.last == UInt8(ascii: ".") { host = host.dropLast() }
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard host.count <= 253, labels.allSatisfy(isHostLabel), let last = labels.last else { return false }
    guard last.allSatisfy({ (48...57).contains($0) }) else { return true }
    return labels.count == 4 && labels.allSatisfy { (Int(String(decoding: $0, as: UTF8.self)) ?? 256) < 256 }
}

private func isHostLabel(_ label: ArraySlice<UInt8>) -> Bool {
    guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
    return first != UInt8(ascii: "-") && last != UInt8(ascii: "-")
        && label.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 >= 0x80 }
}
