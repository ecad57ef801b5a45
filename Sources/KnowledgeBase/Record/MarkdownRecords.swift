import Markdown

// The order of the fields in `write` and `init` is the format: keep the two together.

extension RenderedMarkdown: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(pieces)
        writer.write(slots)
        writer.write(plainText)
        writer.write(headings)
        writer.write(wordCount)
        writer.write(firstParagraphText)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        self.init(
            pieces: try reader.readArray(), slots: try reader.readArray(), plainText: try reader.readText(),
            headings: try reader.readArray(), wordCount: try reader.readInt(), firstParagraphText: try reader.readText())
    }
}

extension HTMLPiece: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        switch self {
        case .html(let html):
            writer.write(true)
            writer.write(html)
        case .slot(let index):
            writer.write(false)
            writer.write(index)
        }
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        self = try reader.readBool() ? .html(try reader.readText()) : .slot(try reader.readInt())
    }
}

extension LinkSlot: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(destination)
        writer.write(kind == .link)
        writer.write(range)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        self.init(destination: try reader.readText(), kind: try reader.readBool() ? .link : .image, range: try reader.read())
    }
}

extension Heading: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(level)
        writer.write(id)
        writer.write(text)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        self.init(level: try reader.readInt(), id: try reader.readText(), text: try reader.readText())
    }
}
