import CZlib

/// A zip made of texts, with ways to make it wrong.
struct ZipText {
    struct Member {
        var name: String
        var bytes: [UInt8]
        var isDeflated = true
        var flags = 0
        var method: Int?
        /// What the directory says instead of the truth.
        var size: Int?
        var checksum: UInt32?
        /// Unix's mode, in the high half.
        var attributes = 0

        init(_ name: String, _ text: String, isDeflated: Bool = true) {
            self.name = name
            bytes = Array(text.utf8)
            self.isDeflated = isDeflated
        }
    }

    var members: [Member]
    /// Lets each file's data lie where the first one's does.
    var isOverlapping = false

    init(_ members: [Member]) { self.members = members }

    var bytes: [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        func number(_ value: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        for member in members {
            let packed = member.isDeflated ? Self.deflated(member.bytes) : member.bytes
            let checksum = member.checksum ?? UInt32(truncatingIfNeeded: member.bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, uInt($0.count)) })
            let name = Array(member.name.utf8)
            let common = number(member.flags, 2) + number(member.method ?? (member.isDeflated ? 8 : 0), 2) + number(0, 4) + number(Int(checksum), 4)
                + number(packed.count, 4) + number(member.size ?? member.bytes.count, 4) + number(name.count, 2) + number(0, 2)
            let offset = isOverlapping ? 0 : out.count
            out += [0x50, 0x4B, 3, 4, 20, 0] + common + name + packed
            directory += [0x50, 0x4B, 1, 2, 20, 3, 20, 0] + common + number(0, 6) + number(member.attributes << 16, 4) + number(offset, 4) + name
        }
        return out + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + number(members.count, 2) + number(members.count, 2) + number(directory.count, 4) + number(out.count, 4)
            + [0, 0]
    }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        guard deflateInit2_(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return [] }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 1000 + 100)
        input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = uInt(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(target.count)
                _ = deflate(&stream, Z_FINISH)
            }
        }
        return Array(output[..<Int(stream.total_out)])
    }
}
