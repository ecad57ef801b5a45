import Diagnostics
import KnowledgeBase
import TemplateEngine

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

    /// Rows that stand on other lists too: by tag, by month, by who asked.
    func rows(_ threads: ArraySlice<Int>, excerpt: Bool = false) -> Rows<ThreadRowView> {
        // What a row depends on besides its thread: how far down the page lies, and whether there is an excerpt.
        let kind = url.depth << 1 | (excerpt ? 1 : 0)
        return Rows(keys: threads.map { $0 << 8 | kind }, in: rowMemory) { row($0 >> 8, excerpt: excerpt) }
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
    var text = text
    return text.withUTF8 { digest(UnsafeRawBufferPointer($0), bytes: limit) }.map { String(decoding: $0, as: UTF8.self) }
}

/// As above, of well-formed UTF-8.
func digest(_ text: ByteSlice, bytes limit: Int) -> [UInt8]? {
    text.withBytes { digest($0, bytes: limit) }
}

private func digest(_ text: UnsafeRawBufferPointer, bytes limit: Int) -> [UInt8]? {
    // A byte more than fits tells that something was cut; three more for the mark in its place.
    var out = [UInt8](unsafeUninitializedCapacity: min(text.count, limit + 1) + 3) { out, count in
        let bytes = text.bindMemory(to: UInt8.self)
        guard let source = bytes.baseAddress, let target = out.baseAddress else { return }
        var at = 0
        var isAfterBlank = false
        var index = 0
        while index < bytes.count {
            if !isAfterBlank, index + 8 <= bytes.count, at + 8 <= limit {
                let lanes = ByteLanes(bytes, at: index)
                let spaces = lanes.equal(0x20)
                // Words with one space after each are as they will be. The last byte's follower isn't known yet, nor is what stands before the first.
                let unlike = lanes.below(0x20) & ~lanes.beyondASCII | spaces & spaces << 8 | spaces & 0x8000_0000_0000_0080
                if unlike == 0 {
                    target.advanced(by: at).update(from: source + index, count: 8)
                    at += 8
                    index += 8
                    continue
                }
            }
            let byte = bytes[index]
            index += 1
            if isBlank(byte) {
                isAfterBlank = at > 0
                continue
            }
            if isAfterBlank {
                out[at] = 0x20
                at += 1
                isAfterBlank = false
                if at > limit { break }
            }
            out[at] = byte
            at += 1
            if at > limit { break }
        }
        count = at
    }
    if out.isEmpty { return nil }
    if out.count <= limit { return out }
    var end = limit
    // Never inside a scalar.
    while end > 0, out[end] & 0xC0 == 0x80 { end -= 1 }
    if let space = out[..<end].lastIndex(of: 0x20), space > limit * 3 / 4 { end = space }
    out.removeLast(out.count - end)
    out += "…".utf8
    return out
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
