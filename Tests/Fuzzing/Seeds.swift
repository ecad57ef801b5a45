import Foundation

/// The files of `Seeds/NAME`, in the order of their names' bytes.
func seeds(of target: FuzzTarget, file: String = #filePath) -> [[UInt8]] {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Seeds").appendingPathComponent(target.name)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        .compactMap { FileManager.default.contents(atPath: folder.appendingPathComponent($0).path).map { [UInt8]($0) } }
}
