/// Prints diagnostics as one JSON array, for programs.
///
/// Each is an object of `code`, `severity`, `message`, `advice`, `path`, `range`, `notes` (`message`, `path`, `range`) and `fixes`
/// (`range`, `replacement`), in this order. A range is `null`, or `offset` and `length` in bytes with `line`, `column`, `endLine` and
/// `endColumn` from 1 in Unicode scalars, the end exclusive; without the file's text only the first two, and of a file that was read in
/// pieces only `line` and `column`.
package struct JSONPrinter: Hashable, Sendable {
    package init() {}

    /// UTF-8, ending with a line feed.
    package func print(_ diagnostics: [Diagnostic], sources: @escaping (String) -> SourceFile?) -> [UInt8] {
        var json = JSONWriter(isPretty: true)
        write(diagnostics, into: &json, sources: sources)
        return json.bytes + [0x0A]
    }

    /// The array as a part of a larger text.
    package func write(_ diagnostics: [Diagnostic], into json: inout JSONWriter, sources: @escaping (String) -> SourceFile?) {
        var index = SourceIndex(sources)
        json.array { json in
            for diagnostic in diagnostics { write(diagnostic, &json, &index) }
        }
    }

    private func write(_ diagnostic: Diagnostic, _ json: inout JSONWriter, _ index: inout SourceIndex) {
        json.object { json in
            json.member("code", diagnostic.code.id)
            json.member("severity", diagnostic.severity.rawValue)
            json.member("message", diagnostic.message)
            json.member("advice", diagnostic.advice)
            json.member("path", diagnostic.path)
            write(diagnostic.path, diagnostic.range, diagnostic.position, &json, &index)
            json.key("notes")
            json.array { json in
                for note in diagnostic.notes {
                    json.object { json in
                        json.member("message", note.message)
                        json.member("path", note.path)
                        write(note.path, note.range, nil, &json, &index)
                    }
                }
            }
            json.key("fixes")
            json.array { json in
                for fix in diagnostic.fixIts {
                    json.object { json in
                        write(diagnostic.path, fix.range, nil, &json, &index)
                        json.member("replacement", fix.replacement)
                    }
                }
            }
        }
    }

    private func write(_ path: String, _ range: SourceRange?, _ position: SourcePosition?, _ json: inout JSONWriter, _ index: inout SourceIndex) {
        json.key("range")
        guard let range else {
            guard let position else { return json.null() }
            return json.object { json in
                json.member("line", position.line)
                json.member("column", position.column)
            }
        }
        json.object { json in
            json.member("offset", range.lowerBound)
            json.member("length", range.count)
            if let (start, end) = index.places(path, range) {
                json.member("line", start.line)
                json.member("column", start.column)
                json.member("endLine", end.line)
                json.member("endColumn", end.column)
            }
        }
    }
}

extension JSONWriter {
    /// A key and its value.
    package mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    /// A key and its value.
    package mutating func member(_ name: String, _ value: Int) {
        key(name)
        integer(value)
    }
}
