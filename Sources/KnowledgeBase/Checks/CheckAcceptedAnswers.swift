import Diagnostics

extension DiagnosticCode {
    static let twoAcceptedAnswers = DiagnosticCode("two-accepted-answers", "A question can have one accepted answer.")
}

func checkAcceptedAnswers(_ content: SiteContent, _ site: Site) -> [Diagnostic] {
    content.threads.flatMap { thread -> [Diagnostic] in
        let places = thread.answers.compactMap(\.accepted)
        guard let first = places.first else { return [] }
        let path = messagePath(thread.path)
        return places.dropFirst().map { place in
            Diagnostic(
                .twoAcceptedAnswers, "a second answer is marked as accepted", advice: "keep 'accepted: true' on one answer only", path: path,
                range: place, notes: [Diagnostic.Note("the first accepted answer", path: path, range: first)])
        }
    }
}
