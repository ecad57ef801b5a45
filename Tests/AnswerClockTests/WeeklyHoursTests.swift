import Foundation
import Testing

@testable import AnswerClock

/// Berlin in 2026: the clock jumps from 02:00 to 03:00 on 29 March and falls back from 03:00 to 02:00 on 25 October.
private let berlin = ZoneOffsets(
    initialOffset: 3_600,
    transitions: [.init(instant: utc("2026-03-29T01:00:00"), offset: 7_200), .init(instant: utc("2026-10-25T01:00:00"), offset: 3_600)])

private func utc(_ text: String) -> Int { isoSeconds(text) ?? -1 }

@Suite("Promised hours")
struct WeeklyHoursTests {
    @Test(
        "hours are read in the forms that people write",
        arguments: [
            ("Mon-Sun 08:00-23:00", 7 * 15 * 3_600), ("Mon-Fri 09:00-17:00, Sat 10:00-12:00", 42 * 3_600),
            ("08:00-20:00", 84 * 3_600), ("monday – FRIDAY 9:00 – 17:00", 40 * 3_600), ("Fri-Mon 00:00-24:00", 4 * 86_400),
            ("Fri 22:00-06:00", 8 * 3_600), ("Sun 22:00-06:00", 8 * 3_600), ("Mon 09:00-12:00, Mon 11:00-13:00", 4 * 3_600),
            ("Mon-Sun 00:00-24:00", 604_800), ("Thurs 12:30-12:31", 60),
        ])
    func reading(text: String, seconds: Int) throws {
        #expect(try WeeklyHours(parsing: text).secondsPerWeek == seconds)
    }

    @Test("a night over Sunday's end goes on in Monday's morning")
    func overTheWeek() throws {
        #expect(try WeeklyHours(parsing: "Sun 22:00-06:00").ranges == [0..<21_600, 597_600..<604_800])
    }

    @Test(
        "what cannot be read is reported with its place",
        arguments: [
            ("Mon-Fry 09:00-17:00", 4..<7, "'Fry' is not a day of the week"), ("Mon 9-17", 4..<8, "'9-17' is not a time"),
            ("Mon 09:00", 9..<9, "the closing time is missing"), ("Mon 09:00-25:00", 10..<15, "'25:00' is not a time of the day"),
            ("Mon 09:60-10:00", 4..<9, "'09:60' is not a time of the day"),
            ("Mon 09:00-09:00", 4..<15, "the hours open and close at the same minute"),
            ("Mon 24:00-08:00", 4..<15, "a day cannot open at 24:00"),
            ("Mon 09:00-17:00; Sat", 15..<20, "'; Sat' stands after the hours"), ("", 0..<0, "a time is missing"),
            ("Mon 09:00-17:00,", 16..<16, "a time is missing"), ("Mo 09:00-17:00", 0..<2, "'Mo' is not a day of the week"),
            ("Mon-", 4..<4, "a day is missing"), ("Mon noon-17:00", 4..<14, "'noon-17:00' is not a time"),
        ])
    func faults(text: String, range: Range<Int>, message: String) throws {
        let error = #expect(throws: WeeklyHoursError.self) { try WeeklyHours(parsing: text) }
        #expect(error?.range == range)
        #expect(error?.message == message)
    }

    @Test("random bytes are read or refused, never fatal")
    func randomText() {
        var random = SeededGenerator(seed: 3)
        let pieces = ["Mon", "-", "–", " ", "09:00", "24:00", ",", "Sun", ":", "\u{600}", "7", "é", "00:00", "\r\n", "sat"]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            do throws(WeeklyHoursError) {
                let hours = try WeeklyHours(parsing: text)
                #expect((1...604_800).contains(hours.secondsPerWeek))
            } catch {
                #expect(error.range.lowerBound >= 0 && error.range.upperBound <= text.utf8.count, "\(text)")
            }
        }
    }

    @Test("a night in which the clock jumps forward has an hour less, and one in which it falls back an hour more")
    func daylightSaving() throws {
        let hours = try WeeklyHours(parsing: "Sun 00:00-06:00")
        let spring = hours.openSeconds(from: utc("2026-03-28T12:00:00"), to: utc("2026-03-29T12:00:00"), in: berlin)
        let autumn = hours.openSeconds(from: utc("2026-10-24T12:00:00"), to: utc("2026-10-25T12:00:00"), in: berlin)
        let ordinary = hours.openSeconds(from: utc("2026-07-04T12:00:00"), to: utc("2026-07-05T12:00:00"), in: berlin)
        #expect((spring, ordinary, autumn) == (5 * 3_600, 6 * 3_600, 7 * 3_600))
    }

    @Test("opening is by the wall clock before and after the change")
    func wallClock() throws {
        let hours = try WeeklyHours(parsing: "Mon-Sun 08:00-23:00")
        // Asked on the eve at 22:00 local time (21:00 UTC): an hour that evening, then from 08:00 summer time, which is 06:00 UTC.
        let asked = utc("2026-03-28T21:00:00")
        #expect(hours.openSeconds(from: asked, to: utc("2026-03-29T06:00:00"), in: berlin) == 3_600)
        #expect(hours.openSeconds(from: asked, to: utc("2026-03-29T07:00:00"), in: berlin) == 7_200)
        #expect(hours.lastInstant(within: 4 * 3_600, from: asked, in: berlin) == utc("2026-03-29T09:00:00"))
    }

    @Test("an allowance that runs out at closing time lasts until the next opening")
    func atClosing() throws {
        let hours = try WeeklyHours(parsing: "Mon-Sun 08:00-23:00")
        let asked = utc("2026-07-04T17:00:00")  // 19:00 local time
        let due = hours.lastInstant(within: 4 * 3_600, from: asked, in: berlin)
        #expect(due == utc("2026-07-05T06:00:00"))  // 08:00 local time
        #expect(hours.openSeconds(from: asked, to: due, in: berlin) == 4 * 3_600)
    }

    @Test("promised time equals a count second by second, and the due time is the last instant within the allowance")
    func againstCounting() throws {
        var random = SeededGenerator(seed: 17)
        // Offsets change within minutes, forwards and back, so that every kind of seam is met.
        for _ in 0..<60 {
            let start = 1_774_700_000 + Int.random(in: 0...700_000, using: &random)
            let zone = ZoneOffsets(
                initialOffset: 3_600,
                transitions: (1...3).map {
                    .init(
                        instant: start + $0 * Int.random(in: 500...2_000, using: &random),
                        offset: Int.random(in: -7...7, using: &random) * 900)
                })
            let ranges = (0..<200).map { _ in
                let from = Int.random(in: 0..<604_800, using: &random)
                return from..<from + Int.random(in: 1...1_500, using: &random)
            }
            let hours = try #require(WeeklyHours(openRanges: ranges))
            let end = start + Int.random(in: 1...6_000, using: &random)
            let counted = (start..<end).count { hours.isOpen(at: $0, in: zone) }
            #expect(hours.openSeconds(from: start, to: end, in: zone) == counted)
            let allowance = Int.random(in: 0...5_000, using: &random)
            let due = hours.lastInstant(within: allowance, from: start, in: zone)
            #expect(hours.openSeconds(from: start, to: due, in: zone) == allowance)
            #expect(hours.openSeconds(from: start, to: due + 1, in: zone) == allowance + 1)
        }
    }

    @Test("round the clock, promised time is wall time")
    func roundTheClock() throws {
        let hours = try WeeklyHours(parsing: "Mon-Sun 00:00-24:00")
        var random = SeededGenerator(seed: 19)
        for _ in 0..<1_000 {
            let start = Int.random(in: -100_000_000...1_800_000_000, using: &random)
            let end = start + Int.random(in: 0...40_000_000, using: &random)
            #expect(hours.openSeconds(from: start, to: end, in: berlin) == end - start)
            #expect(hours.lastInstant(within: end - start, from: start, in: berlin) == end)
        }
    }
}

@Suite("The site's calendar")
struct ZoneTests {
    @Test(
        "month, day, weekday and hour are those of the system's calendar",
        arguments: ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
    func civilTime(name: String) throws {
        let system = try #require(TimeZone(identifier: name))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = system
        var transitions: [ZoneOffsets.Transition] = []
        var date = Date(timeIntervalSince1970: 1_000_000_000)
        let initial = system.secondsFromGMT(for: date)
        while let next = system.nextDaylightSavingTimeTransition(after: date), next.timeIntervalSince1970 < 1_900_000_000 {
            transitions.append(.init(instant: Int(next.timeIntervalSince1970), offset: system.secondsFromGMT(for: next)))
            date = next
        }
        let zone = ZoneOffsets(initialOffset: initial, transitions: transitions.reversed())
        var random = SeededGenerator(seed: 23)
        for _ in 0..<2_000 {
            let instant = Int.random(in: 1_000_000_000..<1_900_000_000, using: &random)
            let found = zone.civil(at: instant)
            let parts = calendar.dateComponents([.year, .month, .day, .weekday, .hour], from: Date(timeIntervalSince1970: Double(instant)))
            #expect(found.month == CalendarMonth(year: parts.year ?? 0, month: parts.month ?? 0))
            #expect(found.day == parts.day)
            #expect(found.hour == parts.hour)
            #expect((found.weekday + 1) % 7 + 1 == parts.weekday)
        }
    }

    @Test("times before 1970 are counted backwards")
    func before1970() {
        let eve = ZoneOffsets.utc.civil(at: -1)
        #expect(eve.month == CalendarMonth(year: 1969, month: 12))
        #expect((eve.day, eve.weekday, eve.hour) == (31, 2, 23))
        #expect(CalendarMonth(ordinal: eve.month.ordinal + 1) == CalendarMonth(year: 1970, month: 1))
    }
}
