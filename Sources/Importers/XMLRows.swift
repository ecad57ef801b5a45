import CLibXML2
import Diagnostics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One `<row …/>` of a dump: its attributes, and where it stands.
struct XMLRow {
    var attributes: [(name: String, value: [UInt8])] = []
    /// Counted from 1.
    var line = 0
    /// Roughly where the row ends, in bytes from the file's start.
    var byte = 0

    subscript(name: String) -> [UInt8]? {
        for attribute in attributes where attribute.name == name { return attribute.value }
        return nil
    }

    /// A whole number in ASCII digits, with an optional `-`.
    func integer(_ name: String) -> Int? {
        self[name].flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }

    func text(_ name: String) -> String? {
        self[name].map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Reads `<row …/>` elements one at a time, so that a file of gigabytes needs no more memory than its longest row.
///
/// libxml2's reader works without network and without `XML_PARSE_HUGE`: it keeps its limits (an attribute of at most 10 MB, a depth of 256, no
/// entity that grows out of proportion), and a document type declaration, which no dump has, is refused.
struct XMLRowFile {
    let path: String
    /// The name in messages.
    let name: String

    /// Calls `body` for each row, in the file's order. `progress` is told the byte reached, now and then.
    func forEachRow(
        progress: (Int) -> Void, _ body: (XMLRow) throws(ImportError) -> Void
    ) throws(ImportError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        let options = Int32(bitPattern: XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        guard let reader = xmlReaderForFd(descriptor, nil, nil, options) else {
            throw .unreadable(path: path, reason: "no XML reader")
        }
        defer { xmlFreeTextReader(reader) }
        // The first error as a value; libxml2 would print it otherwise.
        var fault = XMLFault()
        try withUnsafeMutablePointer(to: &fault) { (pointer) throws(ImportError) in
            xmlTextReaderSetStructuredErrorHandler(
                reader,
                { context, error in
                    guard let context, let error else { return }
                    context.assumingMemoryBound(to: XMLFault.self).pointee.record(UnsafePointer(error))
                }, pointer)
            try read(reader, fault: pointer, progress: progress, body)
        }
    }

    private func read(
        _ reader: xmlTextReaderPtr, fault: UnsafeMutablePointer<XMLFault>, progress: (Int) -> Void,
        _ body: (XMLRow) throws(ImportError) -> Void
    ) throws(ImportError) {
        var count = 0
        while true {
            let state = xmlTextReaderRead(reader)
            if state == 0, fault.pointee.message == nil { break }
            let place = (line: line(reader), byte: Int(xmlTextReaderByteConsumed(reader)))
            guard state == 1, fault.pointee.message == nil else {
                let line = fault.pointee.line > 0 ? fault.pointee.line : place.line
                let atEnd = place.byte + 16 >= FileCalls.size(path) ?? 0 && fault.pointee.code == Int32(XML_ERR_DOCUMENT_END.rawValue)
                let what = atEnd ? nil : fault.pointee.message
                throw .brokenSource([
                    syntaxFault(what ?? "the file ends before its last element does", line: line, byte: place.byte)
                ])
            }
            let kind = xmlTextReaderNodeType(reader)
            if kind == Int32(XML_READER_TYPE_DOCUMENT_TYPE.rawValue) {
                throw .brokenSource([
                    syntaxFault("a document type declaration has no place in a dump", line: place.line, byte: place.byte)
                ])
            }
            guard kind == Int32(XML_READER_TYPE_ELEMENT.rawValue), xmlTextReaderDepth(reader) == 1 else { continue }
            guard let name = xmlTextReaderConstLocalName(reader), String(cString: name) == "row" else { continue }
            var row = XMLRow(attributes: [], line: place.line, byte: place.byte)
            var more = xmlTextReaderMoveToFirstAttribute(reader)
            while more == 1 {
                if let key = xmlTextReaderConstLocalName(reader), let value = xmlTextReaderConstValue(reader) {
                    let length = Int(xmlStrlen(value))
                    row.attributes.append(
                        (String(cString: key), Array(UnsafeBufferPointer(start: value, count: length))))
                }
                more = xmlTextReaderMoveToNextAttribute(reader)
            }
            try body(row)
            count += 1
            if count % 1024 == 0 { progress(place.byte) }
        }
    }

    /// The line of the current node. libxml2 stores no more than 65,535 with it; from there on the parser's own line is taken, which may be
    /// the next one.
    private func line(_ reader: xmlTextReaderPtr) -> Int {
        if let node = xmlTextReaderCurrentNode(reader), case let line = xmlGetLineNo(node), line > 0, line < 65_535 { return Int(line) }
        return Int(xmlTextReaderGetParserLineNumber(reader))
    }

    private func syntaxFault(_ what: String, line: Int, byte: Int) -> Diagnostic {
        Diagnostic(
            .importSyntax, .error, "line \(line), near byte \(byte): \(what)",
            advice: "get the file again and compare its size with the original's; nothing was written", path: name)
    }
}

/// The first error that libxml2 reports.
private struct XMLFault {
    var message: String?
    var line = 0
    var code: Int32 = 0

    mutating func record(_ error: UnsafePointer<xmlError>) {
        guard message == nil, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        var text = error.pointee.message.map { String(cString: $0) } ?? "not well-formed"
        while text.utf8.last == 10 { text.unicodeScalars.removeLast() }
        message = text
        line = Int(error.pointee.line)
        code = error.pointee.code
    }
}
