import Diagnostics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A zip of an export, read in place: nothing of it is ever unpacked onto the disk.
///
/// Strict, as an export comes from strangers: names that lead out of the archive, links, encrypted files, two files at one place, files that
/// overlap and sizes that no text has (more than 200 times the packed one) are faults of the whole archive, found before a file is read.
struct ZipArchive {
    struct Member: Hashable {
        var name: String
        var isDeflated: Bool
        var packedSize: Int
        var size: Int
        var checksum: UInt32
        /// Of the local header, in bytes from the archive's start.
        var offset: Int
    }

    let path: String
    private let file: ZipFile
    private(set) var members: [String: Member] = [:]
    /// Names of files and folders in each folder, in the order of their bytes.
    private(set) var folders: [String: [String]] = ["": []]

    private static let mostMembers = 2_000_000
    private static let largestDirectory = 1 << 29
    private static let mostTimes = 200

    /// Whether a file begins as a zip does.
    static func isOne(_ path: String) -> Bool {
        guard FileCalls.size(path) != nil, let head = try? FileCalls.head(path, limit: 4) else { return false }
        return head == [0x50, 0x4B, 3, 4] || head == [0x50, 0x4B, 5, 6]
    }

    init(_ path: String) throws(ImportError) {
        self.path = path
        file = try ZipFile(path)
        var children: [String: Set<String>] = ["": []]
        for member in try directory() {
            if try !check(member, &children) { continue }
            guard members.updateValue(member, forKey: member.name) == nil else { throw fault(at: member.offset, "two files have this name", in: member.name) }
        }
        for name in members.keys where children[name] != nil { throw fault(at: 0, "a file and a folder have this name", in: name) }
        try checkPlaces()
        folders = children.mapValues { $0.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    }

    func fault(at byte: Int, _ what: String, in name: String? = nil) -> ImportError {
        .brokenSource([
            Diagnostic(
                .importSyntax, .error, "near byte \(byte): \(what)", advice: "get the export again, or unpack it and give the folder; nothing was written",
                path: name.map { "\(path)/\(singleLine($0))" } ?? path)
        ])
    }

    func bytes(at offset: Int, count: Int) throws(ImportError) -> [UInt8] { try FileCalls.read(file.descriptor, path: path, at: offset, count: count) }

    /// The unpacked bytes of a file.
    func source(_ member: Member, meter: ImportMeter) throws(ImportError) -> ByteSource {
        let inflater = try ZipInflater(self, member, dataAt: try dataStart(member), meter: meter)
        return ByteSource(read: { () throws(ImportError) in try inflater.next() })
    }

    // MARK: The directory

    private static func number(_ bytes: [UInt8], _ at: Int, _ width: Int) -> Int {
        var value: UInt64 = 0
        for index in 0..<width { value |= UInt64(bytes[at + index]) << (8 * UInt64(index)) }
        return Int(clamping: value)
    }

    /// Where the central directory lies, from the record at the archive's end (APPNOTE 4.3.16, and 4.3.14 for archives beyond 4 GB).
    private func directoryPlace() throws(ImportError) -> (offset: Int, size: Int, count: Int) {
        let tailStart = max(0, file.size - 65_557)
        let tail = try bytes(at: tailStart, count: file.size - tailStart)
        guard tail.count >= 22, let at = (0...(tail.count - 22)).last(where: { at in
            tail[at...].starts(with: [0x50, 0x4B, 5, 6]) && at + 22 + Self.number(tail, at + 20, 2) == tail.count
        }) else { throw fault(at: file.size, "the zip ends before its directory does") }
        var place = (offset: Self.number(tail, at + 16, 4), size: Self.number(tail, at + 12, 4), count: Self.number(tail, at + 10, 2))
        if place.offset == 0xFFFF_FFFF || place.size == 0xFFFF_FFFF || place.count == 0xFFFF, at >= 20, tail[(at - 20)...].starts(with: [0x50, 0x4B, 6, 7]) {
            let record = Self.number(tail, at - 12, 8)
            let large = record < file.size ? try bytes(at: record, count: 56) : []
            guard large.count == 56, large.starts(with: [0x50, 0x4B, 6, 6]) else { throw fault(at: tailStart + at, "the zip's directory can't be found") }
            place = (Self.number(large, 48, 8), Self.number(large, 40, 8), Self.number(large, 32, 8))
        }
        guard place.offset <= file.size, place.size <= file.size - place.offset else { throw fault(at: tailStart + at, "the zip's directory lies outside the file") }
        guard place.count <= Self.mostMembers, place.size <= Self.largestDirectory else { throw fault(at: tailStart + at, "the zip names more files than any export has") }
        return place
    }

    private func directory() throws(ImportError) -> [Member] {
        let place = try directoryPlace()
        let records = try bytes(at: place.offset, count: place.size)
        var members: [Member] = []
        var at = 0
        while at < records.count {
            let here = place.offset + at
            guard at + 46 <= records.count, records[at...].starts(with: [0x50, 0x4B, 1, 2]) else { throw fault(at: here, "the zip's directory is damaged") }
            let (nameLength, extraLength, commentLength) = (Self.number(records, at + 28, 2), Self.number(records, at + 30, 2), Self.number(records, at + 32, 2))
            let end = at + 46 + nameLength + extraLength + commentLength
            guard end <= records.count else { throw fault(at: here, "the zip's directory is damaged") }
            let name = String(decoding: records[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self)
            let method = Self.number(records, at + 10, 2)
            let isLink = records[at + 5] == 3 && Self.number(records, at + 40, 2) & 0xF000 == 0xA000
            guard Self.number(records, at + 8, 2) & 1 == 0 else { throw fault(at: here, "the file is encrypted", in: name) }
            guard method == 0 || method == 8 else { throw fault(at: here, "the file is packed in a way that is not read (method \(method))", in: name) }
            guard !isLink else { throw fault(at: here, "a symbolic link has no place in an export", in: name) }
            var member = Member(
                name: name, isDeflated: method == 8, packedSize: Self.number(records, at + 20, 4), size: Self.number(records, at + 24, 4),
                checksum: UInt32(truncatingIfNeeded: Self.number(records, at + 16, 4)), offset: Self.number(records, at + 42, 4))
            Self.widen(&member, records[(at + 46 + nameLength)..<(at + 46 + nameLength + extraLength)])
            members.append(member)
            guard members.count <= Self.mostMembers else { throw fault(at: here, "the zip names more files than any export has") }
            at = end
        }
        return members
    }

    /// Sizes beyond 4 GB stand in an extra field (APPNOTE 4.5.3), in this order, each only where the short one is full.
    private static func widen(_ member: inout Member, _ extra: ArraySlice<UInt8>) {
        var rest = Array(extra)
        while rest.count >= 4 {
            let length = number(rest, 2, 2)
            guard rest.count >= 4 + length else { return }
            if number(rest, 0, 2) == 1 {
                var fields = Array(rest[4..<(4 + length)])
                for key in [\Member.size, \Member.packedSize, \Member.offset] where member[keyPath: key] == 0xFFFF_FFFF && fields.count >= 8 {
                    member[keyPath: key] = number(fields, 0, 8)
                    fields.removeFirst(8)
                }
                return
            }
            rest.removeFirst(4 + length)
        }
    }

    // MARK: Checks

    /// Whether the member is a file that counts; its folders are noted.
    private func check(_ member: Member, _ children: inout [String: Set<String>]) throws(ImportError) -> Bool {
        let parts = member.name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { String(Substring($0)) }
        let isFolder = parts.last?.isEmpty == true
        let names = isFolder ? parts.dropLast() : parts[...]
        guard !names.isEmpty, names.count <= 20, member.name.utf8.count <= 1_000,
            names.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && $0.utf8.allSatisfy { $0 >= 32 && $0 != UInt8(ascii: "\\") && $0 != 127 } }),
            names[0].utf8.last != UInt8(ascii: ":")
        else { throw fault(at: member.offset, "this name leads out of the archive or is none", in: member.name) }
        guard member.size <= max(1 << 20, member.packedSize.multipliedReportingOverflow(by: Self.mostTimes).partialValue), member.packedSize <= file.size else {
            throw fault(at: member.offset, "the file would unpack to \(member.size) bytes, more than \(Self.mostTimes) times its size in the archive", in: member.name)
        }
        var folder = ""
        for name in names.dropLast(isFolder ? 0 : 1) {
            children[folder, default: []].insert(name)
            folder = folder.isEmpty ? name : "\(folder)/\(name)"
            if children[folder] == nil { children[folder] = [] }
        }
        if !isFolder, let name = names.last { children[folder, default: []].insert(name) }
        return !isFolder
    }

    /// Every file has a header of its own name, and no two share bytes: an archive of a few kilobytes can name the same packed stretch a thousand
    /// times over.
    private func checkPlaces() throws(ImportError) {
        var end = 0
        for member in members.values.sorted(by: { ($0.offset, $0.name) < ($1.offset, $1.name) }) {
            let start = try dataStart(member)
            guard member.offset >= end, start <= file.size, member.packedSize <= file.size - start else {
                throw fault(at: member.offset, "the file shares bytes with another or lies outside the archive", in: member.name)
            }
            end = start + member.packedSize
        }
    }

    /// Where a file's packed bytes begin, after its own header, which must agree with the directory.
    private func dataStart(_ member: Member) throws(ImportError) -> Int {
        let name = Array(member.name.utf8)
        let header = member.offset <= file.size ? try bytes(at: member.offset, count: 30 + name.count) : []
        guard header.count == 30 + name.count, header.starts(with: [0x50, 0x4B, 3, 4]), Self.number(header, 26, 2) == name.count, header[30...].elementsEqual(name) else {
            throw fault(at: member.offset, "the file's header is missing or names another", in: member.name)
        }
        return member.offset + 30 + name.count + Self.number(header, 28, 2)
    }
}

/// An open archive. A class, because it is closed once, when nothing reads from it any more.
final class ZipFile {
    let descriptor: Int32
    let size: Int

    init(_ path: String) throws(ImportError) {
        guard let size = FileCalls.size(path) else { throw .unreadable(path: path, reason: "there is no such file") }
        self.size = size
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    }

    deinit { FileCalls.close(descriptor) }
}
