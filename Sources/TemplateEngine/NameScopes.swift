import Diagnostics

/// What names mean at one point of a template: the stack of records that sections have opened (specification: "context stack").
struct NameScopes {
    struct Place: Hashable {
        /// Counted from the outermost record.
        var frame: Int
        /// At least one: the slot in the frame, and one for each further name of `a.b.c`.
        var slots: [Int]
    }

    struct Found {
        let place: Place
        let kind: Shape.Kind
    }

    struct Fault: Error {
        let code: DiagnosticCode
        let message: String
        let advice: String
        let range: SourceRange
        var replacement: String?
    }

    private enum Scope {
        case record(row: Int, frame: Int)
        /// A section over a text, number, URL, HTML or flag: it has no names, but `.` means it.
        case value(Found)
    }

    private let shape: Shape
    private var scopes: [Scope] = [.record(row: 0, frame: 0)]
    private var frames = 1

    init(shape: Shape) { self.shape = shape }

    var depth: Int { scopes.count }

    /// Whether a value of the outermost record is the same on every page.
    func isCommon(slot: Int) -> Bool { shape.rows[0][slot].isCommon }

    /// The frame of the record that is opened next.
    var nextFrame: Int { frames }

    mutating func open(_ found: Found) {
        if let row = found.kind.nestedRow {
            scopes.append(.record(row: row, frame: frames))
            frames += 1
        } else {
            scopes.append(.value(found))
        }
    }

    mutating func close(to depth: Int) {
        while scopes.count > depth {
            if case .record = scopes.removeLast() { frames -= 1 }
        }
    }

    /// The first name is looked for in the innermost record and then outwards, the further ones in what was found.
    func find(_ path: NamePath) -> Result<Found, Fault> {
        if path.text == "." { return findItem(path) }
        for case .record(let row, let frame) in path.isLocal ? scopes.suffix(1) : scopes.reversed() {
            guard let slot = shape.slot(path.parts[0].name, row: row) else { continue }
            return descend(path, from: Found(place: Place(frame: frame, slots: [slot]), kind: shape.rows[row][slot].kind))
        }
        return .failure(unknown(path.parts[0], among: visibleNames, in: nil))
    }

    private func descend(_ path: NamePath, from start: Found) -> Result<Found, Fault> {
        var found = start
        for (index, part) in path.parts.enumerated().dropFirst() {
            let outer = path.parts[index - 1].name
            guard case .record(let row) = found.kind else {
                let isList = if case .list = found.kind { true } else { false }
                return .failure(Fault(
                    code: .valueMisused, message: "'\(outer)' is a \(found.kind.word), and '\(part.name)' is looked up in it",
                    advice: isList ? "open a section, '{{#\(outer)}}', and use '{{\(part.name)}}' inside" : "use '\(outer)' alone",
                    range: part.range))
            }
            guard let slot = shape.slot(part.name, row: row) else {
                return .failure(unknown(part, among: shape.rows[row].map(\.name), in: outer))
            }
            found = Found(
                place: Place(frame: found.place.frame, slots: found.place.slots + [slot]), kind: shape.rows[row][slot].kind)
        }
        return .success(found)
    }

    private func findItem(_ path: NamePath) -> Result<Found, Fault> {
        switch scopes[scopes.count - 1] {
        case .record(let row, let frame) where shape.isTexts(row):
            return .success(Found(place: Place(frame: frame, slots: [0]), kind: .text))
        case .value(let found): return .success(found)
        case .record(let row, _):
            let names = shape.rows[row].map(\.name)
            return .failure(Fault(
                code: .valueMisused, message: "'.' stands here for a whole record, which can't be printed",
                advice: "print one of its names: \(quoted(names))", range: path.parts[0].range))
        }
    }

    private func unknown(_ part: NamePath.Part, among known: [String], in outer: String?) -> Fault {
        Fault(
            code: .unknownTemplateName, message: "there is no '\(part.name)'\(outer.map { " in '\($0)'" } ?? " here")",
            advice: suggestion(part.name, among: known, called: "names"), range: part.range,
            replacement: nearestName(to: part.name, among: known))
    }

    /// Innermost first, each once.
    private var visibleNames: [String] {
        var names: [String] = []
        for case .record(let row, _) in scopes.reversed() {
            for field in shape.rows[row] where field.name != "." && !names.contains(where: { sameName($0, field.name) }) {
                names.append(field.name)
            }
        }
        return names
    }

    private func quoted(_ names: [String]) -> String { names.prefix(16).map { "'\($0)'" }.joined(separator: ", ") }
}
