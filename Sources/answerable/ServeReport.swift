import DevServer
import Diagnostics
import Foundation
import SiteGenerator
import Synchronization

/// What `serve` says in the terminal: where the site is, what changed, how long it took, and what is wrong. A class, because the server calls it
/// from several threads.
final class ServeReport: Sendable {
    private struct State: Sendable {
        var line = ProgressLine(isQuiet: false)
        /// Those that were printed.
        var known: Set<Diagnostic> = []
    }

    private let state = Mutex(State())
    private let format: TextFormat
    private let isColoured = Terminal.isColoured(Terminal.isErrorTerminal)

    init(_ format: TextFormat) { self.format = format }

    func started(address: String, isPublic: Bool, method: FolderWatch.Method, wasAsked: Bool) {
        guard format == .text else {
            return writeLine("serving") { json in
                json.member("address", address)
                json.key("public")
                json.boolean(isPublic)
                json.member("watches", method == .looking ? "by looking" : "by the system")
            }
        }
        writeOutput(address + "\n")
        var text = dim("Drafts are shown. Ctrl-C ends.") + "\n"
        if isPublic { text += "Other machines of the network can read the site, drafts too.\n" }
        if method == .looking, !wasAsked { text += "The system doesn't tell what changes (too many folders?): every file is looked at again and again.\n" }
        writeError(text)
    }

    func show(_ news: DevServer.News) {
        state.withLock { state in
            switch news {
            case .reading(let stage, let done, let count):
                state.line.show(count > 0 ? "\(stage.rawValue) \(done) of \(count)" : "\(stage.rawValue)…")
            case .failed(let error) where format == .json: writeLine("failed") { $0.member("message", "\(error)") }
            case .site(let site, let changes, let time, let told) where format == .json: write(site, changes, time, told)
            case .failed(let error):
                state.line.clear()
                writeError("\(clock)  \(bold("not read")): \(error)\n")
            case .site(let site, let changes, let time, let told):
                state.line.clear()
                var text = "\(clock)  "
                if let changes {
                    text += bold(named(changes))
                    if told.reloaded > 0 { text += ", \(counted(told.reloaded, "page")) reloaded" }
                    if told.restyled > 0 { text += ", \(counted(told.restyled, "page")) restyled" }
                    if told.open > 0, told.reloaded + told.restyled == 0 { text += ", no open page is another" }
                } else {
                    text += counted(site.loaded.site.threads.count, "thread") + " read"
                }
                text += dim((time.preview.map { ", shown after \($0) ms" } ?? "") + ", \(time.whole) ms")
                writeError(text + "\n" + faults(of: site, &state.known))
            }
        }
    }

    func ended() {
        state.withLock { $0.line.clear() }
        if Terminal.isErrorTerminal { writeError("\n") }
    }

    /// One object on one line, the name of the event first.
    private func writeLine(_ event: String, _ members: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        json.object { json in
            json.member("event", event)
            members(&json)
        }
        writeOutput(json.bytes + [UInt8(ascii: "\n")])
    }

    /// A `read` when the site was read for the first time, a `change` after that; with all faults that there are now.
    private func write(_ site: PlannedSite, _ changes: Changes?, _ time: DevServer.Time, _ told: DevServer.Told) {
        writeLine(changes == nil ? "read" : "change") { json in
            if let changes { json.member("files", strings: changes.files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }) }
            json.member("threads", site.loaded.site.threads.count)
            json.key("shown_milliseconds")
            if let preview = time.preview { json.integer(preview) } else { json.null() }
            json.member("milliseconds", time.whole)
            json.member("pages_open", told.open)
            json.member("pages_reloaded", told.reloaded)
            json.member("pages_restyled", told.restyled)
            json.key("templates_sound")
            json.boolean(site.hasSoundTemplates)
            json.key("diagnostics")
            JSONPrinter().write(site.diagnostics, into: &json, sources: site.loaded.source)
        }
    }

    /// New ones as `check` prints them, and how many there are with those printed before.
    private func faults(of site: PlannedSite, _ known: inout Set<Diagnostic>) -> String {
        let all = site.diagnostics
        let new = all.filter { !known.contains($0) }
        let hadSome = !known.isEmpty
        known = Set(all)
        let printer = TextPrinter(isColoured: isColoured, width: Terminal.width)
        var text = printer.print(new, sources: site.loaded.source)
        if !all.isEmpty { text += all.tally + (new.count < all.count ? ", \(all.count - new.count) of them as before" : "") + "\n" }
        if all.isEmpty, hadSome { text += "no faults\n" }
        if !site.hasSoundTemplates { text += "the pages stay as they were: mend the templates first\n" }
        return text
    }

    private func named(_ changes: Changes) -> String {
        let files = changes.files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard let first = files.first else { return "a folder changed" }
        if files.count == 1 { return VisibleText.show(first) }
        return "\(VisibleText.show(first)) and \(counted(files.count - 1, "other file"))"
    }

    private var clock: String { dim(Date.now.formatted(Date.ISO8601FormatStyle(timeZone: .current).time(includingFractionalSeconds: false))) }

    private func bold(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    private func dim(_ text: String) -> String { isColoured ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
