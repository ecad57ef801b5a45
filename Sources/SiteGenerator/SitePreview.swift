import Diagnostics
import KnowledgeBase
import Markdown

extension PlannedSite {
    /// The site with new texts of a few threads, and everything else as it was: for whoever waits for one page while the whole is planned anew.
    ///
    /// Lists, search and related threads follow with the next `BuildSession.update`; until then a page may link to what was related to its old text.
    ///
    /// - Parameters:
    ///   - paths: What has changed: `Content/threads/a.md`.
    ///   - options: Of the session.
    /// - Returns: `nil` when more has changed than texts and titles of a few threads, or when there is an error in them.
    package func preview(of paths: Set<String>, _ options: BuildOptions) throws(MachineError) -> PlannedSite? {
        guard hasSoundTemplates, (1...3).contains(paths.count) else { return nil }
        let prefix = "Content/"
        let parseOptions = ParseOptions(settings: loaded.site.settings, labels: loaded.phrases.labels)
        var content = try ContentFolder(options.contentFolder)
        var places: [Int] = []
        var requests: [ParseRequest] = []
        for path in paths.sorted() {
            let contentPath = String(path.dropFirst(prefix.count))
            guard path.utf8.starts(with: prefix.utf8), let place = loaded.site.threads.firstIndex(where: { $0.source.path == contentPath }),
                let bytes = try? content.read(contentPath)
            else { return nil }
            places.append(place)
            requests.append(ParseRequest(kind: .thread, path: path, contentPath: contentPath, bytes: bytes, options: parseOptions))
        }
        var changed: [(place: Int, thread: Thread)] = []
        for (place, file) in zip(places, try parse(requests, options)) {
            guard case .thread(let source) = file.value, !file.diagnostics.contains(where: { $0.severity == .error }),
                let thread = loaded.site.threads[place].withTexts(of: source)
            else { return nil }
            changed.append((place, thread))
        }
        let newPlan = plan.with(plan.model.with(changed))
        return replacing(changed.flatMap { threadPage(newPlan, $0.place) })
    }

    /// The theme's style sheets as they are on disk now, under the names that pages will give them when the whole has been planned anew.
    ///
    /// - Parameter paths: What has changed: `Templates/assets/site.css`.
    /// - Returns: `nil` when more has changed than style sheets of the theme.
    package func styles(of paths: Set<String>, _ options: BuildOptions) throws(MachineError) -> [OutputFile]? {
        guard !paths.isEmpty, paths.allSatisfy({ $0.utf8.starts(with: "Templates/assets/".utf8) && $0.utf8.hasSuffix(".css") }) else { return nil }
        return ThemeAssets(try Theme(site: options.trusted), texts: plan.assets.texts).outputs.filter { $0.path.utf8.hasSuffix(".css") }
    }

    private func parse(_ requests: [ParseRequest], _ options: BuildOptions) throws(MachineError) -> [ParsedFile] {
        guard let worker = options.worker else { return requests.map { $0.parse() } }
        return try WorkerPool(executable: worker.executable, arguments: worker.arguments, jobs: 1).parse(requests)
    }
}

extension Thread {
    /// The thread with the texts of its file as it is now; `nil` when anything else has changed than texts: who wrote what when, tags, votes, keys.
    fileprivate func withTexts(of new: ThreadSource) -> Thread? {
        var thread = self
        thread.source = new
        // What is left is what the site's lists and figures are made of.
        guard source.withoutTexts == new.withoutTexts else { return nil }
        for place in answers.indices {
            guard let source = new.answers.first(where: { $0.anchor == answers[place].source.anchor }) else { return nil }
            thread.answers[place].source = source
            for (index, comment) in source.comments.enumerated() { thread.answers[place].comments[index].source = comment }
        }
        for (index, comment) in new.comments.enumerated() { thread.comments[index].source = comment }
        return thread
    }
}

extension ThreadSource {
    /// Everything but the texts and the places of all else in the file.
    fileprivate var withoutTexts: Fields {
        let nowhere = 0..<0
        let nothing = RenderedMarkdown.empty
        func bare(_ body: PostBody) -> PostBody {
            var body = body
            (body.range, body.rendered) = (nowhere, nothing)
            return body
        }
        func bare<Value>(_ value: Located<Value>) -> Located<Value> { Located(value.value, at: nowhere) }
        func bare(_ comment: CommentSource) -> CommentSource {
            var comment = comment
            (comment.author, comment.at, comment.body) = (bare(comment.author), bare(comment.at), bare(comment.body))
            return comment
        }
        func bare(_ verification: Verification?) -> Verification? {
            guard var verification else { return nil }
            let by = verification.by.map { bare($0) }
            verification.by = by
            return verification
        }
        func bare(_ answer: AnswerSource) -> AnswerSource {
            var bareAnswer = answer.fields
            (bareAnswer.author, bareAnswer.at, bareAnswer.body) = (bare(answer.author), bare(answer.at), bare(answer.body))
            bareAnswer.accepted = answer.accepted.map { _ in nowhere }
            bareAnswer.verified = bare(answer.verified)
            bareAnswer.comments = answer.comments.map { bare($0) }
            return AnswerSource(bareAnswer)
        }
        var thread = fields
        thread.title = Located("", at: nowhere)
        thread.question = bare(question)
        (thread.asked, thread.author, thread.tags, thread.aliases) = (bare(asked), bare(author), tags.map { bare($0) }, aliases.map { bare($0) })
        (thread.duplicateOf, thread.closed, thread.supersededBy) = (duplicateOf.map { bare($0) }, closed.map { bare($0) }, supersededBy.map { bare($0) })
        (thread.verified, thread.also) = (bare(verified), [])
        thread.comments = comments.map { bare($0) }
        thread.answers = answers.map { bare($0) }
        return thread
    }
}
