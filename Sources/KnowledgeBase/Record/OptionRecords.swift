extension ParseOptions: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(postBytes)
        writer.write(frontMatterBytes)
        writer.write(externalImages.rawValue)
        writer.write(labels)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        self.init()
        postBytes = try reader.readInt()
        frontMatterBytes = try reader.readInt()
        guard let policy = SiteSettings.ExternalImages(rawValue: try reader.readText()) else { throw RecordError.malformed }
        externalImages = policy
        labels = try reader.read()
    }
}

extension PostLabels: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(footnotes)
        writer.write(backToText)
        writer.write(table)
        writer.write(taskDone)
        writer.write(taskOpen)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        self.init()
        footnotes = try reader.readText()
        backToText = try reader.readText()
        table = try reader.readText()
        taskDone = try reader.readText()
        taskOpen = try reader.readText()
    }
}
