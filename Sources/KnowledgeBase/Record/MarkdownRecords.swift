import Markdown

// The order of the fields in `write` and `init` is the format: keep the two together.

extension RenderedMarkdown: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(htmlCount)
        writer.write(plainTextCount)
        writer.write(cuts)
        writer.write(slots)
        writer.write(headings)
        writer.write(wordCount)
        writer.write(bytes)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        let (htmlCount, plainTextCount) = (try reader.readInt(), try reader.readInt())
        let cuts: [Int] = try reader.readArray()
        let slots: [LinkSlot] = try reader.readArray()
        let headings: [Heading] = try reader.readArray()
        let wordCount = try reader.readInt()
        guard
            let rendered = RenderedMarkdown(
                bytes: try reader.readSlice(), htmlCount: htmlCount, plainTextCount: plainTextCount, cuts: cuts, slots: slots, headings: headings,
                wordCount: wordCount)
        else { throw RecordError.malformed }
        self = rendered
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
