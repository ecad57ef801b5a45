import CSystemCalls
import Diagnostics
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The records that one build makes, in a file without a name, of which this process maps what it looks at. Of 10,000 threads they are 120 MB, and the
/// system may take them out of memory whenever nobody reads them.
///
/// A class, because it owns the file, and several values hold parts of it.
final class RecordSpool: Sendable {
    private static let segmentBytes = 1 << 23

    private struct State {
        /// The last one is being filled.
        var segments: [ByteStore] = []
        /// Bytes of the last segment that are taken.
        var used = 0
        /// Of all segments.
        var size = 0
    }

    private let file: Int32
    private let readings = Atomic<Int>(0)
    private let state = Mutex(State())

    /// - Returns: `nil` where the folder can't hold such a file; then records stay in memory.
    init?(in folder: String) {
        file = answerable_open_nameless(folder)
        guard file >= 0 else { return nil }
    }

    deinit { close(file) }

    /// Keeps a record; in memory where the disk is full.
    func keep(_ record: ArraySlice<UInt8>) -> ByteSlice {
        state.withLock { state in
            if state.segments.last.map({ state.used + record.count > $0.count }) ?? true {
                guard let segment = segment(atLeast: record.count, at: state.size) else { return ByteSlice(record) }
                setAside(state.segments.last)
                state.segments.append(segment)
                state.size += segment.count
                state.used = 0
            }
            guard let segment = state.segments.last, write(record, at: state.size - segment.count + state.used) else { return ByteSlice(record) }
            let start = state.used
            state.used += record.count
            return ByteSlice(segment, start..<state.used)
        }
    }

    /// Tells the system that nobody will look at the records for a while. Whoever does finds them as they were.
    func setAside() {
        for segment in state.withLock({ $0.segments }) { setAside(segment) }
    }

    /// A page was made from some records. From time to time they are set aside.
    func wasRead() {
        if readings.add(1, ordering: .relaxed).newValue & 255 == 0 { setAside() }
    }

    private func setAside(_ segment: ByteStore?) {
        guard let segment else { return }
        madvise(UnsafeMutableRawPointer(mutating: segment.bytes.baseAddress), segment.count, MADV_DONTNEED)
    }

    private func segment(atLeast count: Int, at offset: Int) -> ByteStore? {
        let size = (max(count, Self.segmentBytes) + Self.segmentBytes - 1) / Self.segmentBytes * Self.segmentBytes
        guard ftruncate(file, off_t(offset + size)) == 0, let memory = mmap(nil, size, PROT_READ, MAP_SHARED, file, off_t(offset)),
            Int(bitPattern: memory) != -1
        else { return nil }
        return ByteStore(UnsafeRawBufferPointer(start: memory, count: size)) { address, count in
            munmap(UnsafeMutableRawPointer(bitPattern: address), count)
        }
    }

    private func write(_ record: ArraySlice<UInt8>, at offset: Int) -> Bool {
        record.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let count = pwrite(file, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
    }
}
