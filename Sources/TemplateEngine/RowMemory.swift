import Synchronization

/// Rows of lists that were printed before: the same row stands on many pages, and is made and printed once.
///
/// Only a row whose template asks for nothing outside of it but what is the same on every page is kept, so it is the same bytes wherever it
/// stands. It is for one state of a site; what it holds is never needed, and once it is full nothing more is kept.
///
/// A class, because the pages that are made at the same time share it.
package final class RowMemory: Sendable {
    /// Pages are made on many cores: each looks into one part at a time.
    private final class Part: Sendable {
        struct State {
            var rows: [Int: [UInt8]] = [:]
            var bytes = 0
        }

        let state = Mutex(State())
    }

    private let parts: [Part]
    private let bytesOfPart: Int
    private let programs = Mutex<[TemplateProgram: Int]>([:])

    /// - Parameter bytes: How much is kept at most, without what keeping it costs.
    package init(bytes: Int) {
        parts = (0..<16).map { _ in Part() }
        bytesOfPart = bytes / parts.count
    }

    /// Prints the rows of a list, each as `program` does.
    ///
    /// - Parameter outermost: The page's own record.
    func print(_ rows: RowRecords, _ program: TemplateProgram, outermost: Record, into output: inout [UInt8]) {
        let number = programs.withLock { programs in
            if let known = programs[program] { return known }
            programs[program] = programs.count
            return programs.count - 1
        }
        for key in rows.keys {
            // Programs are few, and keys below 2⁴⁰.
            let place = number << 40 | key
            // Multiplicative hashing (Knuth, vol. 3, section 6.4): neighbouring keys come into different parts.
            let part = parts[Int((UInt64(truncatingIfNeeded: place) &* 0x9E37_79B9_7F4A_7C15) >> 60)]
            if let kept = part.state.withLock({ $0.rows[place] }) {
                output += kept
                continue
            }
            let start = output.count
            program.print(outermost, rows.record(key), into: &output)
            part.state.withLock { state in
                let count = output.count - start
                guard state.bytes + count <= bytesOfPart else { return }
                state.bytes += count
                state.rows[place] = Array(output[start...])
            }
        }
    }
}

/// A list whose rows are made when they are printed, unless they were printed before.
struct RowRecords: Hashable, Sendable {
    /// One for each row, the same for the same row; 0 up to 2⁴⁰ − 1.
    let keys: [Int]
    let memory: RowMemory
    let record: @Sendable (_ key: Int) -> Record

    static func == (a: RowRecords, b: RowRecords) -> Bool { a.memory === b.memory && a.keys == b.keys }
    func hash(into hasher: inout Hasher) { hasher.combine(keys) }
}

/// The rows of a list in a view: made, or to be made when they are printed.
package struct Rows<Row: TemplateView>: Hashable, Sendable {
    private enum Storage: Sendable {
        case made([Row])
        case deferred(keys: [Int], RowMemory, @Sendable (_ key: Int) -> Row)
    }

    private let storage: Storage

    package init(_ rows: [Row]) { storage = .made(rows) }

    /// - Parameters:
    ///   - keys: One for each row, 0 up to 2⁴⁰ − 1. Rows of one key are the same, on whatever page they stand.
    ///   - memory: Of all pages that have such rows.
    package init(keys: [Int], in memory: RowMemory, _ row: @escaping @Sendable (_ key: Int) -> Row) { storage = .deferred(keys: keys, memory, row) }

    package var isEmpty: Bool {
        switch storage {
        case .made(let rows): rows.isEmpty
        case .deferred(let keys, _, _): keys.isEmpty
        }
    }

    var value: TemplateValue {
        switch storage {
        case .made(let rows): .list(rows.map { Record($0) })
        case .deferred(let keys, let memory, let row): .rows(RowRecords(keys: keys, memory: memory) { Record(row($0)) })
        }
    }

    package static func == (a: Rows, b: Rows) -> Bool {
        switch (a.storage, b.storage) {
        case (.made(let a), .made(let b)): a == b
        case (.deferred(let a, let first, _), .deferred(let b, let second, _)): first === second && a == b
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch storage {
        case .made(let rows): hasher.combine(rows)
        case .deferred(let keys, _, _): hasher.combine(keys)
        }
    }
}
