import Foundation
import Testing

/// Generated cases of every target, the same on every run: 100,000 in all. `Scripts/fuzz` looks further.
///
/// A case that ends the process leaves its number in the file that the test names, and `ANSWERABLE_FUZZ_CASE=TARGET:NUMBER` runs it alone.
@Suite("Hostile input", .serialized)
struct FuzzTests {
    @Test("no generated case breaks what must hold", arguments: fuzzTargets.map(\.name))
    func generated(name: String) throws {
        let target = try #require(fuzzTargets.first { $0.name == name })
        let seeds = seeds(of: target)
        try #require(!seeds.isEmpty, "there is no folder Seeds/\(name)")
        let generator = CaseGenerator(seeds: seeds, dictionary: target.dictionary)
        let (first, count) = Self.cases(of: target)
        let note = NSTemporaryDirectory() + "/answerable-fuzz-\(name)"
        let descriptor = open(note, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        try #require(descriptor >= 0)
        defer {
            close(descriptor)
            unlink(note)
        }
        var slowest: (seconds: Duration, number: UInt64) = (.zero, 0)
        let clock = ContinuousClock()
        var faults = 0
        for number in first..<first + count {
            let text = Array("\(name):\(number)                    \n".utf8)
            pwrite(descriptor, text, text.count, 0)
            let bytes = generator.bytes(number)
            var fault: String?
            let time = clock.measure { fault = target.run(bytes) }
            if time > slowest.seconds { slowest = (time, number) }
            guard let fault else { continue }
            faults += 1
            Issue.record("\(name):\(number): \(fault)\n\(String(decoding: bytes, as: UTF8.self).debugDescription)")
            if faults == 5 { break }
        }
        print("\(name): \(count) cases, the slowest \(slowest.seconds) (\(name):\(slowest.number))")
    }

    @Test("the seeds themselves hold, so that the cases begin with sound files", arguments: fuzzTargets.map(\.name))
    func sound(name: String) throws {
        let target = try #require(fuzzTargets.first { $0.name == name })
        for seed in seeds(of: target) {
            let fault = target.run(seed)
            #expect(fault == nil, "\(String(decoding: seed, as: UTF8.self))")
        }
    }

    @Test("there are 100,000 cases")
    func count() {
        #expect(fuzzTargets.reduce(0) { $0 + $1.cases } >= 100_000)
    }

    /// First number and count: the target's own, `ANSWERABLE_FUZZ_CASE=TARGET:NUMBER`, or ten times as many from another beginning with `ANSWERABLE_FUZZ_LONG`.
    private static func cases(of target: FuzzTarget) -> (UInt64, UInt64) {
        let environment = ProcessInfo.processInfo.environment
        if let wish = environment["ANSWERABLE_FUZZ_CASE"]?.split(separator: ":"), wish.count == 2 {
            return wish[0] == target.name ? (UInt64(wish[1]) ?? 0, 1) : (0, 0)
        }
        if environment["ANSWERABLE_FUZZ_LONG"] != nil { return (1_000_000, UInt64(target.cases) * 10) }
        return (0, UInt64(target.cases))
    }
}
