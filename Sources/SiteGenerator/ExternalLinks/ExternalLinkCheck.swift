import Diagnostics

extension DiagnosticCode {
    static let deadLink = DiagnosticCode(
        "dead-link",
        "A link to another site leads nowhere: its host doesn't exist or doesn't answer, or says that there is no such page. Found by 'check --external' alone.")
}

/// Asks every address that the content links to whether it is still there.
package struct ExternalLinkCheck: Sendable {
    package struct Options: Sendable {
        /// Seconds since 1970.
        package var now: Int
        /// Days for which an address that was well is not asked again; 0 asks everything.
        package var keepDays = 7
        /// Also machines of the own network.
        package var includesPrivate = false
        package var userAgent: String
        /// The file that keeps what was found between runs.
        package var cache: String
        package var timeout = 30
        package var retries = 2

        package init(now: Int, userAgent: String, cache: String) {
            self.now = now
            self.userAgent = userAgent
            self.cache = cache
        }
    }

    package struct Report: Sendable {
        /// Errors, one for each place that links to a dead address.
        package var diagnostics: [Diagnostic] = []
        package var asked = 0
        package var known = 0
        package var alive = 0
        package var dead = 0
        /// Addresses that gave no clear answer, each with the reason.
        package var unclear: [(address: String, reason: String)] = []
        package var skipped = 0
    }

    private static let redirectLimit = 10

    /// The name of the file that keeps what was found between runs.
    package static let cacheName = LinkCache.fileName

    /// Whether this machine has what asks.
    package static var isPossible: Bool { LinkProbe.curlVersion() != nil }

    /// - Parameter progress: Gets the number of addresses that are settled, and of all.
    package static func run(_ links: [ExternalLink], _ options: Options, progress: (Int, Int) -> Void = { _, _ in }) throws(MachineError) -> Report {
        var cache = try readFile(options.cache).map { LinkCache(bytes: $0) } ?? LinkCache()
        var verdicts = links.map { cache.verdict($0.address, now: options.now, keepDays: options.keepDays) }
        var report = Report()
        report.known = verdicts.count { $0 != nil }
        var rounds = LinkRounds(redirectLimit: redirectLimit, includesPrivate: options.includesPrivate)
        for (number, link) in links.enumerated() where verdicts[number] == nil { rounds.begin(number, link.address) }
        report.asked = rounds.questions.count
        var probe = LinkProbe(userAgent: options.userAgent)
        probe.timeout = options.timeout
        probe.retries = options.retries
        while !rounds.questions.isEmpty {
            let questions = rounds.questions
            let settled = verdicts.count { $0 != nil } + rounds.settled.count
            let answers = try probe.ask(questions) { progress(settled + $0, links.count) }
            rounds.take(answers, to: questions)
        }
        for (number, verdict) in rounds.settled {
            verdicts[number] = verdict
            if verdict.kind != .skipped { cache.note(links[number].address, verdict, now: options.now) }
        }
        cache.keep(Set(links.map(\.address)))
        try writeOwnFile(cache.bytes, at: options.cache)
        for (link, verdict) in zip(links, verdicts) {
            switch verdict?.kind {
            case .alive: report.alive += 1
            case .dead:
                report.dead += 1
                report.diagnostics += link.places.map { .deadLink(link.address, verdict?.reason ?? "", $0) }
            case .unclear, nil: report.unclear.append((link.address, verdict?.reason ?? "no answer"))
            case .skipped: report.skipped += 1
            }
        }
        return report
    }
}

/// The questions of one round after the other: first for the head, then for the whole where the head was refused, then for what a redirect
/// leads to. A pure machine: it is told answers, and says what to ask next.
struct LinkRounds: Sendable {
    let redirectLimit: Int
    let includesPrivate: Bool
    private(set) var questions: [LinkQuestion] = []
    private(set) var settled: [Int: LinkVerdict] = [:]
    private var hops: [Int: Int] = [:]

    init(redirectLimit: Int, includesPrivate: Bool) {
        self.redirectLimit = redirectLimit
        self.includesPrivate = includesPrivate
    }

    mutating func begin(_ number: Int, _ address: String) {
        if !includesPrivate, isPrivate(address) {
            settled[number] = LinkVerdict(kind: .skipped, reason: "a private address")
        } else {
            questions.append(LinkQuestion(number: number, address: address, isHead: true))
        }
    }

    mutating func take(_ answers: [LinkAnswer], to asked: [LinkQuestion]) {
        let byNumber = Dictionary(answers.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
        questions = []
        for question in asked {
            guard let answer = byNumber[question.number] else {
                settled[question.number] = LinkVerdict(kind: .unclear, reason: "curl gave no answer")
                continue
            }
            take(answer, to: question)
        }
    }

    private mutating func take(_ answer: LinkAnswer, to question: LinkQuestion) {
        let number = question.number
        func settle(_ kind: LinkVerdict.Kind, _ reason: String) { settled[number] = LinkVerdict(kind: kind, reason: reason) }
        switch answer.status {
        case 200..<300, 304: settle(.alive, "\(answer.status)")
        case 300..<400 where !answer.location.isEmpty:
            hops[number, default: 0] += 1
            if hops[number, default: 0] > redirectLimit { return settle(.dead, "more than \(redirectLimit) redirects") }
            if !includesPrivate, isPrivate(answer.location) { return settle(.unclear, "leads on to a private address") }
            questions.append(LinkQuestion(number: number, address: answer.location, isHead: true))
        // The head may be refused where the whole is given.
        case _ where question.isHead && !isHopeless(answer.fault): questions.append(LinkQuestion(number: number, address: question.address, isHead: false))
        // The part that was asked for lies beyond its end: it is there.
        case 416: settle(.alive, "\(answer.status)")
        case 404, 410: settle(.dead, "\(answer.status)")
        case 0: settleUnanswered(number, answer)
        default: settle(.unclear, "\(answer.status)")
        }
    }

    /// curl's exit codes for which a second question is in vain: no such host, refused, no secure connection.
    private func isHopeless(_ fault: Int) -> Bool { [6, 7, 35, 51, 60].contains(fault) }

    private mutating func settleUnanswered(_ number: Int, _ answer: LinkAnswer) {
        let (kind, reason): (LinkVerdict.Kind, String) =
            switch answer.fault {
            case 6: (.dead, "there is no such host")
            case 7: (.dead, "nobody answers there")
            case 35, 51, 60: (.dead, "its certificate can't be trusted")
            case 28: (.unclear, "no answer in time")
            default: (.unclear, answer.message.isEmpty ? "no answer" : String(decoding: answer.message.utf8.prefix(120), as: UTF8.self))
            }
        settled[number] = LinkVerdict(kind: kind, reason: reason)
    }
}

extension Diagnostic {
    fileprivate static func deadLink(_ address: String, _ reason: String, _ place: ExternalLink.Place) -> Diagnostic {
        Diagnostic(
            .deadLink, "the link leads nowhere: \(reason.utf8.allSatisfy { (0x30...0x39).contains($0) } ? "the server answers \(reason)" : reason)",
            advice: "find where the page went, link to an archived copy, or take the link out", path: place.path, range: place.range)
    }
}
