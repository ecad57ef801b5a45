/// A template with everything it includes, as the steps that print it.
struct TemplateProgram: Hashable, Sendable {
    /// Where a value is: the frame counted from the outermost record, its slot there, and further slots for `a.b.c`.
    struct Access: Hashable, Sendable {
        var frame: Int32
        var slot: Int32
        /// A range of `furtherSlots`; mostly empty.
        var further: Range<Int32>
    }

    /// A section's body is the instructions after it up to `end`.
    enum Instruction: Hashable, Sendable {
        case literal(Range<Int32>)
        case text(Access)
        case html(Access)
        case number(Access)
        case when(Access, end: Int32)
        case unless(Access, end: Int32)
        case with(Access, end: Int32)
        /// `row` is a place in `rows`, where the body asks for nothing but an item and what is the same on every page.
        case each(Access, end: Int32, row: Int32?)
    }

    var instructions: [Instruction] = []
    /// The bytes of all literals, one after another.
    var literals: [UInt8] = []
    var furtherSlots: [Int32] = []
    /// Bodies of sections over lists, each as a program of its own.
    var rows: [TemplateProgram] = []

    mutating func append(literal bytes: ArraySlice<UInt8>) {
        let start = Int32(literals.count)
        literals.append(contentsOf: bytes)
        let end = Int32(literals.count)
        // Neighbours become one copy.
        if case .literal(let before)? = instructions.last, before.upperBound == start, !isSectionEnd {
            instructions[instructions.count - 1] = .literal(before.lowerBound..<end)
        } else if start < end {
            instructions.append(.literal(start..<end))
        }
        isSectionEnd = false
    }

    /// Whether the next literal follows a section, whose last literal it must not be joined to.
    var isSectionEnd = false
}

/// A template ready to print one kind of view.
package struct CompiledTemplate<View: TemplateView>: Hashable, Sendable {
    let program: TemplateProgram
    /// The names of all templates that it is made of, sorted.
    package let parts: [String]

    package func render(_ view: View) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(program.literals.count + 4096)
        render(view, into: &output)
        return output
    }

    /// Appends to `output`, so that a caller may keep one buffer for many pages.
    package func render(_ view: View, into output: inout [UInt8]) {
        program.print(Record(view), into: &output)
    }
}

extension TemplateProgram {
    /// `records` are of the shapes that the program was compiled for, the outermost first.
    func print(_ records: Record..., into output: inout [UInt8]) {
        var printer = TemplatePrinter(program: self, frames: records.map(\.values))
        printer.run(0..<instructions.count, into: &output)
    }
}

private struct TemplatePrinter {
    let program: TemplateProgram
    /// The records that sections have opened, outermost first.
    var frames: [[TemplateValue]]

    mutating func run(_ range: Range<Int>, into output: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            let body = index + 1
            index = body
            switch program.instructions[body - 1] {
            case .literal(let range):
                program.literals.withUnsafeBufferPointer {
                    output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[Int(range.lowerBound)..<Int(range.upperBound)]))
                }
            case .text(let access):
                switch value(access) {
                case .text(let text)?, .url(let text)?: appendEscaped(text, to: &output)
                default: break
                }
            case .html(let access):
                if case .html(let html)? = value(access) { html.append(to: &output) }
            case .number(let access):
                if case .number(let number)? = value(access) { appendDecimal(number, to: &output) }
            case .when(let access, let end):
                if isShown(access) { run(body..<Int(end), into: &output) }
                index = Int(end)
            case .unless(let access, let end):
                if !isShown(access) { run(body..<Int(end), into: &output) }
                index = Int(end)
            case .with(let access, let end):
                if case .record(let record?)? = value(access) { run(body..<Int(end), with: record, into: &output) }
                index = Int(end)
            case .each(let access, let end, let row):
                switch value(access) {
                case .list(let records)?:
                    for record in records { run(body..<Int(end), with: record, into: &output) }
                case .rows(let rows)?:
                    if let row {
                        rows.memory.print(rows, program.rows[Int(row)], outermost: Record(values: frames[0]), into: &output)
                    } else {
                        for key in rows.keys { run(body..<Int(end), with: rows.record(key), into: &output) }
                    }
                default: break
                }
                index = Int(end)
            }
        }
    }

    private mutating func run(_ body: Range<Int>, with record: Record, into output: inout [UInt8]) {
        frames.append(record.values)
        run(body, into: &output)
        frames.removeLast()
    }

    /// `nil` when a record on the way isn't there.
    private func value(_ access: TemplateProgram.Access) -> TemplateValue? {
        var value = frames[Int(access.frame)][Int(access.slot)]
        for index in access.further {
            guard case .record(let record?) = value else { return nil }
            value = record.values[Int(program.furtherSlots[Int(index)])]
        }
        return value
    }

    private func isShown(_ access: TemplateProgram.Access) -> Bool {
        switch value(access) {
        case .text(let text)?, .url(let text)?: !text.utf8.isEmpty
        case .html(let html)?: !html.isEmpty
        case .number(let number)?: number != 0
        case .flag(let flag)?: flag
        case .record(let record)?: record != nil
        case .list(let records)?: !records.isEmpty
        case .rows(let rows)?: !rows.keys.isEmpty
        case nil: false
        }
    }
}
