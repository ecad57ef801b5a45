/// What a destination is, judged on its bytes as a browser reads them.
enum LinkDestination: Equatable {
    /// http, https or mailto, percent-encoded.
    case external([UInt8])
    /// Relative to the post's file; without the characters that a browser would drop.
    case relative([UInt8])
    /// `#name`, without the mark, percent escapes resolved.
    case fragment([UInt8])
    case empty
    /// Another scheme, another host without a scheme, or a host that no page may name.
    case refused

    /// `bytes` are as cmark gives them: character references and backslashes already resolved, so `&#9;java…` can't hide here.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        // Browsers strip controls and spaces at both ends, and tabs and line ends everywhere, before they look for a scheme.
        var url: [UInt8] = []
        url.reserveCapacity(bytes.count)
        for byte in bytes where byte != 0x09 && byte != 0x0A && byte != 0x0D {
            if byte <= 0x20 && url.isEmpty { continue }
            url.append(byte)
        }
        while let last = url.last, last <= 0x20 { url.removeLast() }
        guard let first = url.first else {
            self = .empty
            return
        }
        if let colon = schemeEnd(url) {
            self = Self.withScheme(url, colon: colon)
        } else if first == UInt8(ascii: "#") {
            self = url.count == 1 ? .empty : .fragment(percentDecoded(url[1...]))
        } else if url.count > 1, isSlash(first), isSlash(url[1]) {
            self = .refused
        } else {
            self = .relative(url)
        }
    }

    private static func withScheme(_ url: [UInt8], colon: Int) -> LinkDestination {
        let scheme = url[..<colon].map { $0 | 0x20 }
        let rest = url[(colon + 1)...]
        if scheme.elementsEqual("http".utf8) || scheme.elementsEqual("https".utf8) {
            guard rest.count > 2, rest.starts(with: "//".utf8) else { return .refused }
            let afterSlashes = rest.dropFirst(2)
            let end = afterSlashes.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "\\") }
            let authority = afterSlashes[..<(end ?? afterSlashes.endIndex)]
            // A browser takes a backslash for a slash. Percent-encoded it would be none, and what follows would become a part of the host's name.
            guard isPlainAuthority(authority), end.map({ afterSlashes[$0] != UInt8(ascii: "\\") }) ?? true else { return .refused }
            var encoded = scheme
            encoded.reserveCapacity(url.count + 16)
            encoded += "://".utf8
            encoded += authority
            appendEncodedURL(afterSlashes[authority.endIndex...], to: &encoded)
            return .external(encoded)
        } else if scheme.elementsEqual("mailto".utf8) {
            guard let first = rest.first, first != UInt8(ascii: "?"), rest.contains(UInt8(ascii: "@")) else { return .refused }
            var encoded = scheme + [UInt8(ascii: ":")]
            appendEncodedURL(rest, to: &encoded)
            return .external(encoded)
        }
        return .refused
    }
}

/// Percent-encodes what the URL standard doesn't allow in a path, query or fragment, and every `%` that starts no escape.
func encodedURL(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    appendEncodedURL(bytes[...], to: &out)
    return out
}

private func appendEncodedURL(_ bytes: ArraySlice<UInt8>, to out: inout [UInt8]) {
    var seenFragment = false
    for index in bytes.indices {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "%"):
            let isEscape = index + 2 < bytes.endIndex && hexValue(bytes[index + 1]) != nil && hexValue(bytes[index + 2]) != nil
            if isEscape { out.append(byte) } else { appendPercent(byte, to: &out) }
        case UInt8(ascii: "#"):
            if seenFragment { appendPercent(byte, to: &out) } else { out.append(byte) }
            seenFragment = true
        case _ where urlBytes.contains(byte): out.append(byte)
        // A letter of another script is an URL code point; encoded it is one too, and no judge doubts it.
        default: appendPercent(byte, to: &out)
        }
    }
}

func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
        if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
            let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2])
        {
            out.append(high << 4 | low)
            index += 3
        } else {
            out.append(bytes[index])
            index += 1
        }
    }
    return out
}

private let urlBytes = ASCIISet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!$&'()*+,-./:;=?@_~")

private func appendPercent(_ byte: UInt8, to out: inout [UInt8]) {
    let digits: StaticString = "0123456789ABCDEF"
    out.append(UInt8(ascii: "%"))
    out.append(digits.utf8Start[Int(byte >> 4)])
    out.append(digits.utf8Start[Int(byte & 15)])
}

private func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

private func isSlash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }

/// The index of the colon that ends a scheme.
private func schemeEnd(_ url: [UInt8]) -> Int? {
    guard let first = url.first, isASCIILetter(first) else { return nil }
    for (index, byte) in url.enumerated() {
        if byte == UInt8(ascii: ":") { return index }
        guard isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        else { return nil }
    }
    return nil
}

func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") }
func isASCIIDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
