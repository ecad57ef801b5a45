/// Prints diagnostics as SARIF 2.1.0, which code hosts and editors read (OASIS Standard "Static Analysis Results Interchange Format
/// (SARIF) Version 2.1.0 Plus Errata 01", docs.oasis-open.org/sarif/sarif/v2.1.0).
package struct SARIFPrinter: Hashable, Sendable {
    /// The tool's version as the log names it.
    package var version: String
    /// Codes to be described beside those that occur.
    package var codes: [DiagnosticCode]

    package init(version: String, codes: [DiagnosticCode] = []) {
        self.version = version
        self.codes = codes
    }

    /// UTF-8, ending with a line feed. Paths become relative URIs, percent-encoded (SARIF 3.4.3).
    package func print(_ diagnostics: [Diagnostic], sources: @escaping (String) -> SourceFile?) -> [UInt8] {
        var index = SourceIndex(sources)
        let rules = rules(of: diagnostics)
        var numbers: [DiagnosticCode: Int] = [:]
        for (number, rule) in rules.enumerated() { numbers[rule] = number }

        var json = JSONWriter(isPretty: true)
        json.object { json in
            json.member("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
            json.member("version", "2.1.0")
            json.key("runs")
            json.array { json in
                json.object { json in
                    writeTool(rules, &json)
                    json.member("columnKind", "unicodeCodePoints")
                    json.key("results")
                    json.array { json in
                        for diagnostic in diagnostics { write(diagnostic, rule: numbers[diagnostic.code] ?? 0, &json, &index) }
                    }
                }
            }
        }
        return json.bytes + [0x0A]
    }

    private func rules(of diagnostics: [Diagnostic]) -> [DiagnosticCode] {
        Set(codes + diagnostics.map(\.code)).sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }

    private func writeTool(_ rules: [DiagnosticCode], _ json: inout JSONWriter) {
        json.key("tool")
        json.object { json in
            json.key("driver")
            json.object { json in
                json.member("name", "Answerable")
                json.member("version", version)
                json.key("rules")
                json.array { json in
                    for rule in rules {
                        json.object { json in
                            json.member("id", rule.id)
                            writeText("fullDescription", rule.explanation, &json)
                        }
                    }
                }
            }
        }
    }

    private func write(_ diagnostic: Diagnostic, rule: Int, _ json: inout JSONWriter, _ index: inout SourceIndex) {
        json.object { json in
            json.member("ruleId", diagnostic.code.id)
            json.member("ruleIndex", rule)
            json.member("level", diagnostic.severity.rawValue)
            writeText("message", diagnostic.advice.isEmpty ? diagnostic.message : "\(diagnostic.message) (\(diagnostic.advice))", &json)
            json.key("locations")
            json.array { json in
                json.object { json in writeLocation(diagnostic.path, diagnostic.range, diagnostic.position, &json, &index) }
            }
            if !diagnostic.notes.isEmpty {
                json.key("relatedLocations")
                json.array { json in
                    for note in diagnostic.notes {
                        json.object { json in
                            writeLocation(note.path, note.range, nil, &json, &index)
                            writeText("message", note.message, &json)
                        }
                    }
                }
            }
            writeFixes(diagnostic, &json, &index)
        }
    }

    /// All replacements of a diagnostic are one fix: they are made together.
    private func writeFixes(_ diagnostic: Diagnostic, _ json: inout JSONWriter, _ index: inout SourceIndex) {
        guard !diagnostic.fixIts.isEmpty, index.lookUp(diagnostic.path) != nil else { return }
        json.key("fixes")
        json.array { json in
            json.object { json in
                json.key("artifactChanges")
                json.array { json in
                    json.object { json in
                        writeArtifact(diagnostic.path, &json)
                        json.key("replacements")
                        json.array { json in
                            for fix in diagnostic.fixIts {
                                json.object { json in
                                    writeRegion("deletedRegion", diagnostic.path, fix.range, &json, &index)
                                    writeText("insertedContent", fix.replacement, &json)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func writeLocation(_ path: String, _ range: SourceRange?, _ position: SourcePosition?, _ json: inout JSONWriter, _ index: inout SourceIndex) {
        json.key("physicalLocation")
        json.object { json in
            writeArtifact(path, &json)
            if range == nil, let position {
                writeRegion("region", position, position, &json)
            } else {
                writeRegion("region", path, range, &json, &index)
            }
        }
    }

    private func writeArtifact(_ path: String, _ json: inout JSONWriter) {
        json.key("artifactLocation")
        json.object { json in json.member("uri", percentEncoded(path)) }
    }

    private func writeRegion(
        _ key: String, _ path: String, _ range: SourceRange?, _ json: inout JSONWriter, _ index: inout SourceIndex
    ) {
        if let (start, end) = index.places(path, range) { writeRegion(key, start, end, &json) }
    }

    private func writeRegion(_ key: String, _ start: SourcePosition, _ end: SourcePosition, _ json: inout JSONWriter) {
        json.key(key)
        json.object { json in
            json.member("startLine", start.line)
            json.member("startColumn", start.column)
            json.member("endLine", end.line)
            json.member("endColumn", end.column)
        }
    }

    private func writeText(_ key: String, _ text: String, _ json: inout JSONWriter) {
        json.key(key)
        json.object { json in json.member("text", text) }
    }

    /// RFC 3986, section 2.3: unreserved characters and `/` stay.
    private func percentEncoded(_ path: String) -> String {
        var output = ""
        for byte in path.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F: output.unicodeScalars.append(Unicode.Scalar(byte))
            default: output += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return output
    }
}
