/// Reads files below the content folder by their paths. No path leads out of the folder, and no symbolic link is followed.
///
/// Not copyable, because it keeps the folder of the last file open: files are mostly read folder by folder.
package struct ContentFolder: ~Copyable {
    private let root: Directory
    private var current: Directory?
    private var currentPath: [Substring.UTF8View] = []

    package init(_ path: String) throws(MachineError) {
        root = try Directory(opening: path)
    }

    /// - Parameter path: Below the content folder, `/` between its parts.
    package mutating func read(_ path: String) throws(MachineError) -> [UInt8] {
        var folders = path.utf8.split(separator: UInt8(ascii: "/"))
        guard let name = folders.popLast() else { throw MachineError("cannot read", path, detail: "it has no name") }
        if folders.isEmpty { return try root.read(path) }
        if current == nil || !folders.elementsEqual(currentPath, by: { $0.elementsEqual($1) }) {
            current = nil
            var folder = try Directory(opening: String(decoding: folders[0], as: UTF8.self), in: root)
            for part in folders.dropFirst() { folder = try Directory(opening: String(decoding: part, as: UTF8.self), in: folder) }
            current = consume folder
            currentPath = folders
        }
        return try readInCurrent(String(decoding: name, as: UTF8.self))
    }

    private func readInCurrent(_ name: String) throws(MachineError) -> [UInt8] {
        switch current {
        case .some(let folder): try folder.read(name)
        case nil: []
        }
    }
}
