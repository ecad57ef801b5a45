/// Files that are written beside their places first, and moved there together at the end.
struct StagedFiles {
    private let folder: String
    /// Where each goes, below `Content/`.
    private var targets: [String] = []

    init(_ folder: String) { self.folder = folder }

    mutating func add(_ bytes: [UInt8], _ target: String) throws(ImportError) { try FileCalls.write(bytes, to: try next(target)) }

    /// Where the file for a target is to be put until it is moved.
    mutating func next(_ target: String) throws(ImportError) -> String {
        let place = place(targets.count)
        if targets.count % 1_000 == 0 { try FileCalls.makeFolder("\(folder)/\(targets.count / 1_000)") }
        targets.append(target)
        return place
    }

    /// A folder of many files is slow on some file systems.
    private func place(_ index: Int) -> String { "\(folder)/\(index / 1_000)/\(index)" }

    func move(into content: String, progress: (Int, Int) -> Void) throws(ImportError) {
        var made: Set<String> = []
        for (index, target) in targets.enumerated() {
            let path = content + "/" + target
            if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
                let folder = String(path[..<slash])
                if made.insert(folder).inserted { try FileCalls.makeFolder(folder) }
            }
            try FileCalls.move(place(index), to: path)
            if index % 256 == 0 { progress(index, targets.count) }
        }
    }
}
