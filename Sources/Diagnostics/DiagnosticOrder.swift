extension Diagnostic {
    /// The order in which diagnostics are printed: by the path's bytes, the place, the code; a message about a whole file comes before
    /// those about its lines.
    package static func precedes(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
        if !a.path.utf8.elementsEqual(b.path.utf8) { return a.path.utf8.lexicographicallyPrecedes(b.path.utf8) }
        let (start, otherStart) = (a.range?.lowerBound ?? -1, b.range?.lowerBound ?? -1)
        if start != otherStart { return start < otherStart }
        let (end, otherEnd) = (a.range?.upperBound ?? -1, b.range?.upperBound ?? -1)
        if end != otherEnd { return end < otherEnd }
        let (place, otherPlace) = (a.position ?? .start, b.position ?? .start)
        if place != otherPlace { return (place.line, place.column) < (otherPlace.line, otherPlace.column) }
        if a.code.id != b.code.id { return a.code.id.utf8.lexicographicallyPrecedes(b.code.id.utf8) }
        return a.message.utf8.lexicographicallyPrecedes(b.message.utf8)
    }
}

extension [Diagnostic] {
    package func inOrder() -> [Diagnostic] { sorted(by: Diagnostic.precedes) }

    /// `3 errors, 1 warning`; what there is none of is left out, and nothing at all is `no errors, no warnings`.
    package var tally: String {
        func count(_ severity: Diagnostic.Severity) -> String? {
            let number = lazy.filter { $0.severity == severity }.count
            return number == 0 ? nil : "\(number) \(severity.rawValue)\(number == 1 ? "" : "s")"
        }
        let parts = Diagnostic.Severity.allCases.compactMap(count)
        return parts.isEmpty ? "no errors, no warnings" : parts.joined(separator: ", ")
    }
}
