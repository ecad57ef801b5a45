/// Cuts comma-separated values (RFC 4180) into rows of fields, on bytes. Rows may end in LF, CRLF or CR.
struct CSVScanner {
    struct Field: Hashable, Sendable {
        /// Without quotes and without spaces around it.
        var range: Range<Int>
        /// Whether it holds `""`, which stands for one quote.
        var hasDoubledQuotes = false
    }

    enum Fault: Hashable, Sendable {
        /// The place of the opening quote; the file ends inside it.
        case unclosedQuote(Range<Int>)
        /// What stands between a closing quote and the next comma.
        case textAfterQuote(Range<Int>)
    }

    private let bytes: [UInt8]
    private(set) var at: Int
    /// The fields of the row read last.
    private(set) var fields: [Field] = []
    /// The row read last, without its line end.
    private(set) var row: Range<Int> = 0..<0
    /// Of the row read last.
    private(set) var fault: Fault?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Reads the next row that is not blank; `false` at the end.
    mutating func next() -> Bool {
        while at < bytes.count, isLineEnd(bytes[at]) { at += 1 }
        guard at < bytes.count else { return false }
        fields.removeAll(keepingCapacity: true)
        fault = nil
        let start = at
        while true {
            fields.append(field())
            guard at < bytes.count, bytes[at] == UInt8(ascii: ",") else { break }
            at += 1
        }
        row = start..<at
        return true
    }

    private mutating func field() -> Field {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
            let start = at
            while at < bytes.count, bytes[at] != UInt8(ascii: ","), !isLineEnd(bytes[at]) { at += 1 }
            var end = at
            while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
            return Field(range: start..<end)
        }
        let quote = at
        at += 1
        var field = Field(range: at..<at)
        while at < bytes.count {
            if bytes[at] != UInt8(ascii: "\"") {
                at += 1
            } else if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") {
                field.hasDoubledQuotes = true
                at += 2
            } else {
                break
            }
        }
        field.range = quote + 1..<at
        guard at < bytes.count else {
            fault = .unclosedQuote(quote..<quote + 1)
            return field
        }
        at += 1
        let rest = at
        while at < bytes.count, bytes[at] != UInt8(ascii: ","), !isLineEnd(bytes[at]) { at += 1 }
        if !bytes[rest..<at].allSatisfy({ $0 == 0x20 || $0 == 0x09 }), fault == nil { fault = .textAfterQuote(rest..<at) }
        return field
    }

    func bytes(of field: Field) -> ArraySlice<UInt8> {
        guard field.hasDoubledQuotes else { return bytes[field.range] }
        var unquoted: [UInt8] = []
        var index = field.range.lowerBound
        while index < field.range.upperBound {
            unquoted.append(bytes[index])
            index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
        }
        return unquoted[...]
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
