import Diagnostics

extension ParsedFile: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(path)
        switch value {
        case nil: writer.write(0)
        case .thread(let thread):
            writer.write(1)
            writer.write(thread)
        case .rule(let rule):
            writer.write(2)
            writer.write(rule)
        case .person(let person):
            writer.write(3)
            writer.write(person)
        case .tag(let tag):
            writer.write(4)
            writer.write(tag)
        case .page(let page):
            writer.write(5)
            writer.write(page)
        }
        writer.write(diagnostics)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        path = try reader.readText()
        switch try reader.readInt() {
        case 0: value = nil
        case 1: value = .thread(try reader.read())
        case 2: value = .rule(try reader.read())
        case 3: value = .person(try reader.read())
        case 4: value = .tag(try reader.read())
        case 5: value = .page(try reader.read())
        default: throw RecordError.malformed
        }
        diagnostics = try reader.readArray()
    }
}

extension Diagnostic: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(code.id)
        writer.write(code.explanation)
        writer.write(severity == .error)
        writer.write(message)
        writer.write(advice)
        writer.write(path)
        writer.write(range)
        writer.write(notes)
        writer.write(fixIts)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        let code = DiagnosticCode(try reader.readText(), try reader.readText())
        let severity: Severity = try reader.readBool() ? .error : .warning
        self.init(
            code, severity, try reader.readText(), advice: try reader.readText(), path: try reader.readText(),
            range: try reader.readOptional(), notes: try reader.readArray(), fixIts: try reader.readArray())
    }
}

extension Diagnostic.Note: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(message)
        writer.write(path)
        writer.write(range)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        self.init(try reader.readText(), path: try reader.readText(), range: try reader.readOptional())
    }
}

extension Diagnostic.FixIt: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(range)
        writer.write(replacement)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        self.init(range: try reader.read(), replacement: try reader.readText())
    }
}
