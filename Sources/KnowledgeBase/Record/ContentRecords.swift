import Diagnostics

// The order of the fields in `write` and `init` is the format: keep the two together.

extension Located: BinaryRecord where Value: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(value)
        writer.write(range)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        value = try reader.read()
        range = try reader.read()
    }
}

extension WrittenTime: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(date.daysSince1970)
        writer.write(secondOfDay)
        writer.write(offset)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        let days = try reader.readInt()
        guard abs(days) < 4_000_000 else { throw RecordError.malformed }
        self.init(
            date: CivilDate(daysSince1970: days), secondOfDay: try reader.readOptional(), offset: try reader.readOptional())
    }
}

extension Verification: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(date)
        writer.write(by)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        date = try reader.read()
        by = try reader.readOptional()
    }
}

extension ExtraField: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(key)
        writer.write(value)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        key = try reader.readText()
        value = try reader.readText()
    }
}

extension PostBody: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(range)
        writer.write(rendered)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        range = try reader.read()
        rendered = try reader.read()
    }
}

extension CommentSource: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(author)
        writer.write(at)
        writer.write(anchor)
        writer.write(extras)
        writer.write(body)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        author = try reader.read()
        at = try reader.read()
        anchor = try reader.readText()
        extras = try reader.readArray()
        body = try reader.read()
    }
}

extension AnswerSource: BinaryRecord {
    package func write(to writer: inout ByteWriter) { fields.write(to: &writer) }
    package init(from reader: inout ByteReader) throws(RecordError) { self.init(try Fields(from: &reader)) }
}

extension AnswerSource.Fields: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(author)
        writer.write(at)
        writer.write(anchor)
        writer.write(accepted)
        writer.write(votes)
        writer.write(verified)
        writer.write(source)
        writer.write(licence)
        writer.write(extras)
        writer.write(body)
        writer.write(comments)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        author = try reader.read()
        at = try reader.read()
        anchor = try reader.readText()
        accepted = try reader.readOptional()
        votes = try reader.readOptional()
        verified = try reader.readOptional()
        source = try reader.readOptional()
        licence = try reader.readOptional()
        extras = try reader.readArray()
        body = try reader.read()
        comments = try reader.readArray()
    }
}

extension ThreadSource: BinaryRecord {
    package func write(to writer: inout ByteWriter) { fields.write(to: &writer) }
    package init(from reader: inout ByteReader) throws(RecordError) { self.init(try Fields(from: &reader)) }
}

extension ThreadSource.Fields: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(path)
        writer.write(slug)
        writer.write(title)
        writer.write(asked)
        writer.write(author)
        writer.write(tags)
        writer.write(votes)
        writer.write(id)
        writer.write(aliases)
        writer.write(also)
        writer.write(duplicateOf)
        writer.write(closed)
        writer.write(status)
        writer.write(source)
        writer.write(licence)
        writer.write(verified)
        writer.write(appliesTo)
        writer.write(supersededBy)
        writer.write(translationOf)
        writer.write(language)
        writer.write(isDraft)
        writer.write(extras)
        writer.write(question)
        writer.write(comments)
        writer.write(answers)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        path = try reader.readText()
        slug = try reader.readText()
        title = try reader.read()
        asked = try reader.read()
        author = try reader.read()
        tags = try reader.readArray()
        votes = try reader.readOptional()
        id = try reader.readOptional()
        aliases = try reader.readArray()
        also = try reader.readArray()
        duplicateOf = try reader.readOptional()
        closed = try reader.readOptional()
        status = try reader.readOptional()
        source = try reader.readOptional()
        licence = try reader.readOptional()
        verified = try reader.readOptional()
        appliesTo = try reader.readArray()
        supersededBy = try reader.readOptional()
        translationOf = try reader.readOptional()
        language = try reader.readOptional()
        isDraft = try reader.readBool()
        extras = try reader.readArray()
        question = try reader.read()
        comments = try reader.readArray()
        answers = try reader.readArray()
    }
}
