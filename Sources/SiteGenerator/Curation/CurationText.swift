import Diagnostics

extension CurationReport {
    /// - Parameter limit: How many of each kind are shown.
    package func text(limit: Int) -> String {
        var text = ""
        func section(_ title: String, _ entries: [String]) {
            guard !entries.isEmpty else { return }
            text += (text.isEmpty ? "" : "\n") + "\(title) (\(entries.count))\n" + entries.prefix(limit).joined()
            if entries.count > limit { text += "  … and \(entries.count - limit) more (--limit \(entries.count) shows all)\n" }
        }
        section(
            "Threads that ask nearly the same",
            nearThreads.map { near in
                "  \(percent(near.likeness))  \(line(near.first))\n        \(line(near.second))\n"
            })
        section(
            "Tags that may be one",
            nearTags.map { near in
                let why = switch near.kind {
                case .marks: "the same letters"
                case .plural: "singular and plural"
                case .spelling: "spelt alike"
                }
                return "  \(percent(near.likeness))  \(line(near.first))\n        \(line(near.second))\n        \(why): add '\(near.second.name)' to the 'synonyms' of '\(near.first.name)', if so\n"
            })
        section(
            "Tags that order nothing",
            idleTags.map { "  \(show($0.name))  \(show($0.place.path)):\($0.place.line): \($0.threads == 0 ? "no thread carries it" : "one thread carries it, and no file describes it")\n" })
        section(hasTitles ? "Asked again and again, and worth a thread" : "Asked again and again without a thread, by tags alone (a column 'title' in the log would tell what)", worthAThread.map(line))
        section("Not looked at lately", stale.map { "  \($0.since)  \(show($0.place.path)):\($0.place.line): \(show($0.title))\n" })
        return text.isEmpty ? "nothing to suggest\n" : text
    }

    private func line(_ side: NearThreads.Side) -> String { "\(show(side.place.path)):\(side.place.line): \(show(side.title)) (\(side.answers == 1 ? "1 answer" : "\(side.answers) answers"))" }

    private func line(_ side: NearTags.Side) -> String { "\(show(side.name))  \(show(side.place.path)):\(side.place.line) (\(side.threads == 1 ? "1 thread" : "\(side.threads) threads"))" }

    private func line(_ asked: AskedAgain) -> String {
        var text = "  \(asked.questions) times by \(asked.askers == 1 ? "one person" : "\(asked.askers) people"), \(asked.from) to \(asked.to)"
        if asked.unanswered > 0 { text += ", \(asked.unanswered) unanswered" }
        text += ": " + (asked.title.map(show) ?? asked.tags.map(show).joined(separator: ", ")) + "\n"
        if let near = asked.near { text += "        perhaps answered in \(line(near)), \(percent(asked.nearLikeness)) alike\n" }
        let shown = asked.places.prefix(5).map { "\(show($0.path)):\($0.line)" }.joined(separator: ", ")
        text += "        \(shown)\(asked.places.count > 5 ? ", …" : "")\n"
        if let first = asked.places.first { text += "        answerable new thread \(asked.title == nil ? "TITLE " : "")--from-log \(show(first.path)):\(first.line)\n" }
        return text
    }

    private func percent(_ share: Double) -> String {
        let text = "\(Int((share * 100).rounded(.down))) %"
        return String(repeating: " ", count: max(0, 5 - text.utf8.count)) + text
    }

    /// Titles and names are strangers' text: nothing of it may move the terminal.
    private func show(_ text: String) -> String { VisibleText.show(text) }

    package var json: [UInt8] {
        var json = JSONWriter(isPretty: true)
        json.object { json in
            json.list("near_threads", nearThreads) { json, near in
                json.share("likeness", near.likeness)
                json.side("first", near.first)
                json.side("second", near.second)
            }
            json.list("near_tags", nearTags) { json, near in
                json.member("kind", near.kind.rawValue)
                json.share("likeness", near.likeness)
                for (name, side) in [("first", near.first), ("second", near.second)] {
                    json.key(name)
                    json.object { json in
                        json.member("name", side.name)
                        json.member("threads", side.threads)
                        json.place(side.place)
                    }
                }
            }
            json.list("idle_tags", idleTags) { json, tag in
                json.member("name", tag.name)
                json.member("threads", tag.threads)
                json.place(tag.place)
            }
            json.list("worth_a_thread", worthAThread) { json, asked in
                if let title = asked.title { json.member("title", title) } else { json.key("title"); json.null() }
                json.key("tags")
                json.array { json in for tag in asked.tags { json.string(tag) } }
                json.member("questions", asked.questions)
                json.member("askers", asked.askers)
                json.member("unanswered", asked.unanswered)
                json.member("from", asked.from)
                json.member("to", asked.to)
                json.list("rows", asked.places) { $0.place($1) }
                if let near = asked.near {
                    json.side("near", near)
                    json.share("near_likeness", asked.nearLikeness)
                }
            }
            json.list("stale", stale) { json, entry in
                json.member("title", entry.title)
                json.member("since", entry.since)
                json.place(entry.place)
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}

extension JSONWriter {
    fileprivate mutating func list<Element>(_ name: String, _ elements: [Element], _ members: (inout JSONWriter, Element) -> Void) {
        key(name)
        array { json in
            for element in elements { json.object { members(&$0, element) } }
        }
    }

    fileprivate mutating func place(_ place: CurationReport.Place) {
        member("path", place.path)
        member("line", place.line)
    }

    fileprivate mutating func side(_ name: String, _ side: NearThreads.Side) {
        key(name)
        object { json in
            json.member("title", side.title)
            json.member("answers", side.answers)
            json.place(side.place)
        }
    }

    /// Three decimals: the rest says nothing.
    fileprivate mutating func share(_ name: String, _ share: Double) {
        key(name)
        number((share * 1000).rounded() / 1000)
    }
}
