import CLibXML2
import Diagnostics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of an XML file on their way into libxml2, and where its rows begin: the parser itself tells no more than the line of a node's end, and
/// stores none beyond 65,535. A class, because the parser holds on to it.
///
/// Places are of UTF-8 and whatever else writes markup in ASCII; of UTF-16 there are none.
final class XMLFeed {
    private let descriptor: Int32
    private var text = TextPositions()
    private var state = State.content
    /// What followed the last `<`, as a number, its first byte highest; and the last bytes of a comment or the like.
    private var word: UInt64 = 0
    private var wordLength = 0
    private var tail: UInt32 = 0
    private var opened = SourcePosition.start
    private var rows: [SourcePosition] = []
    private var taken = 0
    /// Of a document type declaration.
    private(set) var declaration: SourcePosition?
    /// The system's error.
    private(set) var failure: Int32 = 0

    private enum State {
        case content, opening, comment, section, instruction
    }

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Where the next element named `row` begins, in the order in which they begin.
    func nextRow() -> SourcePosition? {
        guard taken < rows.count else { return nil }
        defer {
            taken += 1
            if taken == 4_096 {
                rows.removeFirst(taken)
                taken = 0
            }
        }
        return rows[taken]
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count < 0, errno == EINTR { continue }
            if count < 0 { failure = errno }
            for byte in buffer.prefix(max(0, count)) {
                look(at: byte)
                text.advance(byte)
            }
            return count
        }
    }

    // MARK: Looking for rows

    @inline(__always)
    private func look(at byte: UInt8) {
        switch state {
        case .content: if byte == UInt8(ascii: "<") { open() }
        case .opening: name(byte)
        case .comment: leave(at: 0x2D2D3E, after: byte)
        case .section: leave(at: 0x5D5D3E, after: byte)
        case .instruction: leave(at: 0x3F3E, after: byte)
        }
    }

    private func open() {
        state = .opening
        opened = text.position
        word = 0
        wordLength = 0
    }

    private func name(_ byte: UInt8) {
        if byte == UInt8(ascii: "<") { return open() }
        let isEnd = byte <= 32 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
        if isEnd, word == 0x726F77 { rows.append(opened) }
        word = word << 8 | UInt64(byte)
        wordLength += 1
        tail = 0
        switch word {
        case 0x212D2D: state = .comment  // !--
        case 0x215B43444154415B: state = .section  // ![CDATA[
        case 0x3F: state = .instruction
        case 0x2144:  // !D
            declaration = declaration ?? opened
            state = .content
        default: if isEnd || wordLength == 8 { state = .content }
        }
    }

    /// Ends a stretch in which nothing is an element, once its last bytes were those of `mark`.
    private func leave(at mark: UInt32, after byte: UInt8) {
        tail = tail << 8 | UInt32(byte)
        if tail & (mark > 0xFFFF ? 0xFF_FFFF : 0xFFFF) == mark { state = .content }
    }
}
