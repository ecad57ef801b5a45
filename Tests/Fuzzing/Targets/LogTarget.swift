import Diagnostics
import KnowledgeBase

/// The question log: every line is a row or has an error, and a row lies inside the file.
let logTarget = FuzzTarget(
    name: "log",
    dictionary: [
        "asked,asker,first_answer,answerer,thread,tags\n", "\"", "\"\"", ",", ",,", "\r\n", "2026-03-02T09:15:00+08:00", "2026-03-02", ";", "x-id", "\"a\nb\"", "mei", "#", "=1+1",
    ],
    cases: 10_000
) { bytes in
    let (log, diagnostics) = readLog(SourceFile(path: "Content/log/a.csv", bytes: bytes))
    if let fault = fault(of: diagnostics, in: bytes) { return fault }
    let hasError = diagnostics.contains { $0.severity == .error }
    return log.rows.isEmpty && !hasError && bytes.count(where: { $0 == 0x0A }) > 2 && bytes.contains(where: { $0 > 0x2C && $0 < 0x7F }) && diagnostics.isEmpty
        ? "lines that became nothing" : nil
}
