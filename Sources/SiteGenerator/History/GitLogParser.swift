/// The output of `git log --raw -z` as events, read in pieces of any size. Names, messages and paths are bytes that strangers chose: fields are told
/// apart by their place and by NUL, which none of them can hold.
///
/// The log's format must be `GitLogParser.format`.
struct GitLogParser {
    struct Commit: Hashable {
        /// Committer time, in seconds since 1970.
        var time: Int
        var author: String
        /// Without parents: the first commit, or the edge of a shallow clone.
        var isRoot: Bool
    }

    /// One file that a commit touched.
    struct Change: Hashable {
        enum Kind: Hashable {
            case added, deleted, changed
            /// From `old`; `isExact` when not a byte of the text changed.
            case renamed(old: [UInt8], isExact: Bool)
        }

        var kind: Kind
        /// Below the folder that the log was asked for.
        var path: [UInt8]
        /// The object that held the text before, in hexadecimal digits.
        var oldObject: String
    }

    enum Event: Hashable {
        case commit(Commit)
        case change(Change)
    }

    static let format = "tformat:%H%x00%P%x00%ct%x00%aN"

    private var field: [UInt8] = []
    private var header: [[UInt8]] = []
    private var record: (status: UInt8, isExact: Bool, object: String)?
    private var oldPath: [UInt8]?
    /// Something that is no log: everything after it is left unread.
    private(set) var isBroken = false

    /// - Parameter take: Gets every event that the bytes complete.
    mutating func read(_ bytes: some Sequence<UInt8>, _ take: (Event) -> Void) {
        for byte in bytes where !isBroken {
            if byte != 0 {
                field.append(byte)
                if field.count > Self.longestField { isBroken = true }
                continue
            }
            end(take)
            field.removeAll(keepingCapacity: true)
        }
    }

    /// No path of a repository that people use is longer; the bound keeps a broken stream from filling the memory.
    private static let longestField = 1 << 20

    private mutating func end(_ take: (Event) -> Void) {
        if let record {
            endPath(record, take)
        } else if header.isEmpty, let start = recordStart {
            beginRecord(start)
        } else {
            header.append(field)
            if header.count == 4 { endHeader(take) }
        }
    }

    /// A record begins with `:`, in the first place after a line end. A commit's name has neither.
    private var recordStart: ArraySlice<UInt8>? {
        let text = field.drop { $0 == 0x0A }
        return text.first == UInt8(ascii: ":") ? text.dropFirst() : nil
    }

    /// `100644 100644 OLD NEW R086`.
    private mutating func beginRecord(_ text: ArraySlice<UInt8>) {
        let parts = text.split(separator: 0x20)
        guard parts.count == 5, let status = parts[4].first else {
            isBroken = true
            return
        }
        record = (status, parts[4].elementsEqual("R100".utf8), String(decoding: parts[2], as: UTF8.self))
    }

    private mutating func endPath(_ record: (status: UInt8, isExact: Bool, object: String), _ take: (Event) -> Void) {
        let isRename = record.status == UInt8(ascii: "R")
        if isRename || record.status == UInt8(ascii: "C"), oldPath == nil {
            oldPath = field
            return
        }
        let kind: Change.Kind =
            switch record.status {
            case UInt8(ascii: "A"), UInt8(ascii: "C"): .added
            case UInt8(ascii: "D"): .deleted
            case UInt8(ascii: "R"): .renamed(old: oldPath ?? [], isExact: record.isExact)
            default: .changed
            }
        take(.change(Change(kind: kind, path: field, oldObject: record.object)))
        self.record = nil
        oldPath = nil
    }

    private mutating func endHeader(_ take: (Event) -> Void) {
        defer { header.removeAll(keepingCapacity: true) }
        let time = Int(String(decoding: header[2], as: UTF8.self))
        guard let time, header[0].count >= 40 else {
            isBroken = true
            return
        }
        // Beyond the year 9999 no page can print it.
        take(.commit(Commit(time: min(max(time, 0), 253_402_300_799), author: shownName(header[3]), isRoot: header[1].isEmpty)))
    }
}

/// A name that anybody may have given to git, for a page: well-formed, on one line, without marks that turn the writing round.
private func shownName(_ bytes: [UInt8]) -> String {
    var name = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: continue
        case .spaceSeparator: if !name.isEmpty, name.utf8.last != 0x20 { name += " " }
        default: name.unicodeScalars.append(scalar)
        }
        if name.utf8.count >= 100 { break }
    }
    if name.utf8.last == 0x20 { name.unicodeScalars.removeLast() }
    return name
}
