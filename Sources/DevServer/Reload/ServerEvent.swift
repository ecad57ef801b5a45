import Diagnostics
import SiteGenerator

/// What the open pages are told, as `text/event-stream` (HTML, 9.2).
enum ServerEvent: Hashable, Sendable {
    /// The page is another now.
    case reload
    /// The theme's style sheets as they are called now.
    case styles([String])
    /// Files of the site that pages may show, by their path below its root.
    case assets([String])
    /// What is wrong with the content: shown over the page until it is mended.
    case report(FaultReport)
    /// How far the first reading has come, in words.
    case progress(String)

    var bytes: [UInt8] {
        var json = JSONWriter()
        let name: String
        switch self {
        case .reload:
            name = "reload"
            json.boolean(true)
        case .styles(let paths):
            name = "styles"
            json.array { json in for path in paths { json.string(path) } }
        case .assets(let paths):
            name = "assets"
            json.array { json in for path in paths { json.string(path) } }
        case .report(let report):
            name = "report"
            report.write(&json)
        case .progress(let text):
            name = "progress"
            json.string(text)
        }
        // The data is one line: JSON has no line break in it.
        return Array("event: \(name)\ndata: ".utf8) + json.bytes + Array("\n\n".utf8)
    }
}

/// The errors of a site as the overlay shows them.
struct FaultReport: Hashable, Sendable {
    struct Fault: Hashable, Sendable {
        /// `Content/threads/a.md:3:1`.
        var place: String
        var message: String
        var advice: String
        /// The line of the source and the carets below it.
        var excerpt: String?
    }

    /// More than anybody reads.
    private static let limit = 30

    var faults: [Fault] = []
    /// Errors beyond those listed.
    var more = 0
    /// The page behind is an older one: what is wrong now can make no pages.
    var isStale = false

    init() {}

    init(_ site: PlannedSite) {
        let errors = site.diagnostics.filter { $0.severity == .error }
        var tables: [String: (SourceFile, LineTable)] = [:]
        for error in errors.prefix(Self.limit) {
            if tables[error.path] == nil, let file = site.loaded.source(error.path) { tables[error.path] = (file, LineTable(file)) }
            faults.append(Fault(error, tables[error.path]))
        }
        more = max(0, errors.count - Self.limit)
        isStale = !site.hasSoundTemplates
    }

    /// The machine's fault: a file that can't be read.
    init(_ error: MachineError) {
        faults = [Fault(place: error.path, message: error.description, advice: "the pages show the site as it was", excerpt: nil)]
        isStale = true
    }

    func write(_ json: inout JSONWriter) {
        json.object { json in
            json.key("stale")
            json.boolean(isStale)
            json.member("more", more)
            json.key("errors")
            json.array { json in
                for fault in faults {
                    json.object { json in
                        json.member("place", fault.place)
                        json.member("message", fault.message)
                        json.member("advice", fault.advice)
                        if let excerpt = fault.excerpt { json.member("excerpt", excerpt) }
                    }
                }
            }
        }
    }
}

extension FaultReport.Fault {
    fileprivate init(_ error: Diagnostic, _ source: (file: SourceFile, lines: LineTable)?) {
        place = VisibleText.show(error.path)
        message = VisibleText.show(error.message)
        advice = VisibleText.show(error.advice)
        excerpt = nil
        guard let range = error.range, let source else { return }
        let start = source.lines.position(at: range.lowerBound)
        place += ":\(start.line):\(start.column)"
        let lines = Excerpt(source.file, source.lines, range, width: 100)
        excerpt = lines.source + "\n" + lines.carets
    }
}
