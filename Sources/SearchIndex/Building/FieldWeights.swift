/// BM25F's weights of this collection: what one mention of a word is worth in a field of a certain length.
struct FieldWeights {
    private let fields: [SearchSettings.Field]
    /// By `IndexField`, in bytes.
    let averages: [Float]
    private let saturation: Float

    /// Answers share their average, accepted or not.
    private static let averageOf = [0, 1, 2, 3, 4, 4, 6]

    init(_ totals: FieldTotals, settings: SearchSettings) {
        fields = [
            settings.title, settings.alternatives, settings.tags, settings.question, settings.acceptedAnswer, settings.answers, settings.comments,
        ]
        averages = Self.averageOf.map { totals.average($0) }
        saturation = settings.saturation
    }

    /// The worth of a mention in each field of a document.
    func worths(of record: DocumentRecord) -> [Float] {
        (0..<fields.count).map { i in
            guard record.lengths[i] > 0 else { return 0 }
            let field = fields[i]
            return field.weight / (1 - field.lengthPenalty + field.lengthPenalty * Float(record.lengths[i]) / averages[i])
        }
    }

    /// What a document says of a term, 1…16.
    func impact(_ weight: Float, prior: Float) -> UInt8 {
        UInt8(min(1, weight / (saturation + weight) * prior / 1.2) * 65535 / 4096) + 1
    }
}

/// The lengths of all documents' fields.
struct FieldTotals: Hashable {
    private var sums = [Int](repeating: 0, count: IndexField.allCases.count)
    private var counts = [Int](repeating: 0, count: IndexField.allCases.count)

    init(_ records: [DocumentRecord]) {
        for record in records { add(record.lengths) }
    }

    private mutating func add(_ lengths: [Int]) {
        var lengths = lengths
        lengths[IndexField.answers.rawValue - 1] += lengths[IndexField.answers.rawValue]
        lengths[IndexField.answers.rawValue] = 0
        for (i, length) in lengths.enumerated() where length > 0 {
            sums[i] += length
            counts[i] += 1
        }
    }

    /// The average over the documents that have the field, in steps of an eighth so that one thread more seldom changes it.
    func average(_ field: Int) -> Float {
        guard counts[field] > 0 else { return 1 }
        let exact = Double(sums[field]) / Double(counts[field])
        var step = 1.0
        while exact / step >= 16 { step *= 2 }
        return Float(max(1, (exact / step).rounded() * step))
    }
}
