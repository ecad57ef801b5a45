import Markdown

extension ParseOptions: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(markdownLimits)
        writer.write(frontMatterBytes)
        writer.write(externalImages?.rawValue)
        writer.write(hasMath)
        writer.write(labels)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        self.init()
        markdownLimits = try reader.read()
        frontMatterBytes = try reader.readInt()
        let policy: String? = try reader.readOptional()
        externalImages = policy.flatMap { SiteSettings.ExternalImages(rawValue: $0) }
        guard (policy == nil) == (externalImages == nil) else { throw RecordError.malformed }
        hasMath = try reader.readBool()
        labels = try reader.read()
    }
}

extension MarkdownLabels: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(table)
        writer.write(taskDone)
        writer.write(taskOpen)
        writer.write(footnotes)
        writer.write(backToReference)
        writer.write(details)
        writer.write(alerts)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        self.init()
        table = try reader.readText()
        taskDone = try reader.readText()
        taskOpen = try reader.readText()
        footnotes = try reader.readText()
        backToReference = try reader.readText()
        details = try reader.readText()
        alerts = try reader.readArray()
    }
}

extension MarkdownLimits: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(bodyBytes)
        for setting in Self.settings { writer.write(self[keyPath: setting.path]) }
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        self.init()
        bodyBytes = try reader.readInt()
        for setting in Self.settings { self[keyPath: setting.path] = try reader.readInt() }
    }
}
