/// The list of what a build wrote, kept in the output folder: only files on it are ever changed or deleted.
struct OutputManifest: Hashable, Sendable {
    static let fileName = ".answerable-manifest"

    /// Paths below the output folder, as bytes: an NFC and an NFD name are two files.
    private(set) var paths: Set<[UInt8]> = []

    init(paths: some Sequence<String> = []) {
        self.paths = Set(paths.map { Array($0.utf8) })
    }

    /// One path a line, after a first line that names the format; `nil` for anything else, and for a path that leads out of the folder.
    init?(bytes: [UInt8]) {
        var lines = bytes.split(separator: UInt8(ascii: "\n")).makeIterator()
        guard let first = lines.next(), first.elementsEqual(Self.title.utf8) else { return nil }
        while let line = lines.next() {
            guard Self.staysInside(line) else { return nil }
            paths.insert(Array(line))
        }
    }

    var bytes: [UInt8] {
        var text = Array(Self.title.utf8) + [UInt8(ascii: "\n")]
        for path in sorted {
            text += path
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    var sorted: [[UInt8]] { paths.sorted { $0.lexicographicallyPrecedes($1) } }

    func contains(_ path: String) -> Bool { paths.contains(Array(path.utf8)) }

    func union(_ other: OutputManifest) -> OutputManifest {
        var both = self
        both.paths.formUnion(other.paths)
        return both
    }

    func subtracting(_ other: OutputManifest) -> [[UInt8]] {
        var rest = self
        rest.paths.subtract(other.paths)
        return rest.sorted
    }

    private static func staysInside(_ path: ArraySlice<UInt8>) -> Bool {
        !path.contains(0)
            && path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8)
            }
    }

    private static let title = "answerable manifest 1"
}
