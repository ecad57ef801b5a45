import Diagnostics

/// Finds the bytes that no content file may hold: ill-formed UTF-8, NUL and the other C0 control characters.
enum CharacterCheck {
    /// More of the same kind in one file are counted, not listed: a photograph saved as `.md` has thousands.
    private static let listed = 8

    /// In the order of the file.
    static func diagnostics(_ file: SourceFile) -> [Diagnostic] {
        var found: [Diagnostic] = []
        var illFormed = 0
        var controls = 0
        scan(file.bytes) { scalar, range in
            if let scalar {
                controls += 1
                if controls <= listed { found.append(control(scalar, range, file)) }
            } else {
                illFormed += 1
                if illFormed <= listed { found.append(self.illFormed(range, file)) }
            }
        }
        for (total, code) in [(illFormed, DiagnosticCode.illFormedText), (controls, .controlCharacter)] where total > listed {
            if let last = found.lastIndex(where: { $0.code == code }) {
                found[last].message += "; \(total - listed) more follow"
            }
        }
        return found
    }

    /// Calls `fault` with each control character, or with `nil` for each ill-formed part.
    private static func scan(_ bytes: [UInt8], _ fault: (Unicode.Scalar?, SourceRange) -> Void) {
        var i = 0
        while i < bytes.count {
            i = bytes.withUnsafeBufferPointer { nextUnusual($0, from: i) }
            guard i < bytes.count else { return }
            let byte = bytes[i]
            if byte < 0x80 {
                if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { fault(Unicode.Scalar(byte), i..<i + 1) }
                i += 1
            } else {
                let (scalar, length) = UTF8Scalar.decode(bytes, at: i)
                if scalar == nil { fault(nil, i..<i + length) }
                i += length
            }
        }
    }

    /// The first byte at or after `start` that is a control or none of ASCII.
    private static func nextUnusual(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index + 8 <= bytes.count {
            let lanes = ByteLanes(bytes, at: index)
            let unusual = lanes.beyondASCII | lanes.below(0x20)
            if unusual != 0 { return index + ByteLanes.count(before: unusual) }
            index += 8
        }
        return index
    }

    private static func control(_ scalar: Unicode.Scalar, _ range: SourceRange, _ file: SourceFile) -> Diagnostic {
        Diagnostic(
            .controlCharacter, "the control character \(codePoint(scalar)) is not text", advice: "delete it",
            path: file.path, range: range, fixIts: [Diagnostic.FixIt(range: range, replacement: "")])
    }

    private static func illFormed(_ range: SourceRange, _ file: SourceFile) -> Diagnostic {
        let marks: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF]]
        let isUTF16 = marks.contains { file.bytes.starts(with: $0) }
        let shown = file.bytes[range].map { "0x" + hexadecimal(UInt32($0), digits: 2) }.joined(separator: " ")
        return Diagnostic(
            .illFormedText, "\(shown) is not UTF-8",
            advice: isUTF16 ? "the file seems to be UTF-16; save it as UTF-8" : "save the file as UTF-8, or type the character again",
            path: file.path, range: range)
    }
}

/// `U+001B`.
func codePoint(_ scalar: Unicode.Scalar) -> String {
    "U+" + hexadecimal(scalar.value, digits: 4)
}

func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
