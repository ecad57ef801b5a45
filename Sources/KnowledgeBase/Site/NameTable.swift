import Diagnostics
import Foundation

/// Names that may be written in several ways, each leading to the one under which things are filed: aliases of people, synonyms of tags.
///
/// Keys are compared after case folding and NFC, so that `Mei` and `mei` are one person.
struct NameTable: Sendable {
    private var canonical: [String: String] = [:]
    /// The names that files declare, as they declare them.
    private(set) var declared: Set<String> = []

    /// Declares a name with its other spellings.
    mutating func declare(_ name: String, also others: [String]) {
        declared.insert(name)
        canonical[foldedName(name)] = name
        for other in others where canonical[foldedName(other)] == nil { canonical[foldedName(other)] = name }
    }

    /// The name under which `written` is filed; `written` itself when nobody declared it. The first spelling met becomes the name of all
    /// that differ from it only in case.
    mutating func resolve(_ written: String) -> String {
        let key = foldedName(written)
        if let name = canonical[key] { return name }
        canonical[key] = written
        return written
    }

    func find(_ written: String) -> String? { canonical[foldedName(written)] }
}

/// The form in which names and paths are compared: two that fold alike are one name to a person, or one file on a disk that ignores case.
package func foldedName(_ name: String) -> String {
    var (isPlain, isFolded) = (true, true)
    for byte in name.utf8 {
        if byte >= 0x80 { isPlain = false }
        if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) { isFolded = false }
    }
    if isPlain { return isFolded ? name : name.lowercased() }
    return name.lowercased().precomposedStringWithCanonicalMapping
}
