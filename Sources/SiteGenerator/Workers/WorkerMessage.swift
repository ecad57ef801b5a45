import Diagnostics
import KnowledgeBase

/// What a worker process is asked: one content file to parse.
package struct ParseRequest: Hashable, Sendable {
    package var kind: ContentKind
    /// As messages print it.
    package var path: String
    /// Below the content folder.
    package var contentPath: String
    package var bytes: [UInt8]
    package var options: ParseOptions

    package init(kind: ContentKind, path: String, contentPath: String, bytes: [UInt8], options: ParseOptions) {
        self.kind = kind
        self.path = path
        self.contentPath = contentPath
        self.bytes = bytes
        self.options = options
    }
}

extension ParseRequest {
    /// Does what is asked, in this process: hostile Markdown can take it down, so content of strangers goes to a worker.
    package func parse() -> ParsedFile {
        parseFile(kind: kind, path: path, contentPath: contentPath, bytes: bytes, options: options)
    }
}

extension ParseRequest: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(kind.rawValue)
        writer.write(path)
        writer.write(contentPath)
        writer.write(bytes)
        writer.write(options)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        guard let kind = ContentKind(rawValue: try reader.readText()) else { throw RecordError.malformed }
        self.init(
            kind: kind, path: try reader.readText(), contentPath: try reader.readText(), bytes: try reader.readBytes(),
            options: try reader.read())
    }
}

/// What became of a request.
struct ParseAnswer: Sendable {
    var file: ParsedFile
    /// The file as bytes, whose memory its posts share; `nil` when no worker could parse it.
    var record: ByteSlice?
}

/// Messages travel as their length in four bytes, least significant first, and then that many bytes.
enum MessageFrame {
    static let headerCount = 4

    static func header(for count: Int) -> [UInt8] {
        (0..<headerCount).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
    }

    /// The length that a header tells, 0 to 2³² − 1.
    static func count(header: some Collection<UInt8>) -> Int {
        header.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
