import CZlib

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of one member of a zip, unpacked a piece at a time. A class, because zlib keeps its state at one place in memory and must be told of the end.
final class ZipInflater {
    private let archive: ZipArchive
    private let member: ZipArchive.Member
    private let meter: ImportMeter
    /// Where the packed bytes go on in the archive, and how many are left.
    private var at: Int
    private var packedLeft: Int
    private var produced = 0
    private var checksum: UInt = 0
    private var isAtEnd = false
    /// `nil` for a member that is stored as it is.
    private let stream: UnsafeMutablePointer<z_stream>?

    private static let pieceSize = 1 << 18

    init(_ archive: ZipArchive, _ member: ZipArchive.Member, dataAt start: Int, meter: ImportMeter) throws(ImportError) {
        self.archive = archive
        self.member = member
        self.meter = meter
        at = start
        packedLeft = member.packedSize
        if member.isDeflated {
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            stream.initialize(to: z_stream())
            self.stream = stream
            // Raw deflate: a zip keeps size and checksum itself.
            guard inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
                throw archive.fault(at: start, "zlib can't begin", in: member.name)
            }
        } else {
            stream = nil
        }
    }

    deinit {
        guard let stream else { return }
        inflateEnd(stream)
        stream.deallocate()
    }

    /// The next piece; empty at the end, after size and checksum were found right.
    func next() throws(ImportError) -> [UInt8] {
        if isAtEnd { return [] }
        let piece = try stream == nil ? stored() : inflated()
        produced += piece.count
        guard produced <= member.size else { throw archive.fault(at: at, "the file holds more than the \(member.size) bytes that it names", in: member.name) }
        checksum = piece.withUnsafeBufferPointer { crc32(uLong(checksum), $0.baseAddress, uInt($0.count)) }
        if piece.isEmpty {
            isAtEnd = true
            guard produced == member.size else { throw archive.fault(at: at, "the file ends after \(produced) of \(member.size) bytes", in: member.name) }
            guard UInt32(truncatingIfNeeded: checksum) == member.checksum else { throw archive.fault(at: at, "the checksum is another than the file's", in: member.name) }
        }
        return piece
    }

    private func stored() throws(ImportError) -> [UInt8] {
        let piece = try archive.bytes(at: at, count: min(packedLeft, Self.pieceSize))
        try advance(piece.count)
        return piece
    }

    private func advance(_ count: Int) throws(ImportError) {
        at += count
        packedLeft -= count
        meter.advance(count)
        try meter.check()
    }

    private func inflated() throws(ImportError) -> [UInt8] {
        guard let stream else { return [] }
        while true {
            var input = try archive.bytes(at: at, count: min(packedLeft, Self.pieceSize))
            let given = input.count
            var output = [UInt8](repeating: 0, count: Self.pieceSize)
            var status = Z_OK
            var rest = 0
            var made = 0
            input.withUnsafeMutableBufferPointer { source in
                output.withUnsafeMutableBufferPointer { target in
                    stream.pointee.next_in = source.baseAddress
                    stream.pointee.avail_in = uInt(source.count)
                    stream.pointee.next_out = target.baseAddress
                    stream.pointee.avail_out = uInt(target.count)
                    status = inflate(stream, Z_NO_FLUSH)
                    rest = Int(stream.pointee.avail_in)
                    made = target.count - Int(stream.pointee.avail_out)
                }
            }
            try advance(given - rest)
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { throw archive.fault(at: at, "the packed bytes are damaged", in: member.name) }
            if made > 0 { return Array(output[..<made]) }
            if status == Z_STREAM_END {
                guard packedLeft == 0 else { throw archive.fault(at: at, "bytes follow the end of the packed file", in: member.name) }
                return []
            }
            guard given - rest > 0 else { throw archive.fault(at: at, "the packed bytes end too soon", in: member.name) }
        }
    }
}
