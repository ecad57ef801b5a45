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
    /// Where it begins.
    var position = SourcePosition.start

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

    /// Calls `body` for each row, in the file's order. `progress` is told the byte reached, now and then.
    func forEachRow(
        progress: (Int) -> Void, _ body: (XMLRow) throws(ImportError) -> Void
    ) throws(ImportError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        let options = Int32(bitPattern: XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        let feed = XMLFeed(descriptor)
        let reader = xmlReaderForIO(
            { context, buffer, count in
                guard let context, let buffer else { return -1 }
                let feed = Unmanaged<XMLFeed>.fromOpaque(context).takeUnretainedValue()
                return Int32(feed.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))))
            }, nil, Unmanaged.passUnretained(feed).toOpaque(), nil, nil, options)
        guard let reader else { throw .unreadable(path: path, reason: "no XML reader") }
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
            try read(reader, feed, fault: pointer, progress: progress, body)
        }
    }

    private func read(
        _ reader: xmlTextReaderPtr, _ feed: XMLFeed, fault: UnsafeMutablePointer<XMLFault>, progress: (Int) -> Void,
        _ body: (XMLRow) throws(ImportError) -> Void
    ) throws(ImportError) {
        var count = 0
        while true {
            let state = xmlTextReaderRead(reader)
            if feed.failure != 0 { throw .unreadable(path: path, reason: String(cString: strerror(feed.failure))) }
            if state == 0, fault.pointee.message == nil { break }
            guard state == 1, fault.pointee.message == nil else {
                let atEnd = Int(xmlTextReaderByteConsumed(reader)) + 16 >= FileCalls.size(path) ?? 0 && fault.pointee.code == Int32(XML_ERR_DOCUMENT_END.rawValue)
                let what = atEnd ? nil : fault.pointee.message
                throw syntaxFault(what ?? "the file ends before its last element does", fault.pointee.position ?? reached(reader))
            }
            let kind = xmlTextReaderNodeType(reader)
            if kind == Int32(XML_READER_TYPE_DOCUMENT_TYPE.rawValue) {
                throw syntaxFault("a document type declaration has no place in a dump", feed.declaration ?? reached(reader))
            }
            guard kind == Int32(XML_READER_TYPE_ELEMENT.rawValue), let name = xmlTextReaderConstName(reader), String(cString: name) == "row" else { continue }
            let position = feed.nextRow()
            guard xmlTextReaderDepth(reader) == 1 else { continue }
            try body(row(reader, position ?? reached(reader)))
            count += 1
            if count % 1024 == 0 { progress(Int(xmlTextReaderByteConsumed(reader))) }
        }
    }

    private func row(_ reader: xmlTextReaderPtr, _ position: SourcePosition) -> XMLRow {
        var row = XMLRow(attributes: [], position: position)
        var more = xmlTextReaderMoveToFirstAttribute(reader)
        while more == 1 {
            if let key = xmlTextReaderConstName(reader), let value = xmlTextReaderConstValue(reader) {
                row.attributes.append((String(cString: key), Array(UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value))))))
            }
            more = xmlTextReaderMoveToNextAttribute(reader)
        }
        return row
    }

    /// How far the parser is, which may be beyond the node that it told of.
    private func reached(_ reader: xmlTextReaderPtr) -> SourcePosition {
        SourcePosition(line: max(1, Int(xmlTextReaderGetParserLineNumber(reader))), column: max(1, Int(xmlTextReaderGetParserColumnNumber(reader))))
    }

    private func syntaxFault(_ what: String, _ position: SourcePosition) -> ImportError {
        .brokenSource([
            Diagnostic(
                .importSyntax, .error, what, advice: "get the file again and compare its size with the original's; nothing was written", path: path, position: position)
        ])
    }
}

/// The first error that libxml2 reports.
private struct XMLFault {
    var message: String?
    var position: SourcePosition?
    var code: Int32 = 0

    mutating func record(_ error: UnsafePointer<xmlError>) {
        guard message == nil, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        var text = error.pointee.message.map { String(cString: $0) } ?? "not well-formed"
        while text.utf8.last == 10 { text.unicodeScalars.removeLast() }
        message = text
        if error.pointee.line > 0 { position = SourcePosition(line: Int(error.pointee.line), column: max(1, Int(error.pointee.int2))) }
        code = error.pointee.code
    }
}
