import Diagnostics
import FrontMatter
import Markdown

/// The state of reading one content file, of whatever kind.
struct ContentReader {
    let file: SourceFile
    /// Below the content folder.
    let contentPath: String
    let options: ParseOptions
    private(set) var diagnostics: [Diagnostic] = []

    init(file: SourceFile, contentPath: String, options: ParseOptions) {
        self.file = file
        self.contentPath = contentPath
        self.options = options
    }

    mutating func take(_ others: [Diagnostic]) { diagnostics += others }

    /// - Parameters:
    ///   - openers: the first keys of later blocks; none for a file of one block.
    ///   - example: the line that an author who left out the front matter is told to write.
    mutating func blocks(openers: [String] = [], example: String) -> [FrontMatterBlock] {
        let splitter = BlockSplitter(openers: openers, example: example, limits: FrontMatterLimits(bytes: options.frontMatterBytes))
        let (blocks, found) = splitter.split(file)
        take(found)
        return blocks
    }

    /// The file's name without `.md`, in NFC; where it can't be used, the nearest that can, so that one bad name doesn't make every link to
    /// the file a fault. `nil` when there is none.
    mutating func name(_ kind: NameKind) -> String? {
        var bytes = contentPath.utf8[...]
        if let slash = bytes.lastIndex(of: UInt8(ascii: "/")) { bytes = bytes[bytes.index(after: slash)...] }
        if bytes.count > 3, bytes.suffix(3).elementsEqual(".md".utf8) { bytes = bytes.dropLast(3) }
        let written = String(Substring(bytes))
        let name = composed(written)
        if !name.utf8.elementsEqual(written.utf8) {
            reportName(
                .warning, "the file's name is written with decomposed letters (NFD)",
                advice: "rename it to the same name in composed letters (NFC), as keyboards write them: '\(name).md'")
        }
        guard let fault = fault(inName: name, kind) else { return name }
        reportName(
            .error, "the file's name '\(shown(name))' \(fault.reason)",
            advice: fault.proposal.map { "\(fault.advice): rename it to '\($0).md'" } ?? fault.advice)
        guard let proposal = fault.proposal.map(composed), KnowledgeBase.fault(inName: proposal, kind) == nil else { return nil }
        return proposal
    }

    private mutating func reportName(_ severity: Diagnostic.Severity, _ message: String, advice: String) {
        diagnostics.append(Diagnostic(.badFileName, severity, message, advice: advice, path: file.path))
    }

    /// - Parameters:
    ///   - idPrefix: stands before the ids of the text's headings.
    ///   - headingShift: 1 where the page's title is its only heading above, 2 for a question or its comments, 3 where an answer's author stands above as a heading.
    mutating func body(_ block: FrontMatterBlock, idPrefix: String, headingShift: Int) -> PostBody {
        let images: MarkdownOptions.ExternalImages =
            switch options.externalImages {
            case .allow: .allow
            case .link, nil: .link
            case .deny: .deny
            }
        var markdown = MarkdownOptions(
            idPrefix: idPrefix, headingShift: headingShift, externalImages: images, limits: options.markdownLimits, labels: options.labels)
        markdown.hasMath = options.hasMath
        markdown.reportsExternalImages = options.externalImages == nil
        let (rendered, found) = renderMarkdown(file, body: block.body, options: markdown)
        take(found)
        return PostBody(range: block.body, rendered: rendered)
    }

    func isBlank(_ range: SourceRange) -> Bool {
        file.bytes[range].allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    mutating func report(_ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ message: String, advice: String, at range: SourceRange) {
        diagnostics.append(Diagnostic(code, severity, message, advice: advice, path: file.path, range: range))
    }
}
