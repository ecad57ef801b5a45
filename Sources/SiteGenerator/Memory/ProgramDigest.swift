import KnowledgeBase

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Stands for a program, by its bytes: a new version may have the size and the time of the old one.
///
/// Reading all of them takes longer than a build that has nothing to do, so the digest is kept with the stamp of the file, whose second time no
/// program can set back.
///
/// - Parameters:
///   - hash: With the key of this user.
///   - folder: The user's folder for caches, where the digest is kept.
package func programDigest(_ path: String, _ hash: KeyedHash, in folder: String) -> Digest? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    let stamp = FileStamp(status)
    let place = folder + "/answerable/program"
    if let kept = (try? readFile(place)) ?? nil, let digest = keptDigest(kept, path, stamp, hash) { return digest }
    guard let digest = ((try? readFile(path)) ?? nil).map({ KeyedHash(key: (0, 0)).digest($0) }) else { return nil }
    // A file that was changed a moment ago may change once more without getting another stamp.
    guard stamp.isOlder(than: fileSystemTime()) else { return digest }
    var writer = ByteWriter()
    writer.write(digest)
    try? writeOwnFile(writer.bytes + check(writer.bytes, path, stamp, hash), at: place)
    return digest
}

private func keptDigest(_ bytes: [UInt8], _ path: String, _ stamp: FileStamp, _ hash: KeyedHash) -> Digest? {
    var reader = ByteReader(bytes)
    guard let digest = try? reader.read(Digest.self) else { return nil }
    var writer = ByteWriter()
    writer.write(digest)
    return bytes == writer.bytes + check(writer.bytes, path, stamp, hash) ? digest : nil
}

private func check(_ bytes: [UInt8], _ path: String, _ stamp: FileStamp, _ hash: KeyedHash) -> [UInt8] {
    var input = DigestInput()
    input.add("program")
    input.add(bytes)
    input.add(path)
    for number in [Int(bitPattern: UInt(stamp.inode)), Int(stamp.bytes), Int(stamp.modified), Int(stamp.changed)] { input.add(number) }
    var output = DigestInput()
    output.add(hash.digest(input.bytes))
    return output.bytes
}
