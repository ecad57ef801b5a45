/// What the index's maker may choose. The defaults were measured (Docs/Search.md).
package struct SearchSettings: Hashable, Sendable {
    /// How much a field's words weigh, and how strongly its length counts against it (BM25F's `b`, 0…1).
    package struct Field: Hashable, Sendable {
        package var weight: Float
        package var lengthPenalty: Float

        package init(_ weight: Float, lengthPenalty: Float) {
            self.weight = weight
            self.lengthPenalty = lengthPenalty
        }
    }

    package var title = Field(3, lengthPenalty: 0.75)
    package var alternatives = Field(2, lengthPenalty: 0.75)
    package var tags = Field(1.5, lengthPenalty: 0.3)
    package var question = Field(1, lengthPenalty: 0.9)
    package var acceptedAnswer = Field(0.6, lengthPenalty: 0.9)
    package var answers = Field(0.6, lengthPenalty: 0.9)
    package var comments = Field(0.5, lengthPenalty: 0.9)
    /// BM25's `k1`: how soon more of the same word stops counting.
    package var saturation: Float = 4

    /// Leaves out of an analysed document what related documents don't need; no index can be made of it.
    package var questionsOnly = false

    /// Parts of the work that are done at the same time.
    package var jobs = processorCount()
    /// Bytes of memory for the postings of the terms being encoded: with less, the documents are gone through more often.
    package var workingBytes = 256 << 20

    /// A dictionary shard's size in bytes that the encoder aims at.
    package var shardBytes = 2560
    /// Shards that the root lists itself; of more, pages do.
    package var shardsInRoot = 512
    /// Postings a term keeps beside it in the dictionary; the others go to a file of their own.
    package var nearPostings = 1000
    /// Words that the spelling lists have at most: the most common ones.
    package var spellingWords = 30_000
    /// Threads whose cards share a file.
    package var cardsPerFile = 8
    /// Characters of a question shown with a result, and of a question and its answer each; a wide character counts twice.
    package var questionDigest = 108
    package var answeredDigest = 90

    package init() {}
}
