extension TemplateProgram {
    /// The body of a section over a list as a program of its own, for the outermost record and one item of the list; `nil` when the body asks for anything
    /// else, or for what isn't the same on every page.
    ///
    /// - Parameters:
    ///   - body: The section's instructions.
    ///   - frame: The item's, while the section is printed.
    ///   - isCommon: Whether a slot of the outermost record has the same value on every page.
    func row(_ body: Range<Int>, frame: Int32, isCommon: (_ slot: Int) -> Bool) -> TemplateProgram? {
        var row = TemplateProgram()
        let first = Int32(body.lowerBound)
        func moved(_ access: Access) -> Access? {
            guard access.frame >= frame || access.frame == 0 && isCommon(Int(access.slot)) else { return nil }
            let start = Int32(row.furtherSlots.count)
            row.furtherSlots += furtherSlots[Int(access.further.lowerBound)..<Int(access.further.upperBound)]
            return Access(frame: max(0, access.frame - frame + 1), slot: access.slot, further: start..<Int32(row.furtherSlots.count))
        }
        for instruction in instructions[body] {
            switch instruction {
            case .literal(let range):
                let start = Int32(row.literals.count)
                row.literals += literals[Int(range.lowerBound)..<Int(range.upperBound)]
                row.instructions.append(.literal(start..<Int32(row.literals.count)))
            case .text(let access):
                guard let access = moved(access) else { return nil }
                row.instructions.append(.text(access))
            case .html(let access):
                guard let access = moved(access) else { return nil }
                row.instructions.append(.html(access))
            case .number(let access):
                guard let access = moved(access) else { return nil }
                row.instructions.append(.number(access))
            case .when(let access, let end):
                guard let access = moved(access) else { return nil }
                row.instructions.append(.when(access, end: end - first))
            case .unless(let access, let end):
                guard let access = moved(access) else { return nil }
                row.instructions.append(.unless(access, end: end - first))
            case .with(let access, let end):
                guard let access = moved(access) else { return nil }
                row.instructions.append(.with(access, end: end - first))
            case .each(let access, let end, _):
                guard let access = moved(access) else { return nil }
                row.instructions.append(.each(access, end: end - first, row: nil))
            }
        }
        return row
    }
}
