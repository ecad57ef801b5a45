import Diagnostics
import KnowledgeBase
import Testing

@Suite("Reading site.yml")
struct SettingsReaderTests {
    private func read(_ text: String) -> (SiteSettings, SiteTimeZone, [Diagnostic]) {
        readSettings(SourceFile(path: "Content/site.yml", text: text))
    }

    @Test("every key reaches its setting")
    func everyKey() {
        let (settings, zone, diagnostics) = read(
            """
            # A comment.
            title: The Room
            description: What it is for
            language: zh-Hant
            time_zone: Asia/Taipei
            base_url: https://answers.example.org/room
            edit_link: https://git.example.org/edit/{path}?x=1
            ask_link: mailto:hosts@example.org
            licence: CC BY-SA 4.0
            leaderboard: { show: false, minimum_answers: 3, counts: accepted, min_votes: -1 }
            clock: { minimum_sample: 7 }
            limits: { page_size: 30, post_bytes: 100000, front_matter_bytes: 4096, file_bytes: 65536, log_bytes: 1048576, search_megabytes: 64 }
            benchmarks:
              - { name: A forum, seconds: 3600, source: "https://example.org/study" }
            external_images: deny
            math: true
            x-colour: red
            """)
        #expect(diagnostics == [])
        #expect(zone.name == "Asia/Taipei")
        #expect(zone.offsets.offset(at: 0) == 28_800)
        var wanted = SiteSettings()
        wanted.title = "The Room"
        wanted.description = "What it is for"
        wanted.language = "zh-Hant"
        wanted.timeZone = "Asia/Taipei"
        wanted.baseURL = "https://answers.example.org/room/"
        wanted.editLink = "https://git.example.org/edit/{path}?x=1"
        wanted.askLink = "mailto:hosts@example.org"
        wanted.licence = "CC BY-SA 4.0"
        wanted.leaderboard.isShown = false
        wanted.leaderboard.minimumAnswers = 3
        wanted.leaderboard.countsAcceptedOnly = true
        wanted.leaderboard.minimumVotes = -1
        wanted.clock.minimumSample = 7
        wanted.limits.pageSize = 30
        wanted.limits.markdown.bodyBytes = 100_000
        wanted.limits.frontMatterBytes = 4_096
        wanted.limits.fileBytes = 65_536
        wanted.limits.logBytes = 1_048_576
        wanted.limits.searchMegabytes = 64
        wanted.benchmarks = [SiteSettings.Benchmark(name: "A forum", seconds: 3_600, source: "https://example.org/study")]
        wanted.externalImages = .deny
        wanted.hasMath = true
        #expect(settings.extras.map(\.value) == ["red"])
        wanted.extras = settings.extras
        #expect(settings == wanted)
    }

    @Test("a site without settings has the defaults")
    func defaults() {
        #expect(readSettings(nil).0 == SiteSettings())
        #expect(read("").0 == SiteSettings())
        #expect(read("").2 == [])
        #expect(read("---\ntitle: T\n").0.title == "T")
    }

    @Test("a fault costs its own setting only", arguments: [
        ("time_zone: Asia/Tapei", "unknown-time-zone: no time zone is called 'Asia/Tapei' (did you mean 'Asia/Taipei'?)"),
        ("time_zone: taipei", "unknown-time-zone: no time zone is called 'taipei' (did you mean 'Asia/Taipei'?)"),
        ("time_zone: new york", "unknown-time-zone: no time zone is called 'new york' (did you mean 'America/New_York'?)"),
        ("time_zone: GMT+99", "unknown-time-zone: no time zone is called 'GMT+99' (write an IANA name of a continent and a city, such as 'Asia/Taipei')"),
        ("base_url: example.org", "bad-url: the address 'example.org' is neither http nor https (begin it with 'https://' or 'http://')"),
        ("base_url: mailto:a@b.example", "bad-url: 'mailto:a@b.example' is an address for mail (begin it with 'https://' or 'http://')"),
        ("base_url: https://example.org/?a", "bad-url: 'base_url' has a '?' or a '#' (write the address of the folder that the site lies in)"),
        ("edit_link: https://git.example.org/edit/", "bad-url: 'edit_link' has no '{path}' (put '{path}' where the file's path goes: 'https://git.example.org/edit/{path}')"),
        ("edit_link: javascript:{path}", "bad-url: the address 'javascript:path' is neither http nor https (begin it with 'https://' or 'http://')"),
        ("external_images: links", "wrong-value: 'external_images' is 'links', none of 'allow', 'link', 'deny' (did you mean 'link'?)"),
        ("limits: { page_size: 0 }", "wrong-value: 'page_size' is 0, outside of 1 to 1000 (choose a number from 1 to 1000)"),
        ("limits: 50", "wrong-value: 'limits' is a text, not a set of keys (write 'limits: { page_size: 50 }')"),
        ("leaderboard: { counts: accept }", "wrong-value: 'counts' is 'accept', none of 'all', 'accepted' (did you mean 'accepted'?)"),
        ("leaderboard: { minimum_votes: 1 }", "unknown-key: 'leaderboard' has no key 'minimum_votes' (did you mean 'min_votes'?)"),
        ("benchmarks: [ { name: A, seconds: 5 } ]", "missing-key: a benchmark needs the key 'source' (add a line such as 'source: where the figure is from')"),
        ("timezone: UTC", "unknown-key: 'site.yml' has no key 'timezone' (did you mean 'time_zone'?)"),
        ("language: English", "bad-language: 'English' is not a language tag (write one such as 'en', 'pt-BR' or 'zh-Hant')"),
    ])
    func faults(line: String, message: String) {
        let (settings, _, diagnostics) = read("title: Kept\n" + line + "\n")
        #expect(diagnostics.map(\.line) == [message])
        #expect(settings.title == "Kept")
    }

    @Test("the project's own settings have no fault")
    func own() throws {
        let bytes = try #require(ContentFile.bytes("Content/site.yml"))
        let (settings, zone, diagnostics) = readSettings(SourceFile(path: "Content/site.yml", bytes: bytes))
        #expect(diagnostics == [])
        #expect(settings.limits.pageSize == 30)
        #expect(zone.name == settings.timeZone)
    }
}
