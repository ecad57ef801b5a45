import Foundation
import Testing

@testable import SiteGenerator

/// The law of incremental building: whatever was edited in whatever order, what comes out is the clean build's output, byte for byte.
@Suite("The law of incremental building")
struct IncrementalLawTests {
    /// 300 sequences of edits: on each of 25 sites those of one to twelve edits, checked after every edit.
    @Test("after any edits, what is remembered and what has kept its key is what a clean build makes", arguments: 0..<25)
    func remembered(seed: Int) throws {
        let folder = try Folder()
        var site = try RandomSite(path: folder.path, seed: UInt64(seed), threads: 4)
        let options = BuildOptions(site: folder.path)
        var session = BuildSession(options)
        var known: [String: (key: Digest, bytes: [UInt8])] = [:]
        for round in 0...12 {
            if round > 0 { try site.edit() }
            let remembered = try session.update(now: .max)
            var fresh = BuildSession(options)
            let clean = try fresh.update()
            #expect(remembered.paths == clean.paths, "edits \(site.edits)")
            #expect(remembered.diagnostics == clean.diagnostics, "edits \(site.edits)")
            var next: [String: (key: Digest, bytes: [UInt8])] = [:]
            for path in clean.paths {
                let expected = try #require(try clean.output(at: path))
                let key = remembered.key(at: path)
                if let key, let old = known[path], old.key == key {
                    // The key has not changed, so a build would leave the file alone.
                    if old.bytes != expected { Issue.record("\(path) kept its key through the edits \(site.edits) of seed \(seed)") }
                } else if try remembered.output(at: path) != expected {
                    Issue.record("\(path) after the edits \(site.edits) of seed \(seed)")
                }
                if let key { next[path] = (key, expected) }
            }
            known = next
        }
    }

    @Test("a build that finds the cache of another writes what a clean build writes, into the folder too", arguments: 0..<8)
    func onDisk(seed: Int) async throws {
        let folder = try Folder()
        var site = try RandomSite(path: folder.path, seed: UInt64(1000 + seed))
        var options = BuildOptions(site: folder.path)
        options.cache = cache(folder)
        for round in 0..<4 {
            if round > 0 { try site.edit() }
            let (built, _) = try await buildSite(options)
            var fresh = BuildSession(BuildOptions(site: folder.path))
            let clean = try fresh.update()
            #expect(built.diagnostics == clean.diagnostics)
            for path in clean.paths {
                let written = try readFile(options.outputFolder + "/" + path)
                if let expected = try clean.output(at: path), let written, expected != written {
                    let place = max(0, (zip(expected, written).enumerated().first { $1.0 != $1.1 }?.offset ?? min(expected.count, written.count)) - 60)
                    let texts = [expected, written].map { String(decoding: $0.dropFirst(place).prefix(160), as: UTF8.self) }
                    Issue.record("\(path) after the edits \(site.edits) of seed \(seed): \(texts)")
                } else if try clean.output(at: path) != written {
                    Issue.record("\(path) after the edits \(site.edits) of seed \(seed)")
                }
            }
        }
    }

    @Test("a build stands while nothing changes, and no longer after any edit of the content or a touch of the output", arguments: 0..<6)
    func standing(seed: Int) async throws {
        let folder = try Folder()
        var site = try RandomSite(path: folder.path, seed: UInt64(2000 + seed))
        var options = BuildOptions(site: folder.path)
        options.cache = cache(folder)
        for round in 0..<4 {
            if round > 0 {
                try site.edit()
                #expect(BuildReceipt.standing(BuildReceipt.beginning(options, now: .max), options) == nil, "edits \(site.edits)")
            }
            let beginning = BuildReceipt.beginning(options, now: .max)
            let (built, _) = try await buildSite(options, from: beginning)
            guard built.hasSoundTemplates else { continue }
            let before = try modificationTimes(folder)
            let receipt = try #require(BuildReceipt.standing(BuildReceipt.beginning(options, now: .max), options), "edits \(site.edits)")
            #expect(receipt.diagnostics == built.diagnostics && receipt.summary.files == built.paths.count && receipt.asOf == built.loaded.asOfText)
            #expect(try modificationTimes(folder) == before)
        }
        var other = options
        other.includesDrafts = true
        #expect(BuildReceipt.standing(BuildReceipt.beginning(other, now: .max), other) == nil)
        other = options
        other.cache = RecordCache(folder: folder.path + "/.answerable/cache", version: Digest(high: 3, low: 4), hash: KeyedHash(key: (1, 3)))
        #expect(BuildReceipt.standing(BuildReceipt.beginning(other, now: .max), other) == nil)
        _ = try await buildSite(options, from: BuildReceipt.beginning(options, now: .max))
        try Data("mine".utf8).write(to: URL(fileURLWithPath: options.outputFolder + "/index.html"))
        #expect(BuildReceipt.standing(BuildReceipt.beginning(options, now: .max), options) == nil)
    }

    @Test("a file that was written a moment ago is read before a build is called standing")
    func young() async throws {
        let folder = try Folder()
        _ = try RandomSite(path: folder.path, seed: 5, threads: 2)
        var options = BuildOptions(site: folder.path)
        options.cache = cache(folder)
        // Everything is younger than the beginning: only threads have digests, so nothing can be told of the settings.
        _ = try await buildSite(options, from: BuildReceipt.beginning(options, now: 0))
        #expect(BuildReceipt.standing(BuildReceipt.beginning(options, now: .max), options) == nil)
    }

    @Test("a cache that is damaged anywhere, cut off, of another program or made with another key is as if it were not there", arguments: 0..<40)
    func damaged(seed: Int) throws {
        let folder = try Folder()
        _ = try RandomSite(path: folder.path, seed: 7, threads: 3)
        var options = BuildOptions(site: folder.path)
        options.cache = cache(folder)
        let first = try LoadedSite.load(options)
        var random = SeededGenerator(seed: UInt64(seed))
        let cache = try #require(options.cache)
        let name = random.chance(2) ? "parsed.index" : "parsed.1"
        let file = URL(fileURLWithPath: cache.folder + "/" + name)
        var bytes = [UInt8](try Data(contentsOf: file))
        switch seed % 4 {
        case 0: bytes[random.below(bytes.count)] ^= UInt8(1 + random.below(255))
        case 1: bytes.removeLast(1 + random.below(bytes.count))
        case 2: bytes = (0..<bytes.count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        default:
            options.cache =
                random.chance(2)
                ? RecordCache(folder: cache.folder, version: Digest(high: 1, low: 2), hash: cache.hash)
                : RecordCache(folder: cache.folder, version: cache.version, hash: KeyedHash(key: (1, 3)))
        }
        try Data(bytes).write(to: file)
        #expect(options.cache?.load() == nil)
        let again = try LoadedSite.load(options)
        #expect(again.site == first.site && again.diagnostics == first.diagnostics)
        #expect(options.cache?.load() != nil)
    }

    @Test("a record that was appended and never listed, as a killed build leaves it, harms nothing")
    func killed() throws {
        let folder = try Folder()
        var site = try RandomSite(path: folder.path, seed: 11, threads: 3)
        var options = BuildOptions(site: folder.path)
        options.cache = cache(folder)
        let cache = try #require(options.cache)
        _ = try LoadedSite.load(options)
        let index = try Data(contentsOf: URL(fileURLWithPath: cache.folder + "/parsed.index"))
        for _ in 0..<5 {
            try site.edit()
            _ = try LoadedSite.load(options)
            // The index as the first build left it, with whatever later ones appended.
            try index.write(to: URL(fileURLWithPath: cache.folder + "/parsed.index"))
            let resumed = try LoadedSite.load(options)
            let clean = try LoadedSite.load(BuildOptions(site: folder.path))
            #expect(resumed.site == clean.site && resumed.diagnostics == clean.diagnostics)
        }
    }
}

private func cache(_ folder: Folder) -> RecordCache {
    RecordCache(folder: folder.path + "/.answerable/cache", version: Digest(high: 3, low: 4), hash: KeyedHash(key: (1, 2)))
}

/// Of every file and folder of a site and its output, hidden ones too.
private func modificationTimes(_ folder: Folder) throws -> [String: Date] {
    let root = URL(fileURLWithPath: folder.path)
    var times: [String: Date] = [:]
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.contentModificationDateKey])
    while let file = files?.nextObject() as? URL {
        times[file.path] = try file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
    }
    return times
}

/// A folder that is gone when the test is. A class, because only that has an end of life.
private final class Folder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/answerable-law-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
