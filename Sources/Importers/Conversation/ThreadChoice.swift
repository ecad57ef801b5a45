extension ImportOptions {
    /// Why a question doesn't become a thread, in the words of the import's report; `nil` when it does.
    func reasonToLeave(_ thread: SourceThread, isChat: Bool, firstAnswer: SourcePost?) -> String? {
        if let since, thread.question.time < since { return "questions left out: asked before --since" }
        if !tags.isEmpty, !thread.tags.contains(where: { tags.contains($0) }) { return "questions left out: without the tags that were asked for" }
        switch only ?? (isChat ? .answered : .all) {
        case .all: return nil
        case .answered: return firstAnswer == nil ? "questions left out: nobody else answered (--only answered)" : nil
        case .accepted: return thread.answers.contains(where: \.isAccepted) ? nil : "questions left out: no accepted answer (--only accepted)"
        case .reacted(let count):
            let most = max(thread.question.reactions, thread.answers.map(\.reactions).max() ?? 0)
            return most >= count ? nil : "questions left out: fewer than \(count) reactions (--only reacted:\(count))"
        }
    }
}

extension SourceThread {
    /// The first answer by another person than the asker, no bot. Where two are of one time, the one that a reader meets first.
    func firstAnswer(isBot: (String) -> Bool) -> SourcePost? {
        let others = answers.filter { $0.author != question.author && !isBot($0.author) }
            .sorted { ($0.isAccepted ? 0 : 1, -($0.votes ?? 0)) < ($1.isAccepted ? 0 : 1, -($1.votes ?? 0)) }
        func start(_ time: ImportedTime) -> (Int64, Int) { time.isDateOnly ? (time.seconds - time.seconds % 86_400, 1) : (time.seconds, 0) }
        return others.min { start($0.time) < start($1.time) }
    }
}
