import Diagnostics

// The order of the fields in `write` and `init` is the format: keep the two together.

extension PromiseSource: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(since)
        writer.write(until)
        writer.write(firstAnswerWithin)
        writer.write(share)
        writer.write(hours)
        writer.write(range)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        since = try reader.read()
        until = try reader.readOptional()
        firstAnswerWithin = try reader.readInt()
        share = try reader.readDouble()
        hours = try reader.readOptional()
        range = try reader.read()
    }
}

extension RuleSource: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(path)
        writer.write(slug)
        writer.write(title)
        writer.write(since)
        writer.write(promises)
        writer.write(order)
        writer.write(aliases)
        writer.write(language)
        writer.write(isDraft)
        writer.write(extras)
        writer.write(body)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        path = try reader.readText()
        slug = try reader.readText()
        title = try reader.read()
        since = try reader.readOptional()
        promises = try reader.readArray()
        order = try reader.readOptional()
        aliases = try reader.readArray()
        language = try reader.readOptional()
        isDraft = try reader.readBool()
        extras = try reader.readArray()
        body = try reader.read()
    }
}

extension PersonSource: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(path)
        writer.write(handle)
        writer.write(name)
        writer.write(links)
        writer.write(aliases)
        writer.write(isBot)
        writer.write(isOnLeaderboard)
        writer.write(extras)
        writer.write(bio)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        path = try reader.readText()
        handle = try reader.readText()
        name = try reader.readOptional()
        links = try reader.readArray()
        aliases = try reader.readArray()
        isBot = try reader.readBool()
        isOnLeaderboard = try reader.readBool()
        extras = try reader.readArray()
        bio = try reader.read()
    }
}

extension TagSource: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(path)
        writer.write(name)
        writer.write(title)
        writer.write(description)
        writer.write(synonyms)
        writer.write(parent)
        writer.write(extras)
        writer.write(body)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        path = try reader.readText()
        name = try reader.readText()
        title = try reader.readOptional()
        description = try reader.readOptional()
        synonyms = try reader.readArray()
        parent = try reader.readOptional()
        extras = try reader.readArray()
        body = try reader.read()
    }
}

extension PageSource: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(path)
        writer.write(slug)
        writer.write(title)
        writer.write(description)
        writer.write(order)
        writer.write(aliases)
        writer.write(language)
        writer.write(isDraft)
        writer.write(extras)
        writer.write(body)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        path = try reader.readText()
        slug = try reader.readText()
        title = try reader.read()
        description = try reader.readOptional()
        order = try reader.readOptional()
        aliases = try reader.readArray()
        language = try reader.readOptional()
        isDraft = try reader.readBool()
        extras = try reader.readArray()
        body = try reader.read()
    }
}
