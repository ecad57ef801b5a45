import Foundation

/// A name that becomes part of an address: what it may hold, by what it names.
enum NameKind: Hashable, Sendable {
    /// The file name of a thread, a rule or a page.
    case slug
    /// A person's.
    case handle
    /// The file name of a tag.
    case tag

    var maximumBytes: Int { self == .handle ? 64 : 100 }

    /// The marks that may stand between letters and digits.
    fileprivate var marks: Set<Unicode.Scalar> {
        switch self {
        case .slug: ["-", "_"]
        case .handle: ["-", "_", "."]
        case .tag: ["-", "_", ".", "+", "#"]
        }
    }
}

/// What is wrong with a name.
struct NameFault: Hashable, Sendable {
    /// One phrase that goes on from the name: "holds ' '".
    var reason: String
    var advice: String
    /// A name near to it that is allowed.
    var proposal: String?
}

/// The precomposed form (NFC), in which names are compared and addresses written.
func composed(_ name: String) -> String {
    name.utf8.allSatisfy { $0 < 0x80 } ? name : name.precomposedStringWithCanonicalMapping
}

/// What keeps a name, in NFC, from being part of an address on every host and disk.
func fault(inName name: String, _ kind: NameKind) -> NameFault? {
    if isPlain(name, kind) { return nil }
    let scalars = name.unicodeScalars
    let marks = kind.marks
    func fault(_ reason: String, _ advice: String) -> NameFault {
        NameFault(reason: reason, advice: advice, proposal: proposedName(name, kind))
    }
    guard let first = scalars.first, let last = scalars.last else { return NameFault(reason: "is empty", advice: "give it a name") }
    if let other = scalars.first(where: { !isLetterOrDigit($0) && !isMark($0) && !marks.contains($0) }) {
        let allowed = kind.marks.sorted { $0.value < $1.value }.map { "'\($0)'" }.joined(separator: ", ")
        return fault("holds \(shownScalar(other))", "use letters, digits and \(allowed)")
    }
    guard isLetterOrDigit(first) || first == "_" else { return fault("begins with '\(first)'", "begin it with a letter or a digit") }
    if last == "." || (kind == .slug && last == "-") { return fault("ends in '\(last)'", "end it with a letter or a digit") }
    if name.utf8.count > kind.maximumBytes {
        return fault("has \(name.utf8.count) bytes", "use at most \(kind.maximumBytes)")
    }
    if let owner = reservedBy(name) { return fault("is kept by \(owner)", "choose another name") }
    if kind == .slug, scalars.contains(where: { $0.properties.generalCategory == .uppercaseLetter }) {
        return fault("has capital letters", "write it in small letters, because some hosts tell them apart and others don't")
    }
    return nil
}

/// Whether a name is one of those that most names are, and so without fault: small letters of ASCII, digits and, between them, `-` and `_`.
private func isPlain(_ name: String, _ kind: NameKind) -> Bool {
    var name = name
    return name.withUTF8 { bytes in
        guard let last = bytes.last, bytes.count <= kind.maximumBytes, !mayBeReserved(bytes), isPlainByte(bytes[0]), isPlainByte(last) else { return false }
        return bytes.allSatisfy { isPlainByte($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }
}

/// Small letters of ASCII and digits.
func isPlainByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// By the first three letters, whether `reservedBy` has to look at a name at all: `con`, `prn`, `aux`, `nul`, `com`, `lpt` and `index`.
private func mayBeReserved(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 3 else { return false }
    let start = UInt32(bytes[0] | 0x20) << 16 | UInt32(bytes[1] | 0x20) << 8 | UInt32(bytes[2] | 0x20)
    switch start {
    case 0x636F6E, 0x70726E, 0x617578, 0x6E756C, 0x636F6D, 0x6C7074, 0x696E64: return true
    default: return false
    }
}

/// Who keeps a name for itself.
func reservedBy(_ name: String) -> String? {
    var name = name
    guard name.withUTF8({ bytes in mayBeReserved(bytes) || bytes.contains { $0 >= 0x80 } }) else { return nil }
    let lower = name.lowercased()
    let stem = lower.utf8.prefix { $0 != UInt8(ascii: ".") }
    if ["con", "prn", "aux", "nul"].contains(where: { stem.elementsEqual($0.utf8) }) { return "Windows for a device" }
    if stem.count == 4, stem.starts(with: "com".utf8) || stem.starts(with: "lpt".utf8), stem.last.map({ (0x31...0x39).contains($0) }) == true {
        return "Windows for a device"
    }
    if lower == "index" { return "the list of such pages" }
    let index = "index-".utf8
    if lower.utf8.starts(with: index), lower.utf8.count > index.count, lower.utf8.dropFirst(index.count).allSatisfy({ (0x30...0x39).contains($0) }) {
        return "the further pages of the list"
    }
    return nil
}

/// The nearest allowed name; `nil` when nothing is left of it.
private func proposedName(_ name: String, _ kind: NameKind) -> String? {
    var scalars: [Unicode.Scalar] = []
    let text = kind == .slug ? composed(name.lowercased()) : name
    for scalar in text.unicodeScalars {
        if isLetterOrDigit(scalar) || (isMark(scalar) && !scalars.isEmpty) || kind.marks.contains(scalar) {
            scalars.append(scalar)
        } else if scalars.last != "-" {
            scalars.append("-")
        }
    }
    while let first = scalars.first, !isLetterOrDigit(first) { scalars.removeFirst() }
    var proposed = ""
    for scalar in scalars {
        guard proposed.utf8.count + UTF8.width(scalar) <= kind.maximumBytes else { break }
        proposed.unicodeScalars.append(scalar)
    }
    while let last = proposed.unicodeScalars.last, last == "-" || last == "." || last == "_" { proposed.unicodeScalars.removeLast() }
    if reservedBy(proposed) != nil { proposed = "the-" + proposed.unicodeScalars.map { $0 == "." ? "-" : String($0) }.joined() }
    return proposed.isEmpty || proposed.utf8.elementsEqual(name.utf8) ? nil : proposed
}

private func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .letterNumber: true
    default: false
    }
}

/// Accents and the vowel signs of many scripts, which follow a letter.
private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark: true
    default: false
    }
}

/// Quoted where it can be seen, else by its number.
private func shownScalar(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .nonspacingMark, .spacingMark, .enclosingMark:
        "U+" + String(repeating: "0", count: max(0, 4 - String(scalar.value, radix: 16).utf8.count)) + String(scalar.value, radix: 16, uppercase: true)
    case .spaceSeparator: "a space"
    default: "'\(scalar)'"
    }
}

/// Whether a file of this name, in NFC and without `.md`, gets a page of its own name.
package func isUsableName(_ name: String, for kind: ContentKind) -> Bool {
    switch kind {
    case .thread, .rule, .page: fault(inName: name, .slug) == nil
    case .person: fault(inName: name, .handle) == nil
    case .tag: fault(inName: name, .tag) == nil
    }
}

/// The form in which names are compared and addresses written: NFC.
package func composedName(_ name: String) -> String { composed(name) }
