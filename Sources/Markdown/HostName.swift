/// Whether an authority is a host with an optional port, of a form that every browser reads alike.
///
/// A user name or password before the host is refused: `https://bank.example@evil.example` is made to be misread.
func isPlainAuthority(_ authority: ArraySlice<UInt8>) -> Bool {
    if isUsualHost(authority) { return true }
    var host = authority
    if let first = host.first, first == UInt8(ascii: "[") { return isBracketedAddress(authority) }
    if let colon = host.firstIndex(of: UInt8(ascii: ":")) {
        guard isPort(host[(colon + 1)...]) else { return false }
        host = host[..<colon]
    }
    guard !host.isEmpty, host.count <= 253 else { return false }
    if host.last == UInt8(ascii: ".") { host.removeLast() }
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.allSatisfy(isLabel), let last = labels.last else { return false }
    guard last.allSatisfy(isASCIIDigit) || isHexNumber(last) else { return true }
    return labels.count == 4 && labels.allSatisfy(isOctet)
}

/// Lower-case letters and single dots and hyphens between letters: nearly every link.
private func isUsualHost(_ host: ArraySlice<UInt8>) -> Bool {
    guard !host.isEmpty, host.count <= 63 else { return false }
    var wasLetter = false
    for byte in host {
        let isLetter = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
        guard isLetter || (wasLetter && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-"))) else { return false }
        wasLetter = isLetter
    }
    return wasLetter
}

private func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
    guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
    let hyphen = UInt8(ascii: "-")
    guard first != hyphen, last != hyphen else { return false }
    // "??--": only "xn--" has a meaning there.
    if label.count > 3, label[label.startIndex + 2] == hyphen, label[label.startIndex + 3] == hyphen {
        guard label.starts(with: "xn".utf8) else { return false }
    }
    guard label.allSatisfy({ isASCIILetter($0) || isASCIIDigit($0) || $0 == hyphen || $0 == UInt8(ascii: "_") || $0 >= 0x80 }) else { return false }
    guard label.contains(where: { $0 >= 0x80 }) else { return true }
    return String(decoding: label, as: UTF8.self).unicodeScalars.allSatisfy { scalar in
        scalar.isASCII || (scalar.properties.isAlphabetic && scalar != "\u{FFFD}")
    }
}

private func isPort(_ port: ArraySlice<UInt8>) -> Bool {
    guard !port.isEmpty, port.count <= 5, port.allSatisfy(isASCIIDigit) else { return false }
    return port.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 65_535
}

private func isOctet(_ label: ArraySlice<UInt8>) -> Bool {
    guard label.count <= 3, label.allSatisfy(isASCIIDigit), label.count == 1 || label.first != UInt8(ascii: "0") else { return false }
    return label.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 255
}

private func isHexNumber(_ label: ArraySlice<UInt8>) -> Bool {
    label.count > 1 && label.first == UInt8(ascii: "0") && label[label.startIndex + 1] | 0x20 == UInt8(ascii: "x")
}

/// `[::1]`, with an optional port: the loopback and unspecified addresses that developers write. Others are shown as text.
private func isBracketedAddress(_ authority: ArraySlice<UInt8>) -> Bool {
    for address in ["[::1]", "[::]"] where authority.starts(with: address.utf8) {
        let rest = authority.dropFirst(address.utf8.count)
        return rest.isEmpty || (rest.first == UInt8(ascii: ":") && isPort(rest.dropFirst()))
    }
    return false
}
