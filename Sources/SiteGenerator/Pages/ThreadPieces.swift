import KnowledgeBase

// What threads look like in lists and beside texts.

extension PageComposer {
    func threadURL(_ index: Int) -> String { url(Permalinks.thread(site.threads[index].slug)) }

    func row(_ index: Int, excerpt: Bool = false) -> ThreadRowView {
        let thread = site.threads[index]
        return ThreadRowView(
            url: threadURL(index), title: thread.title, lang: language(thread.source.language),
            excerpt: excerpt ? digest(thread.source.question.rendered.firstParagraphText, bytes: 240) : nil,
            answerTime: answerTime(index), accepted: thread.accepted != nil, note: note(thread),
            answersText: phrases("answerCount", count: thread.answers.count), asker: person(thread.author), asked: day(thread.asked),
            tags: thread.tags.map { tag($0) })
    }

    func link(_ index: Int) -> ThreadLinkView {
        let thread = site.threads[index]
        return ThreadLinkView(
            url: threadURL(index), title: thread.title, lang: language(thread.source.language),
            note: phrases("answerCount", count: thread.answers.count))
    }

    /// How fast the first answer came, or how long the question has waited.
    func answerTime(_ index: Int) -> AnswerTimeView {
        let thread = site.threads[index]
        let standing = model.standings[index]
        let duration = standing.seconds.map { phrases.duration(Double($0)) } ?? ""
        func view(_ state: String, _ short: String, _ label: String, _ phrase: String) -> AnswerTimeView {
            AnswerTimeView(
                state: state, short: short, label: phrases(label), phrase: phrase, detail: nil, firstAnswerUrl: nil, acceptedUrl: nil,
                acceptedText: nil)
        }
        let unanswered = standing.isSelfAnsweredOnly ? phrases("selfAnswerOnly") : nil
        switch standing.state {
        case .answered, .kept, .late:
            return view("answered", duration, "toFirstAnswer", phrases("answeredIn", ["time": duration]))
        case .waiting:
            let phrase =
                standing.due.map { due in
                    let left = phrases.duration(Double(max(0, due - site.asOf.secondsSince1970)))
                    return phrases("waitingDue", ["time": duration, "due": left])
                } ?? phrases("waitingFor", ["time": duration])
            return view("waiting", duration, "waitingSoFar", unanswered ?? phrase)
        case .overdue:
            let late = phrases.duration(Double(site.asOf.secondsSince1970 - (standing.due ?? site.asOf.secondsSince1970)))
            return view("overdue", duration, "overdueFor", phrases("overdueBy", ["time": duration, "late": late]))
        case .closed:
            return view("closed", phrases("closedShort"), "overdueFor", phrases("closedUnanswered", ["time": duration]))
        case .dateOnly(let isAnswered):
            let date = standing.firstAnswer.map { phrases.date(thread.answers[$0].at.local.date) } ?? ""
            let phrase = isAnswered ? phrases("answeredOnDate", ["date": date]) : phrases("waitingSinceDate", ["date": phrases.date(thread.asked.local.date)])
            return view(isAnswered ? "unknown" : "waiting", phrases("dateOnly"), isAnswered ? "timeUnknown" : "waitingSoFar", unanswered ?? phrase)
        case .unknown:
            return view("unknown", "–", "timeUnknown", phrases("timeUnknown"))
        }
    }

    private func note(_ thread: Thread) -> String? {
        if thread.source.isDraft { return phrases("draft") }
        if thread.source.duplicateOf != nil { return phrases("duplicate") }
        if thread.source.supersededBy != nil { return phrases("superseded") }
        return thread.closed == nil ? nil : phrases("closedShort")
    }
}

/// The beginning of a text, cut between words (or between characters where there are none) after at most `bytes` bytes.
func digest(_ text: String, bytes limit: Int) -> String? {
    let line = text.utf8.split { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }.joined(separator: [0x20])
    let bytes = Array(line)
    if bytes.isEmpty { return nil }
    if bytes.count <= limit { return String(decoding: bytes, as: UTF8.self) }
    var end = limit
    // Never inside a scalar.
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    if let space = bytes[..<end].lastIndex(of: 0x20), space > limit * 3 / 4 { end = space }
    return String(decoding: bytes[..<end], as: UTF8.self) + "…"
}
