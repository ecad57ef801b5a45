/// The list of what a build wrote, kept in the output folder: only files on it are ever changed or deleted.
struct OutputManifest: Hashable, Sendable {
    static let fileName = ".answerable-manifest"
    static let path = BytePath(fileName)

    private(set) var paths: Set<BytePath> = []

    init(paths: some Sequence<BytePath> = []) {
        self.paths = Set(paths)
    }

    /// One path a line, after a first line that names the format; `nil` for anything else, and for a path that leads out of the folder.
    init?(bytes: [UInt8]) {
        var lines = bytes.split(separator: UInt8(ascii: "\n")).makeIterator()
        guard let first = lines.next(), first.elementsEqual(Self.title.utf8) else { return nil }
        while let line = lines.next() {
            guard Self.staysInside(line) else { return nil }
            paths.insert(BytePath(bytes: line))
        }
    }

    mutating func insert(_ path: BytePath) { paths.insert(path) }

    var bytes: [UInt8] {
        var text = Array(Self.title.utf8) + [UInt8(ascii: "\n")]
        for path in paths.sorted() {
            text += path.bytes
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    private static func staysInside(_ path: ArraySlice<UInt8>) -> Bool {
        !path.contains(0)
            && path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8)
            }
    }

    private static let title = "answerable manifest 1"
}
