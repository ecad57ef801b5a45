/// What a rule promises, from one day on.
package struct PromiseTerms: Hashable, Sendable {
    /// The first instant at which they are in force.
    package let since: Int
    /// The first instant at which they are in force no more; `nil` where they have no end of their own.
    package let until: Int?
    /// The limit for the first answer, in seconds: of wall time, or of promised hours where there are `hours`.
    package let withinSeconds: Int
    /// The promised share of questions, above 0 and up to 1.
    package let share: Double
    /// `nil`: round the clock.
    package let hours: WeeklyHours?

    package init(since: Int, until: Int? = nil, withinSeconds: Int, share: Double, hours: WeeklyHours? = nil) {
        self.since = since
        self.until = until
        self.withinSeconds = withinSeconds
        self.share = share
        self.hours = hours
    }

    /// Seconds between two instants by the promise's own clock.
    package func elapsed(from start: Int, to end: Int, in zone: ZoneOffsets) -> Int {
        hours?.openSeconds(from: start, to: end, in: zone) ?? end - start
    }

    /// The last instant at which an answer to a question asked at `asked` still keeps the promise.
    package func due(asked: Int, in zone: ZoneOffsets) -> Int {
        hours?.lastInstant(within: withinSeconds, from: asked, in: zone) ?? asked + withinSeconds
    }
}

/// A rule's promise through time. Each question is judged by the terms in force when it was asked.
package struct ClockPromise: Hashable, Sendable {
    /// The caller's own number for the rule.
    package let id: Int
    package let title: String
    /// In order of `since`.
    package let terms: [PromiseTerms]

    /// - Parameter terms: in any order; of two that begin at one instant the later in the list holds.
    package init(id: Int, title: String, terms: [PromiseTerms]) {
        self.id = id
        self.title = title
        var kept: [PromiseTerms] = []
        let ordered = terms.enumerated().sorted { ($0.element.since, $0.offset) < ($1.element.since, $1.offset) }
        for (_, item) in ordered {
            if kept.last?.since == item.since { kept.removeLast() }
            kept.append(item)
        }
        self.terms = kept
    }

    /// The place in `terms` of those in force at an instant, or `nil` before the first and after the end of the last.
    package func terms(inForceAt instant: Int) -> Int? {
        guard let place = terms.lastIndex(where: { $0.since <= instant }), terms[place].until.map({ instant < $0 }) ?? true else { return nil }
        return place
    }
}
