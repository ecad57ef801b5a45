#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bytes that wait for room in a pipe.
struct OutgoingBytes {
    private var bytes: [UInt8] = []
    private var sent = 0

    var isEmpty: Bool { sent == bytes.count }

    mutating func add(_ message: [UInt8]) { bytes += message }

    /// Writes as much as there is room for. When nobody is there to read, nothing is left to send.
    mutating func send(to pipe: Int32) {
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { write(pipe, $0.baseAddress.map { $0 + sent }, $0.count - sent) }
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            sent = count < 0 ? bytes.count : sent + count
        }
        bytes.removeAll(keepingCapacity: true)
        sent = 0
    }
}

/// Messages that come out of a pipe, one behind the other.
struct IncomingMessages {
    /// A pipe gives 64 KiB at most.
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var filled = 0

    /// How long the first message says it is, without its header; 0 while that isn't known.
    var announced: Int { filled < MessageFrame.headerCount ? 0 : MessageFrame.count(header: buffer[..<MessageFrame.headerCount]) }

    var hasMessage: Bool { filled >= MessageFrame.headerCount && filled - MessageFrame.headerCount >= announced }

    /// The first message, once it is there as a whole.
    var message: ArraySlice<UInt8>? { hasMessage ? buffer[MessageFrame.headerCount..<MessageFrame.headerCount + announced] : nil }

    mutating func removeMessage() {
        let end = MessageFrame.headerCount + announced
        // Mostly nothing is behind it.
        for index in end..<filled { buffer[index - end] = buffer[index] }
        filled -= end
    }

    /// Reads what is there, up to the first message's end or a little more; false when nobody is there to write.
    mutating func receive(from pipe: Int32) -> Bool {
        while !hasMessage {
            // Whoever announces much has to send it: room is made as bytes come, twice as much each time.
            if filled == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
            let count = buffer.withUnsafeMutableBytes { read(pipe, $0.baseAddress.map { $0 + filled }, $0.count - filled) }
            if count == 0 { return false }
            if count < 0 { return errno == EAGAIN || errno == EINTR }
            filled += count
            if announced > WorkerLimits.answerBytes { return true }
        }
        return true
    }
}
