import Diagnostics
import KnowledgeBase
import TemplateEngine

extension PageComposer {
    /// A script element with schema.org's `QAPage`, as Google documents it for pages with one question and its answers: only on threads with an answer. Every
    /// answer is there; texts are the visible ones.
    func questionAndAnswers(_ index: Int) -> SafeHTML {
        let thread = site.threads[index]
        guard !thread.answers.isEmpty else { return SafeHTML() }
        let address = absolute(Permalinks.thread(thread.slug))
        var json = JSONWriter(after: Array("<script type=\"application/ld+json\">".utf8))
        json.object { json in
            json.member("@context", "https://schema.org")
            json.member("@type", "QAPage")
            json.key("mainEntity")
            json.object { json in
                json.member("@type", "Question")
                json.member("name", thread.title)
                json.key("text")
                json.string(digest(thread.source.question.rendered.plainTextBytes, bytes: 5000) ?? Array(thread.title.utf8))
                json.key("answerCount")
                json.integer(thread.answers.count)
                if let votes = thread.source.votes { json.votes(votes) }
                json.member("datePublished", isoText(thread.asked))
                author(thread.author, &json)
                if let address { json.member("url", address) }
                if let accepted = thread.accepted {
                    json.key("acceptedAnswer")
                    answer(accepted, address, &json)
                }
                // Were two marked as accepted, the second would be a suggested one.
                let accepted = thread.answers.firstIndex(where: \.isAccepted)
                let others = thread.answers.indices.filter { $0 != accepted }.map { thread.answers[$0] }
                if !others.isEmpty {
                    json.key("suggestedAnswer")
                    json.array { json in
                        for other in others { answer(other, address, &json) }
                    }
                }
            }
        }
        // The writer escapes `<`, `>` and `&`, so nothing in it can end the script element.
        return SafeHTML(trusted: json.bytes + "</script>\n".utf8)
    }

    private func answer(_ answer: Answer, _ address: String?, _ json: inout JSONWriter) {
        json.object { json in
            json.member("@type", "Answer")
            json.key("text")
            json.string(
                digest(answer.source.body.rendered.plainTextBytes, bytes: 20_000)
                    ?? Array(phrases("answerBy", ["name": person(answer.author).name]).utf8))
            if let votes = answer.source.votes { json.votes(votes) }
            json.member("datePublished", isoText(answer.at))
            author(answer.author, &json)
            // Within the page where the site's address isn't known.
            json.member("url", (address ?? "") + "#" + encodedPath(answer.source.anchor))
        }
    }

    private func author(_ handle: String, _ json: inout JSONWriter) {
        json.key("author")
        json.object { json in
            json.member("@type", "Person")
            json.member("name", person(handle).name)
            if let address = absolute(Permalinks.person(handle)) { json.member("url", address) }
        }
    }
}

extension JSONWriter {
    /// `nil` leaves the member out.
    mutating func member(_ name: String, _ value: String?) {
        if let value { member(name, value) }
    }

    /// Google asks for counts of votes that are not negative.
    fileprivate mutating func votes(_ votes: Int) { member("upvoteCount", max(0, votes)) }
}
