import Diagnostics

/// The keys that one kind of block may hold. To add a key: its name here, in the table beside its reader, and its reading there.
struct KeyTable: Hashable, Sendable {
    /// As messages name it: "a thread".
    let what: String
    let keys: [String]
    /// Names that other programs use, with the key that is meant.
    var otherNames: [String: String] = [:]

    /// The known key that was most likely meant.
    func nearest(to key: String) -> String? {
        otherNames[key.lowercased()] ?? suggestion(for: key, among: keys)
    }
}
