import Foundation

/// The offsets of an IANA time zone, as a sorted table: cheap to ask, and the same whatever the machine's own zone is.
package struct SiteTimeZone: Hashable, Sendable {
    package struct Span: Hashable, Sendable {
        /// The first second of the span.
        package let start: Int
        /// Seconds east of UTC.
        package let offset: Int
    }

    package let name: String
    /// Sorted; the first begins before every time that content may name.
    package let spans: [Span]

    /// `nil` when no zone has that name.
    package init?(name: String) {
        guard TimeZone.knownTimeZoneIdentifiers.contains(name) || name == "UTC" || name == "GMT", let zone = TimeZone(identifier: name) else {
            return nil
        }
        self.name = name
        var spans = [Span(start: .min, offset: zone.secondsFromGMT(for: Date(timeIntervalSince1970: 0)))]
        var date = Date(timeIntervalSince1970: 0)
        // Rules beyond are guesses of today's law; content from then doesn't exist.
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next < end, next > date {
            let offset = zone.secondsFromGMT(for: next)
            if offset != spans.last?.offset { spans.append(Span(start: Int(next.timeIntervalSince1970), offset: offset)) }
            date = next
        }
        self.spans = spans
    }

    private init(name: String, spans: [Span]) {
        self.name = name
        self.spans = spans
    }

    package static let utc = SiteTimeZone(name: "UTC", spans: [Span(start: .min, offset: 0)])

    /// Seconds east of UTC at an instant.
    package func offset(at instant: Instant) -> Int {
        var low = 0
        var high = spans.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if spans[middle].start <= instant.secondsSince1970 { low = middle } else { high = middle }
        }
        return spans[low].offset
    }

    /// The place on the time line of what an author wrote. A time that the clocks skip in spring is read with the offset before the change,
    /// one that they repeat in autumn is the first of the two.
    package func timestamp(_ written: WrittenTime) -> Timestamp {
        let local = written.date.daysSince1970 * 86_400 + (written.secondOfDay ?? 0)
        if let offset = written.offset, written.secondOfDay != nil {
            return Timestamp(instant: Instant(secondsSince1970: local - offset), offset: offset)
        }
        let before = offset(at: Instant(secondsSince1970: local - 86_400))
        let guess = Instant(secondsSince1970: local - before)
        let after = offset(at: guess)
        let second = Instant(secondsSince1970: local - after)
        // `before` holds unless the change has already happened on both readings.
        let instant = offset(at: second) == after ? second : guess
        return Timestamp(instant: instant, offset: offset(at: instant), isDateOnly: written.secondOfDay == nil)
    }
}
