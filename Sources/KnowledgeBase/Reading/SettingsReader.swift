import Diagnostics
import FrontMatter
import Markdown

let settingsKeys = KeyTable(
    what: "'site.yml'",
    keys: [
        "title", "description", "language", "time_zone", "as_of", "base_url", "edit_link", "ask_link", "card_image", "licence", "leaderboard", "clock", "limits",
        "benchmarks", "external_images", "outputs", "math", "gone", "stale_after", "stale_text", "git",
    ],
    otherNames: [
        "name": "title", "subtitle": "description", "tagline": "description", "lang": "language", "locale": "language", "timezone": "time_zone",
        "tz": "time_zone", "zone": "time_zone", "url": "base_url", "baseurl": "base_url", "site_url": "base_url", "edit_url": "edit_link",
        "repository": "edit_link", "license": "licence", "images": "external_images", "latex": "math", "mathjax": "math", "katex": "math", "chat": "ask_link", "ask": "ask_link",
        "image": "card_image", "og_image": "card_image", "social_image": "card_image",
        "removed": "gone", "deleted": "gone", "stale": "stale_after", "history": "git", "history_link": "git",
    ])
private let leaderboardKeys = KeyTable(
    what: "'leaderboard'", keys: ["show", "minimum_answers", "places", "times_within", "counts", "min_votes"],
    otherNames: ["min_answers": "minimum_answers", "top": "places", "ranks": "places", "minimum_votes": "min_votes", "votes": "min_votes", "accepted": "counts", "enabled": "show"])
private let clockKeys = KeyTable(what: "'clock'", keys: ["minimum_sample"], otherNames: ["min_sample": "minimum_sample"])
private let gitKeys = KeyTable(
    what: "'git'", keys: ["history_link", "changed", "contributors", "redirects"],
    otherNames: ["history": "history_link", "link": "history_link", "last_changed": "changed", "authors": "contributors", "renames": "redirects"])
private let limitKeys = KeyTable(
    what: "'limits'", keys: ["page_size", "post_bytes", "front_matter_bytes", "file_bytes", "log_bytes", "search_megabytes"] + MarkdownLimits.settings.map(\.name),
    otherNames: ["per_page": "page_size", "paginate": "page_size", "depth": "nesting_depth", "columns": "table_columns", "cells": "table_cells"])
private let outputKeys = KeyTable(
    what: "'outputs'", keys: ["feeds", "json", "markdown", "search"], otherNames: ["feed": "feeds", "atom": "feeds", "rss": "feeds", "md": "markdown"])
private let benchmarkKeys = KeyTable(
    what: "a benchmark", keys: ["name", "seconds", "source"], otherNames: ["title": "name", "url": "source", "link": "source", "time": "seconds"])

/// Reads `Content/site.yml`: the settings, the time zone that they name, and every fault.
///
/// - Parameter file: `nil` for a site without one; every setting has a default.
package func readSettings(_ file: SourceFile?) -> (SiteSettings, SiteTimeZone, [Diagnostic]) {
    guard let file else { return (SiteSettings(), .utc, []) }
    let reading = FrontMatterReader(limits: FrontMatterLimits(bytes: 65_536)).read(file)
    var fields = FieldReader(reading.fields, of: file, table: settingsKeys, place: reading.fields.range, isComplete: reading.isComplete)
    let (settings, zone) = fields.settings()
    return (settings, zone, inFileOrder(reading.diagnostics + fields.diagnostics))
}

extension FieldReader {
    fileprivate mutating func settings() -> (SiteSettings, SiteTimeZone) {
        var settings = SiteSettings()
        if let title = text("title") { settings.title = title.value }
        if let description = text("description") { settings.description = description.value }
        if let language = language() { settings.language = language }
        settings.asOf = time("as_of")?.value
        let zone = timeZone()
        settings.timeZone = zone.name
        settings.baseURL = baseURL()
        settings.editLink = editLink()
        settings.askLink = webAddress("ask_link")?.value
        settings.cardImage = text("card_image").map { Located($0.value, at: $0.range) }
        settings.licence = text("licence")?.value
        settings.leaderboard = leaderboard()
        settings.clock = clock()
        settings.limits = limits()
        settings.outputs = outputs()
        settings.benchmarks = benchmarks()
        if let word = choice("external_images", among: SiteSettings.ExternalImages.allCases.map(\.rawValue)) {
            settings.externalImages = SiteSettings.ExternalImages(rawValue: word)
        }
        settings.hasMath = boolean("math", default: false)
        settings.gone = goneAddresses()
        settings.freshness.staleAfterDays = wholeDays("stale_after")
        settings.freshness.text = text("stale_text")?.value
        settings.git = git()
        settings.extras = extras()
        return (settings, zone)
    }

    private mutating func timeZone() -> SiteTimeZone {
        guard let text = text("time_zone") else { return .utc }
        if let zone = SiteTimeZone(name: text.value) { return zone }
        let near = SiteTimeZone.nearestName(to: text.value)
        report(
            .unknownTimeZone, "no time zone is called '\(shown(text.value))'",
            advice: near.map { "did you mean '\($0)'?" } ?? "write an IANA name of a continent and a city, such as 'Asia/Taipei'", at: text.range,
            replacement: near)
        return .utc
    }

    /// With a `/` at its end, so that paths can be appended.
    private mutating func baseURL() -> String? {
        guard let text = webAddress("base_url", allowsMail: false) else { return nil }
        let bytes = text.value.utf8
        if bytes.contains(UInt8(ascii: "?")) || bytes.contains(UInt8(ascii: "#")) {
            report(.badURL, "'base_url' has a '?' or a '#'", advice: "write the address of the folder that the site lies in", at: text.range)
            return nil
        }
        return bytes.last == UInt8(ascii: "/") ? text.value : text.value + "/"
    }

    /// A URL with `{path}` in it.
    private mutating func editLink(_ key: String = "edit_link") -> String? {
        guard let text = text(key) else { return nil }
        let hole = Array("{path}".utf8)
        let bytes = Array(text.value.utf8)
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: hole) }) else {
            let mended = text.value + (bytes.last == UInt8(ascii: "/") ? "{path}" : "/{path}")
            report(
                .badURL, "'\(key)' has no '{path}'", advice: "put '{path}' where the file's path goes: '\(mended)'", at: text.range,
                replacement: mended)
            return nil
        }
        let filled = String(decoding: bytes[..<start] + Array("path".utf8) + bytes[(start + hole.count)...], as: UTF8.self)
        return webAddress(Located(filled, at: text.range), allowsMail: false) == nil ? nil : text.value
    }

    private mutating func git() -> SiteSettings.Git {
        var git = SiteSettings.Git()
        guard var fields = nested("git", gitKeys, example: "git: { contributors: false }") else { return git }
        git.historyLink = fields.editLink("history_link")
        git.showsChanged = fields.boolean("changed", default: git.showsChanged)
        git.showsContributors = fields.boolean("contributors", default: git.showsContributors)
        git.redirectsRenamed = fields.boolean("redirects", default: git.redirectsRenamed)
        take(fields.diagnostics)
        return git
    }

    private mutating func leaderboard() -> SiteSettings.Leaderboard {
        var board = SiteSettings.Leaderboard()
        guard var fields = nested("leaderboard", leaderboardKeys, example: "leaderboard: { minimum_answers: 5 }") else { return board }
        board.isShown = fields.boolean("show", default: board.isShown)
        board.minimumAnswers = fields.integer("minimum_answers", in: 1...1_000_000) ?? board.minimumAnswers
        board.places = fields.integer("places", in: 1...1_000_000) ?? board.places
        board.timesWithinDays = fields.wholeDays("times_within") ?? board.timesWithinDays
        board.countsAcceptedOnly = fields.choice("counts", among: ["all", "accepted"]) == "accepted"
        board.minimumVotes = fields.integer("min_votes")
        take(fields.diagnostics)
        return board
    }

    private mutating func clock() -> SiteSettings.Clock {
        var clock = SiteSettings.Clock()
        guard var fields = nested("clock", clockKeys, example: "clock: { minimum_sample: 5 }") else { return clock }
        clock.minimumSample = fields.integer("minimum_sample", in: 1...1_000_000) ?? clock.minimumSample
        take(fields.diagnostics)
        return clock
    }

    private mutating func limits() -> SiteSettings.Limits {
        var limits = SiteSettings.Limits()
        guard var fields = nested("limits", limitKeys, example: "limits: { page_size: 50 }") else { return limits }
        limits.pageSize = fields.integer("page_size", in: 1...1_000) ?? limits.pageSize
        limits.markdown.bodyBytes = fields.integer("post_bytes", in: 1_024...SiteSettings.Limits.largestPostBytes) ?? limits.markdown.bodyBytes
        for setting in MarkdownLimits.settings {
            limits.markdown[keyPath: setting.path] = fields.integer(setting.name, in: setting.range) ?? limits.markdown[keyPath: setting.path]
        }
        limits.frontMatterBytes = fields.integer("front_matter_bytes", in: 256...65_536) ?? limits.frontMatterBytes
        limits.fileBytes = fields.integer("file_bytes", in: 1_024...(1 << 30)) ?? limits.fileBytes
        limits.logBytes = fields.integer("log_bytes", in: 1_024...(1 << 34)) ?? limits.logBytes
        limits.searchMegabytes = fields.integer("search_megabytes", in: 1...65_536) ?? limits.searchMegabytes
        take(fields.diagnostics)
        return limits
    }

    private mutating func outputs() -> SiteSettings.Outputs {
        var outputs = SiteSettings.Outputs()
        guard var fields = nested("outputs", outputKeys, example: "outputs: { feeds: false }") else { return outputs }
        outputs.feeds = fields.boolean("feeds", default: true)
        outputs.json = fields.boolean("json", default: true)
        outputs.markdown = fields.boolean("markdown", default: true)
        outputs.search = fields.boolean("search", default: true)
        take(fields.diagnostics)
        return outputs
    }

    private mutating func benchmarks() -> [SiteSettings.Benchmark] {
        guard let field = field("benchmarks") else { return [] }
        let advice = "write lines '- { name: …, seconds: 3600, source: … }' below 'benchmarks:'"
        guard case .sequence(let items, _) = field.value else {
            wrongKind("benchmarks", field.value, wanted: "a list", advice: advice)
            return []
        }
        return items.compactMap { item -> SiteSettings.Benchmark? in
            guard case .mapping(let mapping) = item else {
                wrongKind("an entry of benchmarks", item, wanted: "a set of keys", advice: advice)
                return nil
            }
            var fields = FieldReader(mapping, of: file, table: benchmarkKeys, place: mapping.range)
            let name = fields.requiredText("name", example: "name: A public forum")
            let seconds = fields.require("seconds", example: "seconds: 3600") == nil ? nil : fields.integer("seconds", in: 1...999_999_999)
            let source = fields.requiredText("source", example: "source: where the figure is from")
            take(fields.diagnostics)
            guard let name, let seconds, let source else { return nil }
            return SiteSettings.Benchmark(name: name.value, seconds: seconds, source: source.value)
        }
    }
}
