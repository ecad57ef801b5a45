import AnswerClock
import Diagnostics
import FrontMatter

let promiseKeys = KeyTable(
    what: "a promise", keys: ["first_answer_within", "share", "hours", "until"],
    otherNames: ["within": "first_answer_within", "first_answer": "first_answer_within", "percent": "share", "open": "hours", "ends": "until", "to": "until"])
let pastPromiseKeys = KeyTable(
    what: "a past promise", keys: ["since"] + promiseKeys.keys, otherNames: promiseKeys.otherNames.merging(["from": "since"]) { first, _ in first })

extension FieldReader {
    /// The promises of a rule, oldest first: those of `history`, then the one in `promise`, which holds since the rule does.
    mutating func promises(since: Located<WrittenTime>?) -> [PromiseSource] {
        var promises = history()
        if let field = field("promise") {
            if case .mapping(let mapping) = field.value {
                if since == nil, self.field("since") == nil, isComplete {
                    report(
                        .missingKey, "a rule with a promise needs the key 'since'",
                        advice: "add a line 'since: 2026-01-01': questions asked before are not judged by it", at: place)
                }
                if let promise = promise(mapping, table: promiseKeys, place: field.keyRange, since: since) { promises.append(promise) }
            } else {
                wrongKind("promise", field.value, wanted: "a set of keys", advice: "write 'promise: { first_answer_within: 4h, share: 90% }'")
            }
        }
        if field("promise") == nil, let history = field("history"), isComplete {
            report(
                .missingKey, "a rule with a history needs the key 'promise'",
                advice: "add the promise in force: 'promise: { first_answer_within: 4h, share: 90% }'", at: history.keyRange)
        }
        reportOrder(promises)
        return promises
    }

    private mutating func history() -> [PromiseSource] {
        guard let field = field("history") else { return [] }
        let advice = "write lines '- { since: 2025-09-01, first_answer_within: 8h, share: 80% }' below 'history:'"
        guard case .sequence(let items, _) = field.value else {
            wrongKind("history", field.value, wanted: "a list of promises", advice: advice)
            return []
        }
        return items.compactMap { item -> PromiseSource? in
            guard case .mapping(let mapping) = item else {
                wrongKind("an entry of history", item, wanted: "a set of keys", advice: advice)
                return nil
            }
            return promise(mapping, table: pastPromiseKeys, place: mapping.range, since: nil)
        }
    }

    /// - Parameter since: the rule's, for the promise in force; a past promise has its own.
    private mutating func promise(
        _ mapping: FrontMatterMapping, table: KeyTable, place: SourceRange, since ruleSince: Located<WrittenTime>?
    ) -> PromiseSource? {
        var fields = FieldReader(mapping, of: file, table: table, place: place)
        let since = table == pastPromiseKeys ? fields.requiredTime("since") : ruleSince
        let until = fields.time("until")
        let within = fields.requiredText("first_answer_within", example: "first_answer_within: 4h")
        let seconds = within.flatMap { fields.duration($0) }
        let share = fields.requiredText("share", example: "share: 90%").flatMap { fields.share($0) }
        let hours = fields.hours()
        let hasHours = fields.field("hours") == nil || hours != nil
        take(fields.diagnostics)
        guard let since, let seconds, let share, hasHours else { return nil }
        return PromiseSource(since: since, until: until, firstAnswerWithin: seconds, share: share, hours: hours, range: mapping.range)
    }

    private mutating func hours() -> Located<String>? {
        guard let field = field("hours"), let text = text(of: field), case .scalar(let scalar) = field.value else { return nil }
        do throws(WeeklyHoursError) {
            _ = try WeeklyHours(parsing: scalar.text)
            return Located(scalar.text, at: text.range)
        } catch {
            report(.badHours, error.message, advice: error.advice, at: place(of: error.range, in: scalar))
            return nil
        }
    }

    /// Where a part of a value stands in the file: known when the value is written as it reads, in quotes or without.
    private func place(of part: Range<Int>, in scalar: FrontMatterScalar) -> SourceRange {
        for start in [scalar.range.lowerBound, scalar.range.lowerBound + 1] {
            let end = start + scalar.text.utf8.count
            guard end <= scalar.range.upperBound, file.bytes[start..<end].elementsEqual(scalar.text.utf8) else { continue }
            return start + part.lowerBound..<min(start + part.upperBound, end)
        }
        return scalar.range
    }

    private mutating func reportOrder(_ promises: [PromiseSource]) {
        for promise in promises {
            guard let until = promise.until, isBefore(until.value, promise.since.value) else { continue }
            take([
                Diagnostic(
                    .promiseOrder, "this promise ends before it begins", advice: "mend 'until', its last day, or 'since'", path: file.path, range: until.range,
                    notes: [Diagnostic.Note("it begins here", path: file.path, range: promise.since.range)])
            ])
        }
        // Offsets of hours don't matter here: promises that change twice in a day are in the wrong order or a slip.
        for (earlier, later) in zip(promises, promises.dropFirst()) where !isBefore(earlier.since.value, later.since.value) {
            let isSame = !isBefore(later.since.value, earlier.since.value)
            take([
                Diagnostic(
                    .promiseOrder, isSame ? "two promises hold since the same time" : "this promise is older than the one before it",
                    advice: isSame
                        ? "mend one 'since', or take one of them out"
                        : "mend one 'since'; the oldest promise stands first in 'history', and the one in force in 'promise'", path: file.path,
                    range: later.since.range, notes: [Diagnostic.Note("the one before it", path: file.path, range: earlier.since.range)])
            ])
        }
    }

    private func isBefore(_ a: WrittenTime, _ b: WrittenTime) -> Bool {
        let (first, second) = (a.secondOfDay ?? 0, b.secondOfDay ?? 0)
        return a.date != b.date ? a.date < b.date : first - (a.offset ?? 0) < second - (b.offset ?? 0)
    }
}
