import AnswerClock
import KnowledgeBase
import TemplateEngine

@Sendable func personPages(_ plan: Plan) -> [PageRequest] {
    plan.site.people.flatMap { person in
        // Each page has its part of both lists.
        let answers = plan.model.answersByPerson[person.handle] ?? []
        let questions = plan.model.threadsByAsker[person.handle] ?? []
        return plan.list(Permalinks.person(person.handle), count: max(answers.count, questions.count), plan.templates.person,
            rows: { range in answers[range.clamped(to: answers.indices)].map(\.thread) + questions[range.clamped(to: questions.indices)] }
        ) {
            composer, number, range, pager in
            composer.personPage(
                person, answers: answers[range.clamped(to: answers.indices)], questions: questions[range.clamped(to: questions.indices)],
                page: number, pager: pager)
        }
    }
}

@Sendable func peopleIndexPages(_ plan: Plan) -> [PageRequest] {
    let people = plan.site.people
    return plan.list(Permalinks.people, count: people.count, plan.templates.people) { composer, number, range, pager in
        composer.peopleIndex(people[range], page: number, pager: pager)
    }
}

extension PageComposer {
    fileprivate func personPage(
        _ person: Person, answers: ArraySlice<SiteModel.AnswerPlace>, questions: ArraySlice<Int>, page number: Int, pager: PagerView?
    ) -> Page<PersonPageView> {
        let isFirst = number == 1
        let places = model.answersByPerson[person.handle] ?? []
        let asked = model.threadsByAsker[person.handle] ?? []
        let who = self.person(person.handle)
        let description = person.source.flatMap { digest($0.bio.rendered.firstParagraphText, bytes: 200) }
        return page(
            PageHead(
                kind: "person", title: paged(person.name, page: number), description: description, type: "profile",
                crumbs: [(Permalinks.home, site.settings.title), (Permalinks.people, phrases("people"))], section: Permalinks.people),
            PersonPageView(
                name: person.name, handle: person.handle, initial: who.initial, tone: who.tone, bot: person.isBot,
                since: firstTime(places, asked).map { monthView($0) }, links: links(person),
                editUrl: person.source.flatMap { editUrl($0.path) },
                bio: isFirst ? person.source.map { body($0.bio, in: $0.path) } ?? SafeHTML() : SafeHTML(), figures: isFirst ? figures(person) : [],
                figuresNote: nil, tags: isFirst ? topTags(places) : [], answersHeading: phrases("answerCount", count: places.count),
                answers: answers.map { answerRow($0) }, questionsHeading: phrases("questionCount", count: asked.count),
                questions: rows(questions),
                empty: places.isEmpty && asked.isEmpty
                    ? EmptyView(title: phrases("emptyPersonTitle"), text: phrases("emptyPersonText"), actionUrl: nil, actionText: nil) : nil,
                pager: pager, extras: person.source?.extras.views ?? []))
    }

    /// A thread's row, with this answer's own time instead of the thread's.
    private func answerRow(_ place: SiteModel.AnswerPlace) -> ThreadRowView {
        let thread = site.threads[place.thread]
        let answer = thread.answers[place.answer]
        var view = row(place.thread)
        view.url = url(Permalinks.thread(thread.slug), fragment: answer.source.anchor)
        view.accepted = answer.isAccepted
        let isFirst = model.standings[place.thread].firstAnswer == place.answer
        let isTimed = !answer.at.isDateOnly && !thread.asked.isDateOnly && answer.at.instant >= thread.asked.instant
        let seconds = answer.at.instant.secondsSince1970 - thread.asked.instant.secondsSince1970
        let text = isTimed ? phrases.duration(Double(seconds)) : phrases("dateOnly")
        let label = answer.author == thread.author ? "selfAnswerShort" : isFirst ? "firstAnswerShort" : "afterQuestion"
        view.answerTime = AnswerTimeView(
            state: isFirst ? "answered" : "unknown", short: text, label: phrases(label),
            phrase: isTimed ? phrases("answeredAfter", ["time": text]) : text, detail: nil, firstAnswerUrl: nil, acceptedUrl: nil, acceptedText: nil)
        return view
    }

    private func figures(_ person: Person) -> [FigureView] {
        guard !person.isBot, let board = model.report.leaderboard(.allTime), let place = model.boardRowByPerson[person.handle] else { return [] }
        let row = board.rows[place]
        func figure(_ key: String, _ value: String, note: String? = nil, url: String? = nil) -> FigureView {
            FigureView(label: phrases(key), value: value, note: note, url: url)
        }
        var figures = [
            figure("firstAnswers", phrases.numberText(row.firstAnswers)), figure("answers", phrases.numberText(row.answers)),
            figure("acceptedAnswers", phrases.numberText(row.accepted)), figure("peopleHelped", phrases.numberText(row.peopleHelped)),
        ]
        // A person is never shown as slow: times stand only beside a rank.
        if let rank = row.rank {
            if let median = row.medianSeconds {
                let quartiles = row.lowerQuartileSeconds.flatMap { low in
                    row.upperQuartileSeconds.map { phrases("halfBetween", ["low": phrases.duration(low), "high": phrases.duration($0)]) }
                }
                figures.append(figure("medianTime", phrases.duration(median), note: quartiles))
            }
            if site.settings.leaderboard.isShown {
                figures.append(figure("rank", String(rank), url: url(Permalinks.leaderboard)))
            }
        }
        return figures
    }

    private func links(_ person: Person) -> [LinkView] {
        person.source?.links.map { link in
            // What a reader needs of an address is the host and the path.
            let bytes = link.value.utf8
            let shown = ["https://", "http://", "mailto:"].first { bytes.starts(with: $0.utf8) }.map { String(link.value.dropFirst($0.count)) }
            return LinkView(url: link.value, text: shown ?? link.value)
        } ?? []
    }

    private func topTags(_ places: [SiteModel.AnswerPlace]) -> [TagView] {
        var counts: [String: Int] = [:]
        for place in places { for tag in site.threads[place.thread].tags { counts[tag, default: 0] += 1 } }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(6).map { tag($0.key, count: $0.value) }
    }

    private func firstTime(_ places: [SiteModel.AnswerPlace], _ asked: [Int]) -> Timestamp? {
        let times = places.map { site.threads[$0.thread].answers[$0.answer].at } + asked.map { site.threads[$0].asked }
        return times.min { $0.instant < $1.instant }
    }

    private func monthView(_ time: Timestamp) -> TimeView {
        let date = time.local.date
        return TimeView(iso: isoText(date), text: phrases.month(year: date.year, month: date.month))
    }

    fileprivate func peopleIndex(_ people: ArraySlice<Person>, page number: Int, pager: PagerView?) -> Page<PeopleView> {
        page(
            PageHead(
                kind: "people", title: paged(phrases("people"), page: number), crumbs: [(Permalinks.home, site.settings.title)],
                section: Permalinks.people),
            PeopleView(
                intro: phrases("peopleIntro", ["count": phrases("peopleCount", count: site.people.count)]),
                people: people.map { person in
                    let answers = model.answersByPerson[person.handle]?.count ?? 0
                    let questions = model.threadsByAsker[person.handle]?.count ?? 0
                    return PeopleView.Item(
                        person: self.person(person.handle),
                        bio: person.source.flatMap { digest($0.bio.rendered.firstParagraphText, bytes: 160) },
                        facts: (questions > 0 ? [phrases("questionCount", count: questions)] : [])
                            + (answers > 0 ? [phrases("answerCount", count: answers)] : []))
                },
                empty: people.isEmpty
                    ? EmptyView(title: phrases("emptyPeopleTitle"), text: phrases("emptyPeopleText"), actionUrl: nil, actionText: nil) : nil,
                pager: pager))
    }
}
