import Foundation

/// A folder that is gone when the test is. A class, because only that has an end of life.
package final class TestFolder: Sendable {
    package let path: String

    package init() throws {
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        path = base + "/answerable-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        // What a build keeps beside its output, where the output was this very folder.
        let parts = path.split(separator: "/")
        try? FileManager.default.removeItem(atPath: "/" + parts.dropLast().joined(separator: "/") + "/." + (parts.last ?? "") + ".answerable")
    }

    package func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    package func write(_ bytes: [UInt8], to name: String) throws {
        let file = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    package func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
    }

    package func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

    package func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

    /// Copies a folder or a file to a place below this one.
    package func copy(_ source: String, to name: String) throws {
        let target = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: source, toPath: target.path)
    }

    /// Every file below a folder of this one, with its bytes.
    package func files(_ name: String = "") throws -> [String: Data] { try filesBelow(path + "/" + name) }
}

/// Every file below a folder, by its path below it, with its bytes.
package func filesBelow(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [:] }
    for case let name as String in walk {
        if walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
            files[name] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
        }
    }
    return files
}

/// How two trees of files differ, one line for each file: empty when they are the same, byte for byte.
package func differences(_ first: [String: Data], _ second: [String: Data]) -> [String] {
    var lines: [String] = []
    for (name, bytes) in first {
        guard let other = second[name] else {
            lines.append("only in the first: \(name)")
            continue
        }
        if other != bytes {
            let at = zip(bytes, other).enumerated().first { $1.0 != $1.1 }?.offset ?? min(bytes.count, other.count)
            let from = max(0, at - 60)
            lines.append(
                "\(name) differs at byte \(at): '\(excerpt(bytes, from))' and '\(excerpt(other, from))'")
        }
    }
    for name in second.keys where first[name] == nil { lines.append("only in the second: \(name)") }
    return lines.sorted()
}

private func excerpt(_ bytes: Data, _ from: Int) -> String {
    String(decoding: bytes.dropFirst(from).prefix(120), as: UTF8.self)
}
