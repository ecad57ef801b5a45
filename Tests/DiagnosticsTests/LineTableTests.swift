import Testing

@testable import Diagnostics

@Test("LF, CRLF and CR each end a line, and the end of the file has a place")
func lineEnds() {
    let lines = LineTable(Array("a\nb\r\nc\rd\n".utf8))
    #expect(lines.starts == [0, 2, 5, 7, 9])
    #expect((0..<5).map { lines.content(ofLine: $0).count } == [1, 1, 1, 1, 0])
    #expect(lines.position(at: 9) == SourcePosition(line: 5, column: 1))
    #expect(lines.position(at: 5) == SourcePosition(line: 3, column: 1))
}

@Test("columns count Unicode scalars, not bytes and not Characters")
func columns() {
    // e and a combining accent are two scalars, the family emoji is five, CRLF ends the line.
    let text = "e\u{301}x\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}y\r\nz"
    let lines = LineTable(Array(text.utf8))
    #expect(lines.position(at: Array(text.utf8).firstIndex(of: 0x79) ?? -1) == SourcePosition(line: 1, column: 9))
    #expect(lines.position(at: text.utf8.count - 1) == SourcePosition(line: 2, column: 1))
}

@Test("a byte-order mark takes no column")
func byteOrderMark() {
    let lines = LineTable(Array("\u{FEFF}ab".utf8))
    #expect(lines.position(at: 3) == SourcePosition(line: 1, column: 1))
    #expect(lines.offset(of: SourcePosition(line: 1, column: 2)) == 4)
}

@Test("ill-formed bytes count as one scalar for each maximal part")
func illFormed() {
    // E2 80 is a truncated sequence (one part), FF stands alone, C0 AF are two parts.
    let lines = LineTable([0xE2, 0x80, 0x61, 0xFF, 0x62, 0xC0, 0xAF, 0x63])
    #expect([2, 4, 7].map { lines.position(at: $0).column } == [2, 4, 7])
}

@Test("a place leads back to the offset it came from, at the start of every scalar")
func positionsAndOffsets() {
    let text = "\u{FEFF}ab\r\n漢字\u{1F600}\n\n\tz\re\u{301}"
    let lines = LineTable(Array(text.utf8))
    var offset = 3
    for scalar in text.unicodeScalars.dropFirst() {
        // The LF of a CRLF lies behind the line's end.
        let isTail = scalar == "\n" && Array(text.utf8)[offset - 1] == 0x0D
        if !isTail { #expect(lines.offset(of: lines.position(at: offset)) == offset) }
        offset += UTF8.width(scalar)
    }
    #expect(lines.offset(of: SourcePosition(line: 1, column: 99)) == 5)
    #expect(lines.offset(of: SourcePosition(line: 99, column: 1)) == text.utf8.count)
}

@Test("decoding agrees with the standard library on every pair and on damaged text")
func decodingAgrees() {
    var generator: UInt64 = 7
    for _ in 0..<20_000 {
        var bytes: [UInt8] = []
        for _ in 0..<6 {
            generator = generator &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let interesting: [UInt8] = [0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xA0, 0xED, 0x9F, 0xEF, 0xF0, 0x90, 0xF4, 0x8F, 0xF5, 0xFF]
            bytes.append(interesting[Int(generator >> 33) % interesting.count])
        }
        var scalars: [Unicode.Scalar] = []
        var i = 0
        while i < bytes.count {
            let (scalar, length) = UTF8Scalar.decode(bytes, at: i)
            scalars.append(scalar ?? "\u{FFFD}")
            i += length
        }
        if scalars != Array(String(decoding: bytes, as: UTF8.self).unicodeScalars) { Issue.record("\(bytes)") }
    }
}
