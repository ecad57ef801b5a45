import ArgumentParser
import Foundation
import KnowledgeBase
import SiteGenerator

struct NewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Starts a thread, a rule, a person's file or a tag's.",
        discussion: """
            Writes a file that 'check' accepts, with the keys to fill in, and says where it is. A file that exists is never changed.

              answerable new thread "How do we start a group?" --by mei
              answerable new thread --from-log Content/log/2026.csv:12

            From a row of the question log the thread gets who asked and when, the tags, and a place for the first answer; the title too, where \
            the log has a column 'title'.
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable { case thread, rule, person, tag }

    @Argument(help: "thread, rule, person or tag.")
    var kind: Kind

    @Argument(help: ArgumentHelp("The question, the rule, the person's handle or the tag.", valueName: "title"))
    var givenTitle: String?

    private var title: String { givenTitle ?? "" }

    @Option(name: .long, help: ArgumentHelp("The site's folder.", valueName: "DIR"))
    var site = "."

    @Option(name: .long, help: ArgumentHelp("Who asks, for a thread.", valueName: "HANDLE"))
    var by = Self.nobody

    @Option(name: .long, help: ArgumentHelp("Start a thread from a row of the question log.", valueName: "FILE:LINE"))
    var fromLog: String?

    @Option(name: .long, help: "text or json.")
    var format = TextFormat.text

    private static let nobody = "somebody"

    func validate() throws {
        if let fromLog {
            if kind != .thread { throw ValidationError("--from-log starts a thread, not a \(kind.rawValue)") }
            if LogPlace(fromLog) == nil { throw ValidationError("--from-log must be a file and a line, as 'Content/log/2026.csv:12'") }
            if givenTitle == nil { return }
        }
        if givenTitle == nil { throw ValidationError("Missing expected argument '<title>'") }
        if title.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { throw ValidationError("the title is empty (write it after the kind, in quotes)") }
        if title.utf8.contains(where: { $0 < 0x20 }) { throw ValidationError("the title must be one line of text") }
    }

    func run() async throws {
        try await reportingFailures {
            guard isFolder(site + "/Content") else {
                throw UsageError("there is no folder 'Content' in '\(site)' (run 'answerable init \(site)', or name the site with --site)")
            }
            let row = try fromLog.flatMap(LogPlace.init).map { try LoggedQuestion($0) }
            let title = givenTitle ?? row?.title ?? ""
            if title.isEmpty { throw UsageError("the log doesn't say what this question asks (write it after 'thread', in quotes)") }
            let name = fileName(title)
            guard !name.isEmpty else { throw UsageError("'\(title)' has no letter or digit to name a file by") }
            guard !name.utf8.contains(UInt8(ascii: "/")) else { throw UsageError("'\(title)' holds '/', which no file's name can (leave it out)") }
            let folder = (site == "." ? "" : site + "/") + "Content/" + folderName
            let path = folder + "/" + name + ".md"
            let text = row.map { $0.thread(titled: title) } ?? self.text(named: name)
            try verify(text, name: name, path: path)
            try writeNewFile(text, at: path, folder: folder)
            switch format {
            case .text: writeOutput(path + "\n")
            case .json: writeOutput(jsonObject { $0.member("kind", kind.rawValue); $0.member("path", path) })
            }
            if kind == .thread, row == nil, by == Self.nobody { writeError("write who asked after 'by:' (or give it with --by)\n") }
        }
    }

    /// Titles become slugs. A handle or a tag stays as it is where it is one word, since that is how posts name it.
    private func fileName(_ title: String) -> String {
        switch kind {
        case .thread, .rule: slug(of: title)
        case .person: title.contains(" ") ? slug(of: title) : title
        case .tag: title.lowercased().split(separator: " ").joined(separator: "-")
        }
    }

    private var folderName: String {
        switch kind {
        case .thread: ContentKind.thread.folder
        case .rule: ContentKind.rule.folder
        case .person: ContentKind.person.folder
        case .tag: ContentKind.tag.folder
        }
    }

    private var contentKind: ContentKind {
        switch kind {
        case .thread: .thread
        case .rule: .rule
        case .person: .person
        case .tag: .tag
        }
    }

    /// What is offered is checked by the very reader that will read it: a handle or a title that can't be a file's name is said here.
    private func verify(_ text: String, name: String, path: String) throws {
        let parsed = parseFile(
            kind: contentKind, path: path, contentPath: folderName + "/" + name + ".md", bytes: Array(text.utf8), options: ParseOptions())
        if let fault = parsed.diagnostics.first(where: { $0.severity == .error }) { throw UsageError("\(fault.message) (\(fault.advice))") }
    }

    private func text(named name: String) -> String {
        let now = Date()
        let zone = TimeZone.current
        let offset = zone.secondsFromGMT(for: now)
        // To the minute: nobody remembers a question's second.
        let minute = Int(now.timeIntervalSince1970) / 60 * 60
        let asked = isoText(Timestamp(instant: Instant(secondsSince1970: minute), offset: offset))
        let today = String(asked.prefix(10))
        switch kind {
        case .thread:
            return """
                ---
                title: \(yamlQuoted(title))
                asked: \(asked)
                by: \(by)
                tags: []
                ---

                \(PlaceholderText.question) An answer is added below it:

                ````
                ---
                answer: HANDLE
                at: \(asked)
                ---

                The answer.
                ````

                """
        case .rule:
            return """
                ---
                title: \(yamlQuoted(title))
                since: \(today)
                # A promise that every build checks:
                # promise: { first_answer_within: 4h, share: 90% }
                ---

                \(PlaceholderText.rule)

                """
        case .person: return "---\nname: \(yamlQuoted(title))\n---\n"
        case .tag: return "---\ntitle: \(yamlQuoted(title))\ndescription: \"\"\nsynonyms: []\n---\n"
        }
    }
}

/// Double-quoted YAML: nothing in the text can mean anything else.
func yamlQuoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
        if scalar == "\"" || scalar == "\\" { out += "\\" }
        out.unicodeScalars.append(scalar)
    }
    return out + "\""
}

/// A file's name made of a title: its letters and digits in lower case, joined by `-`, at most 80 bytes.
func slug(of title: String) -> String {
    var words: [String] = [""]
    for scalar in title.precomposedStringWithCanonicalMapping.unicodeScalars {
        let properties = scalar.properties
        if properties.isAlphabetic || properties.numericType != nil {
            words[words.count - 1] += properties.lowercaseMapping
        } else if scalar != "'", scalar != "’", words.last != "" {
            words.append("")
        }
    }
    var slug = ""
    for word in words where !word.isEmpty {
        let longer = slug.isEmpty ? word : slug + "-" + word
        if longer.utf8.count > 80 { break }
        slug = longer
    }
    return slug
}
