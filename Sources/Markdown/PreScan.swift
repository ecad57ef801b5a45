import Diagnostics

/// Counts, line by line, what makes the parser slow.
struct PreScan {
    let limits: MarkdownLimits
    private var containers = ContainerTracker()
    private var block = BlockCounts()
    private var brackets = 0
    private var footnoteMarks = 0
    private var longestDefinition = 0
    /// Bytes of the reference definition that the lines at hand may belong to.
    private var definition = 0
    /// Lines since a delimiter row of this many columns.
    private var tableColumns = 0
    private var tableRows = 0

    init(limits: MarkdownLimits) { self.limits = limits }

    mutating func excess(_ bytes: UnsafeBufferPointer<UInt8>) -> Excess? {
        var start = 0
        while start < bytes.count {
            let end = endOfLine(bytes, from: start)
            if let excess = excess(bytes, line: start..<end) { return excess }
            start = end + 1
        }
        return nil
    }

    private mutating func excess(_ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>) -> Excess? {
        let place = containers.enter(bytes, line)
        func over(_ limit: Int, _ setting: String, _ what: String, _ advice: String) -> Excess {
            Excess(limit: limit, setting: setting, what: what, advice: advice, range: line)
        }
        if place.depth > limits.containerDepth {
            return over(limits.containerDepth, "nesting_depth", "block quotes and lists inside one another", "nest less deeply, or put the text into a code fence")
        }
        guard place.content < line.upperBound else {
            endBlock()
            return nil
        }
        guard !place.isCode else { return nil }
        guard line.count <= limits.lineBytes else {
            return over(limits.lineBytes, "line_bytes", "bytes on one line", "break the line, or put it into a code fence")
        }
        let counts = block.add(bytes, line, content: place.content)
        brackets += counts.brackets
        footnoteMarks += counts.footnoteMarks
        if let trigger = block.excess(over: limits.triggersPerBlock) {
            return over(limits.triggersPerBlock, "repeats_per_block", "'\(trigger)' in one block", "put code into a fence, or part the text with blank lines")
        }
        if block.lines > limits.linesPerBlock {
            return over(limits.linesPerBlock, "lines_per_block", "lines without a blank one", "put code into a fence, or part the text with blank lines")
        }
        if counts.pipes > limits.pipesPerLine { return over(limits.pipesPerLine, "bars_per_line", "'|' on one line", "make the table narrower, or put the line into a code fence") }
        if block.delimiterRows > limits.delimiterRowsPerBlock {
            return over(limits.delimiterRowsPerBlock, "delimiter_rows_per_block", "lines like '|---|' in one block", "put the text into a code fence")
        }
        if counts.isDelimiterRow, counts.pipes + 1 > tableColumns {
            tableColumns = counts.pipes + 1
            tableRows = 0
            if counts.columns > limits.tableColumns { return over(limits.tableColumns, "table_columns", "columns in a table", "split the table") }
        }
        tableRows += 1
        if tableColumns * tableRows > limits.tableCells { return over(limits.tableCells, "table_cells", "cells in a table", "split the table") }
        if counts.startsDefinition { definition = 0 }
        if counts.startsDefinition || definition > 0 { definition += line.count + 1 }
        longestDefinition = max(longestDefinition, definition)
        if brackets * longestDefinition > limits.referenceExpansion {
            return over(limits.referenceExpansion, "reference_bytes", "bytes once its reference links are expanded", "shorten the longest '[name]: address' line, or write the links in place")
        }
        if footnoteMarks > limits.footnoteMarks { return over(limits.footnoteMarks, "footnote_marks", "footnote marks", "split the post") }
        return nil
    }

    private mutating func endBlock() {
        block = BlockCounts()
        definition = 0
        tableColumns = 0
        tableRows = 0
    }
}

/// Repeats in one run of lines without a blank one.
private struct BlockCounts {
    struct Line {
        var pipes = 0
        /// Of a delimiter row, as the parser counts them.
        var columns = 0
        var brackets = 0
        var footnoteMarks = 0
        var isDelimiterRow = false
        var startsDefinition = false
    }

    private(set) var lines = 0
    private(set) var delimiterRows = 0
    private var less = 0, bang = 0, tilde = 0, close = 0, www = 0, scheme = 0, at = 0

    /// A trigger that occurs more often than `limit`.
    func excess(over limit: Int) -> String? {
        // One test for the usual case: this runs for every line.
        guard max(max(less, bang, tilde, close), max(www, scheme, at)) > limit else { return nil }
        return [("<", less), ("![", bang), ("~", tilde), (")", close), ("www.", www), ("://", scheme), ("@", at)].max { $0.1 < $1.1 }?.0
    }

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, content: Int) -> Line {
        var counts = Line()
        var isDelimiterRow = true
        var hasDash = false
        var index = line.lowerBound
        func next(_ offset: Int) -> UInt8 { index + offset < line.upperBound ? bytes[index + offset] : 0 }
        while index < line.upperBound {
            let byte = bytes[index]
            guard byte < 0x80, countedBytes.utf8Start[Int(byte)] != UInt8(ascii: "0") else {
                if isDelimiterRow, byte != 0x20, byte != 0x09, byte != UInt8(ascii: ">") { isDelimiterRow = false }
                index += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: ":"):
                hasDash = true
                if next(1) == UInt8(ascii: "/"), next(2) == UInt8(ascii: "/") { scheme += 1 }
            case UInt8(ascii: "|"): counts.pipes += 1
            default:
                isDelimiterRow = false
                switch byte {
                case UInt8(ascii: "<"): less += 1
                case UInt8(ascii: "~"): tilde += 1
                case UInt8(ascii: ")"): close += 1
                case UInt8(ascii: "@"): at += 1
                case UInt8(ascii: "!"): if next(1) == UInt8(ascii: "[") { bang += 1 }
                case UInt8(ascii: "["):
                    counts.brackets += 1
                    if next(1) == UInt8(ascii: "^") { counts.footnoteMarks += 1 }
                case UInt8(ascii: "w"), UInt8(ascii: "W"):
                    if next(1) | 0x20 == UInt8(ascii: "w"), next(2) | 0x20 == UInt8(ascii: "w"), next(3) == UInt8(ascii: ".") { www += 1 }
                default: break
                }
            }
            index += 1
        }
        lines += 1
        if isDelimiterRow, hasDash {
            delimiterRows += 1
            counts.isDelimiterRow = true
            let outer = (bytes[content] == UInt8(ascii: "|") ? 1 : 0) + (bytes[line.upperBound - 1] == UInt8(ascii: "|") ? 1 : 0)
            counts.columns = counts.pipes + 1 - min(outer, counts.pipes)
        }
        if bytes[content] == UInt8(ascii: "[") {
            var index = content
            while index + 1 < line.upperBound, !counts.startsDefinition {
                counts.startsDefinition = bytes[index] == UInt8(ascii: "]") && bytes[index + 1] == UInt8(ascii: ":")
                index += 1
            }
        }
        return counts
    }
}

/// For each byte of ASCII whether `BlockCounts.add` looks at it (`-:|<~)@![wW`): 1, or else 0. A literal, so that reading it is one load.
private let countedBytes: StaticString = """
    0000000000000000000000000000000001000000010001000000000000101000\
    1000000000000000000000010001000000000000000000000000000100001010
    """
