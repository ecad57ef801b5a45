import KnowledgeBase
import Testing

@Suite("Times as authors write them")
struct TimeTests {
    @Test("days, times of day and offsets are read", arguments: [
        ("2026-03-02", 2026, 3, 2, nil, nil),
        ("2026-03-02T09:15", 2026, 3, 2, 33_300, nil),
        ("2026-03-02 09:15", 2026, 3, 2, 33_300, nil),
        ("2026-03-02T09:15:30", 2026, 3, 2, 33_330, nil),
        ("2026-03-02T09:15:30.999Z", 2026, 3, 2, 33_330, 0),
        ("2026-03-02T09:15Z", 2026, 3, 2, 33_300, 0),
        ("2026-03-02T23:59:59+08:00", 2026, 3, 2, 86_399, 28_800),
        ("2026-03-02T00:00:00-03:30", 2026, 3, 2, 0, -12_600),
        ("2026-03-02T00:00:00-00:00", 2026, 3, 2, 0, 0),
        ("2026-03-02T00:00:00+14:00", 2026, 3, 2, 0, 50_400),
        ("2024-02-29", 2024, 2, 29, nil, nil),
        ("2000-02-29", 2000, 2, 29, nil, nil),
        ("1970-01-01T00:00:00Z", 1970, 1, 1, 0, 0),
        ("9999-12-31", 9999, 12, 31, nil, nil),
    ] as [(String, Int, Int, Int, Int?, Int?)])
    func good(text: String, year: Int, month: Int, day: Int, second: Int?, offset: Int?) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(try WrittenTime(parsing: text.utf8) == WrittenTime(date: date, secondOfDay: second, offset: offset))
    }

    @Test("what is no time is refused with what is wrong and what to write", arguments: [
        ("2026-02-29", "there is no day 29 in this month (February 2026 has 28 days)", nil),
        ("2026-04-31", "there is no day 31 in this month (April 2026 has 30 days)", nil),
        ("2026-04-00", "there is no day 00 in this month (April 2026 has 30 days)", nil),
        ("2026-13-01", "there is no month 13 (write year, month and day in this order: '2026-03-02')", nil),
        ("1969-12-31", "the year 1969 lies before 1970 (write a year from 1970 on)", nil),
        ("2026-03-02T24:00", "a day ends before 24:00 (write 00:00 of the next day)", nil),
        ("2026-03-02T25:00", "there is no hour 25 (hours run from 00 to 23)", nil),
        ("2026-03-02T09:60", "there is no minute 60 (minutes run from 00 to 59)", nil),
        ("2026-03-02T09:15:60Z", "leap seconds are not counted, so there is no second 60 (write :59, or :00 of the next minute)", nil),
        ("2026-03-02T09:15:61Z", "there is no second 61 (seconds run from 00 to 59)", nil),
        ("2026-03-02T9:15", "'9:15' has no two digits for the hour (write '09:15')", "2026-03-02T09:15"),
        ("2026-03-02T0915", "'0915' is not a time of day (write it as '09:15' or '09:15:00')", nil),
        ("2026-03-02T", "the time of day is missing (write '09:15' behind the day, or only the day)", nil),
        ("2026-03-02t09:15", "the 't' before the time of day is small (write a capital 'T')", nil),
        ("2026-03-02, 09:15", "', 09:15' stands behind the day (write the time of day as 'T09:15')", nil),
        ("2026-03-02T09:15+15:00", "no clock differs from UTC by '+15:00' (offsets run from -14:00 to +14:00)", nil),
        ("2026-03-02T09:15+14:01", "no clock differs from UTC by '+14:01' (offsets run from -14:00 to +14:00)", nil),
        ("2026-03-02T09:15+0800", "'+0800' is not an offset (write '+08:00' directly behind the time of day)", "2026-03-02T09:15+08:00"),
        ("2026-03-02 09:15 +08:00", "' +08:00' is not an offset (write '+08:00' directly behind the time of day)", "2026-03-02 09:15+08:00"),
        ("2026-03-02T09:15z", "'z' is not an offset (write 'Z' directly behind the time of day)", "2026-03-02T09:15Z"),
        ("2026-03-02T09:15 CET", "' CET' is not an offset from UTC (write it as '+08:00' or 'Z', or leave it out for the site's time zone)", nil),
        ("2026-03-02T09:15:00,5Z", "a fraction of a second begins with '.' (write '.' for ',', or leave the fraction out)", nil),
        ("2026-03-02T09:15:00.Z", "no digit follows the '.' (leave the fraction of the second out)", nil),
        ("2026-03-02T09:15:0", "'2026-03-02T09:15:0' has no two digits for the seconds (write the time of day as '09:15:00')", nil),
        ("2026/03/02", "'2026/03/02' is not in the form of '2026-03-02' (write '2026-03-02')", "2026-03-02"),
        ("2026/3/2 9:15", "'2026/3/2 9:15' is not in the form of '2026-03-02' (write year, month and day with two digits and '-': '2026-03-02')", nil),
        ("2026-3-2", "'2026-3-2' is not in the form of '2026-03-02' (write '2026-03-02')", "2026-03-02"),
        ("2026-3-2T09:15Z", "'2026-3-2T09:15Z' is not in the form of '2026-03-02' (write '2026-03-02T09:15Z')", "2026-03-02T09:15Z"),
        ("02.03.2026", "'02.03.2026' does not begin with the year (write '2026-03-02')", "2026-03-02"),
        ("02/03/2026", "'02/03/2026' does not begin with the year (write year, month and day in this order: '2026-03-02')", nil),
        ("25/03/2026", "'25/03/2026' does not begin with the year (write '2026-03-25')", "2026-03-25"),
        ("March 2, 2026", "'March 2, 2026' is not in the form of '2026-03-02' (write '2026-03-02')", "2026-03-02"),
        ("2 mar 2026", "'2 mar 2026' is not in the form of '2026-03-02' (write '2026-03-02')", "2026-03-02"),
        ("20260302", "'20260302' has no '-' in it (write '2026-03-02')", "2026-03-02"),
        ("1767225600", "'1767225600' is a count of seconds (write the day and the time of day: '2026-03-02T09:15:00Z')", nil),
        ("２０２６-03-02", "'２０２６-03-02' has digits other than 0 to 9 (write it with the digits 0 to 9: '2026-03-02')", nil),
        ("yesterday", "'yesterday' is not a time (write it as '2026-03-02' or '2026-03-02T09:15:00+08:00')", nil),
        ("2026-03", "'2026-03' is not a time (write it as '2026-03-02' or '2026-03-02T09:15:00+08:00')", nil),
        ("", "'' is not a time (write it as '2026-03-02' or '2026-03-02T09:15:00+08:00')", nil),
        ("10000-01-01", "'10000-01-01' is not a time (write it as '2026-03-02' or '2026-03-02T09:15:00+08:00')", nil),
        ("2026-123-4", "'2026-123-4' is not in the form of '2026-03-02' (write year, month and day with two digits and '-': '2026-03-02')", nil),
    ] as [(String, String, String?)])
    func bad(text: String, message: String, proposal: String?) {
        do throws(WrittenTimeFault) {
            let time = try WrittenTime(parsing: text.utf8)
            Issue.record("\(text) was read as \(time)")
        } catch {
            #expect("\(error.message) (\(error.advice))" == message)
            #expect(error.proposal == proposal)
        }
    }

    @Test("every day from 1970 to 2100 is read back, and the next after each month's last is refused")
    func everyDay() throws {
        for number in 0..<47_847 {
            let date = CivilDate(daysSince1970: number)
            let text = "\(date.year)-\(date.month < 10 ? "0" : "")\(date.month)-\(date.day < 10 ? "0" : "")\(date.day)"
            #expect(try WrittenTime(parsing: text.utf8).date == date)
            let next = CivilDate(daysSince1970: number + 1)
            if next.month != date.month, date.day < 31 {
                #expect(throws: WrittenTimeFault.self) { try WrittenTime(parsing: (text.dropLast(2) + "\(date.day + 1)").utf8) }
            }
        }
    }

    @Test("no byte sequence makes the parser fail, and every proposal is itself a time")
    func hostile() {
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let seeds = ["2026-03-02T09:15:30.5+08:00", "March 2, 2026", "02/03/2026", "2026/3/2 9:15", "20260302"].map { Array($0.utf8) }
        let alphabet = Array("0123456789-+:.,/TtZz GMTUC年月\u{0}é".utf8)
        for _ in 0..<50_000 {
            var bytes = seeds[next(seeds.count)]
            for _ in 0..<1 + next(4) {
                switch next(3) {
                case 0 where !bytes.isEmpty: bytes.remove(at: next(bytes.count))
                case 1 where !bytes.isEmpty: bytes[next(bytes.count)] = alphabet[next(alphabet.count)]
                default: bytes.insert(alphabet[next(alphabet.count)], at: next(bytes.count + 1))
                }
            }
            do throws(WrittenTimeFault) {
                let time = try WrittenTime(parsing: bytes)
                #expect((1970...9999).contains(time.date.year))
                #expect(time.secondOfDay ?? 0 < 86_400)
                #expect(abs(time.offset ?? 0) <= 50_400)
            } catch {
                if let proposal = error.proposal { #expect((try? WrittenTime(parsing: proposal.utf8)) != nil) }
            }
        }
    }
}
