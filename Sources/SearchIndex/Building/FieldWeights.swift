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
    /// Of each field its bytes, then of each how many documents have it.
    private(set) var numbers = [Int](repeating: 0, count: 2 * count)

    private static let count = IndexField.allCases.count

    init(_ records: [DocumentRecord]) {
        for record in records { add(record.lengths) }
    }

    /// - Parameter numbers: Those of other totals.
    init?(_ numbers: [Int]) {
        guard numbers.count == 2 * Self.count else { return nil }
        self.numbers = numbers
    }

    mutating func add(_ lengths: [Int]) { add(lengths, 1) }

    mutating func remove(_ lengths: [Int]) { add(lengths, -1) }

    private mutating func add(_ lengths: [Int], _ sign: Int) {
        var lengths = lengths
        lengths[IndexField.answers.rawValue - 1] += lengths[IndexField.answers.rawValue]
        lengths[IndexField.answers.rawValue] = 0
        for (i, length) in lengths.enumerated() where length > 0 {
            numbers[i] += sign * length
            numbers[Self.count + i] += sign
        }
    }

    /// The average over the documents that have the field, in steps of an eighth so that one thread more seldom changes it.
    func average(_ field: Int) -> Float {
        guard numbers[Self.count + field] > 0 else { return 1 }
        let exact = Double(numbers[field]) / Double(numbers[Self.count + field])
        var step = 1.0
        while exact / step >= 16 { step *= 2 }
        return Float(max(1, (exact / step).rounded() * step))
    }
}
