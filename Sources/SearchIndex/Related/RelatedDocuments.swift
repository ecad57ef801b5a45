/// Another document, and how alike the two are.
package struct RelatedDocument: Hashable, Sendable {
    /// Its place in the array that was given.
    package var index: Int
    /// 0…1: the share of what the document's most telling terms are worth that the other one has.
    package var likeness: Float
}

/// For each document the others that are most like it by title, tags and question, the best first.
///
/// Equal content gives equal results in whatever order it comes, with any number of jobs.
package func relatedDocuments(
    _ documents: [AnalysedDocument], limit: Int = 5, settings: SearchSettings = SearchSettings()
) -> [[RelatedDocument]] {
    var memory = RelatedMemory(limit: limit, settings: settings)
    return memory.update(documents)
}

/// Related documents of a collection that is edited now and then: `update` gives what `relatedDocuments` gives, and after the edit of a few
/// documents does no more than what those touch.
///
/// A term's worth depends on the number of documents that have it, in steps, so one document more or fewer seldom changes it for the others.
package struct RelatedMemory: Sendable {
    private let limit: Int
    private let settings: SearchSettings
    private var documents: [AnalysedDocument] = []
    /// The places of the documents in index order.
    private var order: [Int] = []
    private var nearness: TopicNearness?
    private var result: [[RelatedDocument]] = []

    package init(limit: Int = 5, settings: SearchSettings = SearchSettings()) {
        self.limit = limit
        self.settings = settings
    }

    /// - Parameter documents: All of them; those that are the same as the last time cost nearly nothing.
    package mutating func update(_ documents: [AnalysedDocument]) -> [[RelatedDocument]] {
        let old = self.documents
        self.documents = documents
        if var nearness, old.count == documents.count {
            let changed = documents.indices.filter { documents[$0] != old[$0] }
            if changed.isEmpty { return result }
            if changed.count <= max(8, documents.count / 50), changed.allSatisfy({ DocumentOrder(documents[$0]) == DocumentOrder(old[$0]) }) {
                // One owner, so that nothing is copied.
                self.nearness = nil
                let places = Set(changed)
                let edits = order.indices.filter { places.contains(order[$0]) }.map { (number: $0, topic: documents[order[$0]].topic) }
                if let touched = nearness.replace(edits) {
                    for number in touched { tell(number, nearness) }
                    self.nearness = nearness
                    return result
                }
            }
        }
        let keys = documents.map(DocumentOrder.init)
        order = keys.indices.sorted { keys[$0] < keys[$1] }
        let nearness = TopicNearness(order.map { documents[$0].topic }, limit: limit, jobs: settings.jobs)
        result = [[RelatedDocument]](repeating: [], count: documents.count)
        for number in order.indices { tell(number, nearness) }
        self.nearness = nearness
        return result
    }

    private mutating func tell(_ number: Int, _ nearness: TopicNearness) {
        result[order[number]] = nearness.near(number).map { RelatedDocument(index: order[$0.number], likeness: $0.likeness) }
    }
}
