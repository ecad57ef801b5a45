import ArgumentParser
import Foundation
import KnowledgeBase
import SiteGenerator

/// Which site, judged when, parsed by how many: the options that several commands share.
struct SiteArguments: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The site's folder: the one that holds Content/.", valueName: "DIR"))
    var site = "."

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The instant that the figures are judged at, as 2026-06-30T12:00:00+02:00; without an offset, in the site's time zone. Without the option: 'as_of' of site.yml, SOURCE_DATE_EPOCH, the content's last commit, or the newest time in the content.",
            valueName: "TIME"))
    var asOf: String?

    @Flag(name: .long, help: "Include drafts.")
    var drafts = false

    @Option(name: .long, help: ArgumentHelp("How many processes parse at once. Without it, one for each core.", valueName: "N"))
    var jobs: Int?

    @Flag(
        name: .long,
        help: ArgumentHelp("Take only content from the site's folder: settings, templates and limits come from --base. For pull requests."))
    var untrusted = false

    @Option(name: .long, help: ArgumentHelp("The trusted folder of an --untrusted build; its Output/ is written unless --output names another.", valueName: "DIR"))
    var base: String?

    func validate() throws {
        if untrusted, base == nil { throw ValidationError("--untrusted needs --base, the folder whose settings and templates are trusted") }
        if !untrusted, base != nil { throw ValidationError("--base needs --untrusted") }
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
        if let asOf {
            do throws(WrittenTimeFault) { _ = try WrittenTime(parsing: asOf.utf8) } catch {
                throw ValidationError("--as-of: \(error.message) (\(error.advice))")
            }
        }
    }

    func options() throws -> BuildOptions {
        guard isFolder(site + "/Content") else {
            throw UsageError("there is no folder 'Content' in '\(site)' (run 'answerable init \(site)' to make a site, or name another folder with --site)")
        }
        var options = BuildOptions(site: site, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        if let base {
            guard isFolder(base) else { throw UsageError("there is no folder '\(base)' (--base names the trusted copy of the site)") }
            options.base = base
        }
        options.asOf = asOf.flatMap { try? WrittenTime(parsing: $0.utf8) }
        options.sourceDateEpoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"]
        options.includesDrafts = drafts
        options.worker = (ownExecutable(), [ParseWorkerCommand.name])
        return options
    }
}

extension BuildOptions {
    /// Keeps what was parsed beside the content, in a folder that version control doesn't see; nothing where the content isn't trusted.
    mutating func remember() {
        if base != nil { return }
        let environment = ProcessInfo.processInfo.environment
        guard let caches = environment["XDG_CACHE_HOME"] ?? environment["HOME"].map({ $0 + "/.cache" }), caches.utf8.first == UInt8(ascii: "/"),
            let hash = KeyedHash.ofUser(in: caches), let program = programDigest(ownExecutable(), hash, in: caches)
        else { return }
        cache = RecordCache(folder: site + "/.answerable/cache", version: program, hash: hash)
    }
}

/// The path of the running program: its workers are copies of it.
func ownExecutable() -> String {
    Bundle.main.executablePath ?? CommandLine.arguments[0]
}
