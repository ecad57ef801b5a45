extension SourceThread {
    /// The thread with its answers in order of time. What is older than the post above it, as in merged threads, keeps its day to itself.
    var inOrder: SourceThread {
        var thread = self
        let asked = thread.question.time
        func dated(_ post: inout SourcePost) {
            guard post.time < asked else { return }
            post.extras.append(.init("original-time", post.time.text))
            post.time = ImportedTime(seconds: asked.seconds, isDateOnly: true)
        }
        for index in thread.answers.indices {
            dated(&thread.answers[index])
            let time = thread.answers[index].time
            let early = thread.answers[index].comments.filter { $0.time < time }
            thread.answers[index].comments.removeAll { $0.time < time }
            thread.question.comments += early
        }
        for index in thread.question.comments.indices { dated(&thread.question.comments[index]) }
        thread.answers = thread.answers.sortedByTime
        return thread
    }
}

extension [SourcePost] {
    /// In order of time; posts of one second keep the order that the source gives them.
    var sortedByTime: [SourcePost] {
        enumerated().sorted { ($0.element.time.seconds, $0.offset) < ($1.element.time.seconds, $1.offset) }.map(\.element)
    }
}

extension ThreadCast {
    init(_ thread: SourceThread) {
        self.init(
            asker: thread.question.author,
            others: thread.question.comments.map(\.author) + thread.answers.flatMap { [$0.author] + $0.comments.map(\.author) })
    }
}
