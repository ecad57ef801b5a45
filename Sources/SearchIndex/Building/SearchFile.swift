/// One file of the index, ready to be written.
package struct SearchFile: Hashable, Sendable {
    /// Relative to the site's root, ASCII, `/` between its parts (`search/t/3fa09c.js`).
    package var path: String
    /// A classic script of one call, UTF-8.
    package var bytes: [UInt8]
}

/// Stands for the bytes of a file.
package struct FileDigest: Hashable, Sendable {
    package var high: UInt64
    package var low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Digests are made by whoever wants them.
    package typealias Of = @Sendable ([UInt8]) -> FileDigest
}

/// A file of the index that may be yet to be made.
package struct IndexedFile: Sendable {
    package enum Content: Sendable {
        case bytes([UInt8])
        case made(@Sendable () -> [UInt8])
    }

    /// As a `SearchFile` has it.
    package var path: String
    package var digest: FileDigest
    package var content: Content

    init(_ file: SearchFile, _ digest: FileDigest) {
        self.init(path: file.path, digest: digest, content: .bytes(file.bytes))
    }

    init(path: String, digest: FileDigest, content: Content) {
        self.path = path
        self.digest = digest
        self.content = content
    }
}

extension SearchFile {
    /// The folder of every index file, relative to the site's root.
    static let folder = "search/"

    /// A script that registers `text` and `data` under `key`: `answerableSearch("key","text","data")`.
    init(key: String, name: String? = nil, text: [UInt8], data: [UInt8] = []) {
        var out: [UInt8] = []
        out.reserveCapacity(text.count + data.count * 4 / 3 + 64)
        // A byte-order mark makes it UTF-8 whatever the host or the page says.
        if text.contains(where: { $0 >= 0x80 }) { out += [0xEF, 0xBB, 0xBF] }
        out += "answerableSearch(\"".utf8
        out += key.utf8
        out += "\",\"".utf8
        Self.appendLiteral(text, to: &out)
        out.append(UInt8(ascii: "\""))
        if !data.isEmpty {
            out += ",\"".utf8
            Base91.append(data, to: &out)
            out.append(UInt8(ascii: "\""))
        }
        out += ")\n".utf8
        self.init(path: Self.path(name ?? key), bytes: out)
    }

    static func path(_ name: String) -> String { folder + name + ".js" }

    /// `text` inside a double-quoted JavaScript string; `text` is valid UTF-8.
    private static func appendLiteral(_ text: [UInt8], to out: inout [UInt8]) {
        let backslash = UInt8(ascii: "\\")
        var i = 0
        while i < text.count {
            let byte = text[i]
            switch byte {
            case UInt8(ascii: "\""), backslash: out += [backslash, byte]
            case 0x0A: out += [backslash, UInt8(ascii: "n")]
            case 0x0D: out += [backslash, UInt8(ascii: "r")]
            case 0xE2 where i + 2 < text.count && text[i + 1] == 0x80 && text[i + 2] & 0xFE == 0xA8:
                // U+2028 and U+2029 end a line inside a string in older engines.
                out += (text[i + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8
                i += 2
            default: out.append(byte)
            }
            i += 1
        }
    }

    /// The key, text and data of an index file; `nil` when it is none.
    static func read(_ file: [UInt8]) -> (key: [UInt8], text: [UInt8], data: [UInt8])? {
        var rest = file[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        guard rest.starts(with: "answerableSearch(".utf8) else { return nil }
        rest = rest.dropFirst(17)
        var strings: [[UInt8]] = []
        while rest.first == UInt8(ascii: "\"") {
            rest = rest.dropFirst()
            var string: [UInt8] = []
            while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
                guard byte == UInt8(ascii: "\\") else {
                    string.append(byte)
                    continue
                }
                switch rest.popFirst() {
                case UInt8(ascii: "n"): string.append(0x0A)
                case UInt8(ascii: "r"): string.append(0x0D)
                case UInt8(ascii: "u"):
                    string += [0xE2, 0x80, rest.prefix(4).last == UInt8(ascii: "8") ? 0xA8 : 0xA9]
                    rest = rest.dropFirst(4)
                case let other?: string.append(other)
                case nil: return nil
                }
            }
            strings.append(string)
            if rest.first == UInt8(ascii: ",") { rest = rest.dropFirst() }
        }
        guard rest.first == UInt8(ascii: ")"), strings.count == 2 || strings.count == 3 else { return nil }
        return (strings[0], strings[1], strings.count == 3 ? Base91.decode(strings[2]) : [])
    }
}

/// A name made of content: 24 bits as six hexadecimal digits.
///
/// It names caches, it proves nothing; whoever packs files looks for collisions among them.
struct ContentName: Hashable {
    var value: UInt32

    init(_ parts: [[UInt8]], salt: UInt64 = 0) {
        // FNV-1a, 64 bits, then the finaliser of MurmurHash3.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ salt
        for part in parts {
            for byte in part { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0x1FF) &* 0x100_0000_01B3
        }
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        value = UInt32(truncatingIfNeeded: hash >> 40)
    }

    init(value: UInt32) { self.value = value }

    /// Three bytes.
    init(bytes: ArraySlice<UInt8>) { value = bytes.reduce(0) { $0 << 8 | UInt32($1) } }

    /// A name that isn't among `taken`, which it joins.
    init(_ parts: [[UInt8]], taken: inout Set<ContentName>) {
        var salt: UInt64 = 0
        repeat {
            self.init(parts, salt: salt)
            salt += 1
        } while !taken.insert(self).inserted
    }

    var bytes: [UInt8] { [UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)] }

    var hex: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }
}
