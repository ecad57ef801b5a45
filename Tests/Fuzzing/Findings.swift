import Diagnostics

/// What must hold of the diagnostics of any file: places inside it, something said and something advised, none of it with a control character.
func fault(of diagnostics: [Diagnostic], in bytes: [UInt8]) -> String? {
    for diagnostic in diagnostics {
        let ranges = [diagnostic.range] + diagnostic.fixIts.map(\.range)
        for case let range? in ranges where range.upperBound > bytes.count { return "\(diagnostic.code.id): \(range) lies outside of \(bytes.count) bytes" }
        if diagnostic.message.isEmpty || diagnostic.advice.isEmpty { return "\(diagnostic.code.id) says nothing" }
        let printed = TextPrinter().print([diagnostic]) { SourceFile(path: $0, bytes: bytes) }
        for byte in printed.utf8 where byte < 0x20 && byte != 0x0A && byte != 0x09 { return "\(diagnostic.code.id) prints the control character \(byte)" }
    }
    return nil
}
