import AnswerClock
import Foundation

/// A site's time zone, as a table of offsets: cheap to ask, and the same whatever the machine's own zone is.
package struct SiteTimeZone: Hashable, Sendable {
    /// An IANA name.
    package let name: String
    package let offsets: ZoneOffsets

    /// `nil` when no zone has that name.
    package init?(name: String) {
        guard TimeZone.knownTimeZoneIdentifiers.contains(name) || name == "UTC" || name == "GMT", let zone = TimeZone(identifier: name) else {
            return nil
        }
        self.name = name
        var date = Date(timeIntervalSince1970: 0)
        let first = zone.secondsFromGMT(for: date)
        var transitions: [ZoneOffsets.Transition] = []
        // Changes beyond 2100 are guesses of today's law.
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next < end, next > date {
            let offset = zone.secondsFromGMT(for: next)
            if offset != transitions.last?.offset ?? first {
                transitions.append(ZoneOffsets.Transition(instant: Int(next.timeIntervalSince1970), offset: offset))
            }
            date = next
        }
        offsets = ZoneOffsets(initialOffset: first, transitions: transitions)
    }

    private init(name: String, offsets: ZoneOffsets) {
        self.name = name
        self.offsets = offsets
    }

    package static let utc = SiteTimeZone(name: "UTC", offsets: .utc)

    /// The place on the time line of what an author wrote. Without an offset it is read in this zone: a time that the clocks skip in spring
    /// with the offset before the change, one that they repeat in autumn as the first of the two.
    package func timestamp(_ written: WrittenTime) -> Timestamp {
        let local = written.date.daysSince1970 * 86_400 + (written.secondOfDay ?? 0)
        if let offset = written.offset, written.secondOfDay != nil {
            return Timestamp(instant: Instant(secondsSince1970: local - offset), offset: offset)
        }
        let before = offsets.offset(at: local - 86_400)
        let after = offsets.offset(at: local - before)
        // The offset after a change holds only if the time, read with it, lies after the change.
        let seconds = offsets.offset(at: local - after) == after ? local - after : local - before
        return Timestamp(
            instant: Instant(secondsSince1970: seconds), offset: offsets.offset(at: seconds), isDateOnly: written.secondOfDay == nil)
    }

    /// An instant as this zone's clocks show it.
    package func timestamp(_ instant: Instant) -> Timestamp {
        Timestamp(instant: instant, offset: offsets.offset(at: instant.secondsSince1970))
    }
}
