import Diagnostics
import KnowledgeBase

/// Each thread as Markdown and as JSON, beside its page.
@Sendable func threadTwins(_ plan: Plan) -> [PageRequest] {
    plan.site.threads.indices.flatMap { index -> [PageRequest] in
        let thread = plan.site.threads[index]
        let (folder, path) = (plan.contentFolder, thread.source.path)
        return plan.file(Permalinks.threadMarkdown(thread.slug)) { _ in contentBytes(path, in: folder) }
            + plan.file(Permalinks.threadJSON(thread.slug)) { $0.threadJSON(index) }
    }
}

/// A content file as it lies there now; nothing when it was taken away while the site was built. The next build sees the change.
func contentBytes(_ path: String, in folder: String) -> [UInt8] {
    guard var files = try? ContentFolder(folder) else { return [] }
    return (try? files.read(path)) ?? []
}

extension PageComposer {
    /// Documented in Docs/Format.md, "A thread as JSON".
    fileprivate func threadJSON(_ index: Int) -> [UInt8] {
        let thread = site.threads[index]
        let source = thread.source
        let standing = model.standings[index]
        var json = JSONWriter()
        json.object { json in
            json.member("slug", thread.slug)
            json.member("id", source.id)
            json.member("url", absolute(Permalinks.thread(thread.slug)))
            json.member("title", thread.title)
            json.member("language", source.language ?? site.settings.language)
            json.texts("tags", thread.tags)
            json.texts("also", source.also)
            json.texts("applies_to", source.appliesTo)
            json.member("status", source.status)
            json.member("duplicate_of", source.duplicateOf?.value)
            json.member("superseded_by", source.supersededBy?.value)
            json.member("closed", thread.closed.map { isoText($0) })
            json.key("first_answer_seconds")
            if standing.isAnswered, let seconds = standing.seconds { json.integer(seconds) } else { json.null() }
            json.key("question")
            json.object { json in
                post(&json, anchor: "question", author: thread.author, at: thread.asked, votes: source.votes, body: source.question)
                json.member("source", source.source)
                json.member("licence", source.licence ?? site.settings.licence)
                comments(thread.comments, &json)
            }
            json.key("answers")
            json.array { json in
                for answer in thread.answers {
                    json.object { json in
                        post(
                            &json, anchor: answer.source.anchor, author: answer.author, at: answer.at, votes: answer.source.votes,
                            body: answer.source.body)
                        json.key("accepted")
                        json.boolean(answer.isAccepted)
                        json.member("source", answer.source.source)
                        json.member("licence", answer.source.licence ?? source.licence ?? site.settings.licence)
                        comments(answer.comments, &json)
                    }
                }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]

        func post(_ json: inout JSONWriter, anchor: String, author: String, at: Timestamp, votes: Int?, body: PostBody) {
            json.member("anchor", anchor)
            json.member("author", author)
            json.member("at", isoText(at))
            if let votes { json.member("votes", votes) }
            json.member("html", html(body, of: thread))
        }

        func comments(_ comments: [Comment], _ json: inout JSONWriter) {
            json.key("comments")
            json.array { json in
                for comment in comments {
                    json.object { json in
                        post(&json, anchor: comment.source.anchor, author: comment.author, at: comment.at, votes: nil, body: comment.source.body)
                    }
                }
            }
        }
    }
}

extension JSONWriter {
    /// Left out when empty.
    fileprivate mutating func texts(_ name: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        key(name)
        array { json in
            for value in values { json.string(value) }
        }
    }
}
