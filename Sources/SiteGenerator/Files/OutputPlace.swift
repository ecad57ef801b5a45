#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension BuildOptions {
    /// The folder of the site's own sources that the output would lie in, as its name (`Content`); `nil` when it lies in neither. What is
    /// built there would be read as content by the next build.
    package var sourceFolderOfOutput: String? {
        guard let output = realPath(outputFolder) else { return nil }
        return ["Content", "Templates"].first { name in
            guard let folder = existingRealPath(site + "/" + name) else { return false }
            return output.utf8.elementsEqual(folder.utf8) || output.utf8.starts(with: (folder + "/").utf8)
        }
    }
}

/// The path without links and `..`, also of what doesn't exist yet: then that of the nearest folder that does, and the rest.
private func realPath(_ path: String) -> String? {
    if let real = existingRealPath(path) { return real }
    var parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
    guard let last = parts.popLast() else { return nil }
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    let parent = (isAbsolute ? "/" : "") + parts.map { String(Substring($0)) }.joined(separator: "/")
    return realPath(parent.isEmpty ? "." : parent).map { $0 + "/" + String(Substring(last)) }
}

private func existingRealPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
}
