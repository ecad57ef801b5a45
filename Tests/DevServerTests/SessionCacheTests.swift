import RunningProgram
import Testing

@testable import SiteGenerator

@Suite("What one session leaves for the next")
struct SessionCacheTests {
    @Test("what was read is not parsed again by the next start, which gives the same bytes")
    func next() throws {
        let folder = try RunningServer.smallSite()
        var options = BuildOptions(site: folder.path)
        options.includesDrafts = true
        let plain = options
        options.cache = RecordCache(folder: folder.path + "/.answerable/cache", version: Digest(high: 3, low: 4), hash: KeyedHash(key: (1, 2)))

        var first = BuildSession(options)
        _ = try first.update()
        // Two threads, parsed and analysed.
        #expect(first.unkept == 4)
        first.keep()
        #expect(first.unkept == 0)

        var second = BuildSession(options)
        try expectSame(second.update(), plain)
        #expect(second.unkept == 0)

        try folder.write(RunningServer.thread("First", body: "What, *now*?"), to: "Content/threads/first.md")
        _ = try second.update()
        #expect(second.unkept == 2)
        second.keep(from: 500)
        #expect(second.unkept == 2)
        second.keep()
        try folder.write(RunningServer.thread("Second", body: "What, *then*?"), to: "Content/threads/second.md")
        _ = try second.update()
        second.keep()

        var third = BuildSession(options)
        try expectSame(third.update(), plain)
        #expect(third.unkept == 0)
    }

    @Test("without a cache nothing is kept")
    func none() throws {
        let folder = try RunningServer.smallSite()
        var session = BuildSession(BuildOptions(site: folder.path))
        _ = try session.update()
        session.keep()
        #expect(!folder.exists(".answerable"))
    }

    private func expectSame(_ site: PlannedSite, _ options: BuildOptions) throws {
        var clean = BuildSession(options)
        let other = try clean.update()
        #expect(site.paths == other.paths)
        for path in site.paths { #expect(try site.output(at: path) == other.output(at: path), "\(path)") }
    }
}
