import KnowledgeBase
import TemplateEngine

@Sendable func threadPages(_ plan: Plan) -> [PageRequest] {
    plan.site.threads.indices.flatMap { index in
        plan.page(Permalinks.thread(plan.site.threads[index].slug), plan.templates.thread) { $0.threadPage(index) }
    }
}

/// The others are in a box that opens.
private let backlinksShown = 10

extension PageComposer {
    fileprivate func threadPage(_ index: Int) -> Page<ThreadView> {
        let thread = site.threads[index]
        let source = thread.source
        let edit = editUrl(source.path)
        let head = PageHead(
            kind: "thread", title: thread.title, description: digest(source.question.rendered.firstParagraphText, bytes: 200),
            type: "article", noIndex: source.isDraft,
            crumbs: [(Permalinks.home, site.settings.title), (Permalinks.threads, phrases("threads"))], section: Permalinks.threads,
            twins: [
                (Permalinks.threadMarkdown(thread.slug), "Markdown", "text/markdown"), (Permalinks.threadJSON(thread.slug), "JSON", "application/json"),
            ], jsonLD: questionAndAnswers(index))
        let backlinks = model.links.backlinks[index].filter { !model.related[index].contains($0) }
        let answers = thread.answers.indices.map { answer($0, of: index, edit: edit) }
        return page(
            head,
            ThreadView(
                title: thread.title, lang: language(source.language), asker: person(thread.author), asked: time(thread.asked),
                tags: thread.tags.map { tag($0) }, answerTime: threadAnswerTime(index), notices: notices(index),
                question: question(thread, edit: edit), answersText: phrases("answerCount", count: answers.count), answers: answers,
                empty: answers.isEmpty ? emptyAnswers : nil, answerUrl: source.source ?? site.settings.askLink ?? edit,
                contents: answers.count < 3 ? [] : answers.indices.map { contents(answers[$0], of: index, place: $0) }, related: model.related[index].map { link($0) },
                backlinks: backlinks.prefix(backlinksShown).map { link($0) }, moreBacklinks: backlinks.dropFirst(backlinksShown).map { link($0) },
                moreBacklinksText: phrases("allOf", ["n": phrases.numberText(backlinks.count)]),
                duplicates: model.duplicates[index].map { link($0) }, facts: facts(thread), translations: [], revision: revision(source.path), editUrl: edit,
                sourceUrl: source.source, markdownUrl: url(Permalinks.threadMarkdown(thread.slug)), jsonUrl: url(Permalinks.threadJSON(thread.slug))))
    }

    /// The row's words, with who answered, what the thread's first tag usually takes, and the way to the accepted answer.
    private func threadAnswerTime(_ index: Int) -> AnswerTimeView {
        let thread = site.threads[index]
        var view = answerTime(index)
        if let first = model.standings[index].firstAnswer, model.standings[index].seconds != nil {
            view.phrase = phrases("answeredByIn", ["time": view.short, "name": person(thread.answers[first].author).name])
            view.firstAnswerUrl = "#" + encodedPath(thread.answers[first].source.anchor)
        }
        view.detail = typicalWait(thread.tags.first)
        if let accepted = thread.accepted {
            view.acceptedUrl = "#" + encodedPath(accepted.source.anchor)
            view.acceptedText = phrases("acceptedAnswer")
        }
        return view
    }

    private func typicalWait(_ tag: String?) -> String? {
        guard let tag, let cohort = model.cohortByTag[tag], let seconds = model.report.tags[cohort].summary.median?.seconds else { return nil }
        return phrases("typicalHere", ["time": phrases.duration(seconds)])
    }

    private func question(_ thread: Thread, edit: String?) -> PostView {
        let source = thread.source
        return PostView(
            anchor: "question", lang: language(source.language), body: body(source.question, in: source.path), verified: verified(source.verified, by: thread.verifiedBy),
            votesText: source.votes.map { phrases("voteCount", count: $0) }, permalinkUrl: "#question", editUrl: edit, sourceUrl: source.source,
            licence: licence(source.licence), commentsText: phrases("commentCount", count: thread.comments.count),
            comments: thread.comments.map { comment($0, source.path) }, extras: source.extras.views)
    }

    private func answer(_ place: Int, of index: Int, edit: String?) -> AnswerView {
        let thread = site.threads[index]
        let answer = thread.answers[place]
        let source = answer.source
        let who = person(answer.author)
        let isTimed = !answer.at.isDateOnly && !thread.asked.isDateOnly && answer.at.instant >= thread.asked.instant
        let seconds = answer.at.instant.secondsSince1970 - thread.asked.instant.secondsSince1970
        return AnswerView(
            post: PostView(
                anchor: source.anchor, lang: language(thread.source.language), body: body(source.body, in: thread.source.path),
                verified: verified(source.verified, by: answer.verifiedBy), votesText: source.votes.map { phrases("voteCount", count: $0) },
                permalinkUrl: "#" + encodedPath(source.anchor), editUrl: edit, sourceUrl: source.source, licence: licence(source.licence),
                commentsText: phrases("commentCount", count: answer.comments.count),
                comments: answer.comments.map { comment($0, thread.source.path) }, extras: source.extras.views),
            heading: phrases("answerBy", ["name": who.name]), person: who, accepted: answer.isAccepted,
            first: model.standings[index].firstAnswer == place, selfAnswer: answer.author == thread.author,
            after: isTimed ? phrases("answeredAfter", ["time": phrases.duration(Double(seconds))]) : nil, time: time(answer.at))
    }

    private func comment(_ comment: Comment, _ contentPath: String) -> CommentView {
        CommentView(
            anchor: comment.source.anchor, person: person(comment.author), permalinkUrl: "#" + encodedPath(comment.source.anchor),
            time: time(comment.at), body: body(comment.source.body, in: contentPath), extras: comment.source.extras.views)
    }

    private func contents(_ answer: AnswerView, of index: Int, place: Int) -> ContentsView {
        let thread = site.threads[index]
        let at = thread.answers[place].at
        let seconds = at.instant.secondsSince1970 - thread.asked.instant.secondsSince1970
        return ContentsView(
            url: answer.post.permalinkUrl, name: answer.person.name, accepted: answer.accepted,
            text: answer.after == nil ? phrases.shortDate(at.local.date) : phrases.duration(Double(seconds)))
    }

    private var emptyAnswers: EmptyView {
        let median = model.report.summary.median?.seconds
        return EmptyView(
            title: phrases("emptyAnswersTitle"),
            text: median.map { phrases("emptyAnswersText", ["time": phrases.duration($0)]) } ?? phrases("emptyAnswersPlain"), actionUrl: nil,
            actionText: nil)
    }

    private func verified(_ verification: Verification?, by handle: String?) -> TextView? {
        verification.map { verification in
            let date = phrases.date(verification.date.date)
            guard let handle else { return TextView(text: phrases("verifiedOn", ["date": date])) }
            return TextView(text: phrases("verifiedOnBy", ["date": date, "name": person(handle).name]))
        }
    }

    private func notices(_ index: Int) -> [NoticeView] {
        let thread = site.threads[index]
        var notices: [NoticeView] = []
        func add(_ reference: String?, _ kind: String) {
            guard let reference, let other = model.threadBySlug[reference] else { return }
            notices.append(
                NoticeView(
                    kind: kind, label: phrases(kind + "Label"), text: phrases(kind + "Text"), url: threadURL(other),
                    linkText: site.threads[other].title))
        }
        if thread.source.isDraft {
            notices.append(NoticeView(kind: "draft", label: phrases("draftLabel"), text: phrases("draftText"), url: nil, linkText: nil))
        }
        add(thread.source.duplicateOf?.value, "duplicate")
        add(thread.source.supersededBy?.value, "superseded")
        if let closed = thread.closed {
            notices.append(
                NoticeView(
                    kind: "closed", label: phrases("closedLabel"), text: phrases("closedText", ["date": phrases.date(closed.local.date)]), url: nil,
                    linkText: nil))
        }
        if !thread.source.appliesTo.isEmpty {
            let what = thread.source.appliesTo.joined(separator: phrases("listSeparator"))
            notices.append(NoticeView(kind: "fact", label: phrases("appliesTo"), text: what, url: nil, linkText: nil))
        }
        if let stale = model.staleByThread[index].map({ model.stale[$0] }) { notices.append(staleNotice(stale)) }
        return notices
    }

    /// A date and an age: whether an answer still holds is the reader's to judge, and the site's words may say more.
    private func staleNotice(_ stale: StaleThread) -> NoticeView {
        let date = phrases.date(stale.since.local.date)
        let age = phrases.duration(Double(site.asOf.secondsSince1970 - stale.since.instant.secondsSince1970))
        let words: KeyValuePairs = ["date": date, "age": age]
        return NoticeView(
            kind: "fact", label: phrases(stale.isVerified ? "staleVerifiedLabel" : "staleLabel"),
            text: site.settings.freshness.text.map { phrases.filled($0, words) } ?? phrases(stale.isVerified ? "staleVerifiedText" : "staleText", words),
            url: url(Permalinks.stale), linkText: phrases("staleThreads"))
    }

    private func facts(_ thread: Thread) -> [FactView] {
        let source = thread.source
        var facts: [FactView] = []
        if let verified = source.verified {
            facts.append(FactView(label: phrases("lastVerified"), value: phrases.date(verified.date.date), url: nil))
        }
        if let status = source.status { facts.append(FactView(label: phrases("status"), value: status, url: nil)) }
        return facts
    }
}
