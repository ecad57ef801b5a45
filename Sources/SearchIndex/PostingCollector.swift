/// Reads documents one after the other and gathers each term's postings with their impacts.
struct PostingCollector {
    private(set) var terms = TermTable()
    private(set) var postings: [CollectedPosting] = []
    /// The terms of each post of each document, in order; none where a document has one post.
    private(set) var posts: [[UInt32]] = []

    private let settings: SearchSettings
    private let averages: FieldLengths
    private var analysis = TextAnalysis()
    /// Words as they are written, and the number of the term that each is the form of.
    private var surfaces = TermTable()
    private var termOfSurface: [UInt32] = []
    /// Of each word as it is written: the documents that have it, and the last of them plus one.
    private var surfaceFrequency: [(count: UInt32, last: UInt32)] = []
    private var number: UInt32 = 0
    /// The language of the document at hand, and for each language the term that a word's stem is: 0 not yet known, 1 none, else 2 + the number.
    private var language: Int?
    private var lightStems = [[UInt32]](repeating: [], count: LightStemmer.languages.count)
    /// The document at hand: a weight for each of its terms.
    private var weights: [Float] = []
    private var touched: [UInt32] = []
    /// The terms of the field at hand, and for each term the last field that had it.
    private var distinctTerms: [UInt32] = []
    private var fieldOfTerm: [UInt32] = []
    private var field: UInt32 = 0

    init(settings: SearchSettings, averages: FieldLengths) {
        self.settings = settings
        self.averages = averages
    }

    mutating func collect(_ document: SearchDocument, number: UInt32) {
        let lengths = FieldLengths(of: document)
        self.number = number
        language = LightStemmer.number(of: document.language)
        add([document.title], settings.title, lengths.title, averages.title)
        add(document.alternatives, settings.alternatives, lengths.alternatives, averages.alternatives)
        add(document.tags + document.tagSynonyms, settings.tags, lengths.tags, averages.tags)
        for post in document.posts {
            switch post.kind {
            case .question: add([post.text], settings.question, lengths.question, averages.question)
            case .answer where post.accepted:
                add([post.text], settings.acceptedAnswer, lengths.acceptedAnswer, averages.answers)
            case .answer: add([post.text], settings.answers, lengths.answers, averages.answers)
            case .comment: add([post.text], settings.comments, lengths.comments, averages.comments)
            }
            posts.append(document.posts.count > 1 ? distinctTerms : [])
        }
        let prior = Self.prior(of: document)
        for term in touched {
            let weight = weights[Int(term)]
            weights[Int(term)] = 0
            let impact = min(1, weight / (settings.saturation + weight) * prior / 1.2)
            postings.append(CollectedPosting(term: term, document: number, impact: UInt16(impact * 65535)))
        }
        touched.removeAll(keepingCapacity: true)
    }

    /// The words as they are written, each with the number of documents that have it; none of scripts without spaces.
    var spellings: [(word: ArraySlice<UInt8>, frequency: Int)] {
        (0..<surfaces.count).compactMap { surfaceFrequency[$0].count > 0 ? (surfaces.bytes(of: $0), Int(surfaceFrequency[$0].count)) : nil }
    }

    /// Adds the terms of one field, each worth what BM25F says for a field of this length.
    private mutating func add(_ texts: [String], _ field: SearchSettings.Field, _ length: Float, _ average: Float) {
        distinctTerms.removeAll(keepingCapacity: true)
        guard length > 0 else { return }
        self.field += 1
        let worth = field.weight / (1 - field.lengthPenalty + field.lengthPenalty * length / average)
        for text in texts {
            analysis.analyse(text)
            var start = 0
            for term in analysis.terms {
                let (surface, isNew) = surfaces.number(of: analysis.bytes[start..<term.end])
                if isNew {
                    let word = analysis.bytes[start..<term.end]
                    let (number, isNewTerm) = terms.number(of: term.isPlain ? EnglishStemmer.stem(Array(word))[...] : word)
                    if isNewTerm {
                        weights.append(0)
                        fieldOfTerm.append(0)
                    }
                    termOfSurface.append(UInt32(number))
                    let isSpelt = term.kind == .word || term.kind == .part
                    surfaceFrequency.append((0, isSpelt ? 0 : .max))
                }
                if surfaceFrequency[surface].last <= self.number {
                    surfaceFrequency[surface].count += 1
                    surfaceFrequency[surface].last = self.number + 1
                }
                let number = termOfSurface[surface]
                count(number, worth)
                if let language, term.kind == .word || term.kind == .part,
                    let light = lightStem(of: surface, analysis.bytes[start..<term.end], language), light != number
                {
                    count(light, worth)
                }
                start = term.end
            }
        }
    }

    private mutating func count(_ term: UInt32, _ worth: Float) {
        if fieldOfTerm[Int(term)] != field {
            fieldOfTerm[Int(term)] = field
            distinctTerms.append(term)
        }
        if weights[Int(term)] == 0 { touched.append(term) }
        weights[Int(term)] += worth
    }

    /// The term of a word without its ending, made where it is new.
    private mutating func lightStem(of surface: Int, _ word: ArraySlice<UInt8>, _ language: Int) -> UInt32? {
        while lightStems[language].count <= surface { lightStems[language].append(0) }
        if lightStems[language][surface] == 0 {
            lightStems[language][surface] = 1
            if let stem = LightStemmer.stem(Array(word), language: language) {
                let (number, isNew) = terms.number(of: stem[...])
                if isNew {
                    weights.append(0)
                    fieldOfTerm.append(0)
                }
                lightStems[language][surface] = UInt32(number) + 2
            }
        }
        return lightStems[language][surface] > 1 ? lightStems[language][surface] - 2 : nil
    }

    /// What a thread is worth before any word: 1…1.2.
    private static func prior(of document: SearchDocument) -> Float {
        let state: Float = document.state == .accepted ? 0.1 : document.state == .answered ? 0.05 : 0
        let votes = max(0, document.votes)
        return 1 + state + min(0.05, 0.01 * Float(Int.bitWidth - votes.leadingZeroBitCount))
    }
}

/// A posting before it is sorted and quantised.
struct CollectedPosting {
    var term: UInt32
    var document: UInt32
    /// Of 65535.
    var impact: UInt16
}

/// The texts of a document's posts by field.
struct FieldTexts {
    var question: [String] = []
    var acceptedAnswer: [String] = []
    var answers: [String] = []
    var comments: [String] = []

    init(_ document: SearchDocument) {
        for post in document.posts {
            switch post.kind {
            case .question: question.append(post.text)
            case .answer where post.accepted: acceptedAnswer.append(post.text)
            case .answer: answers.append(post.text)
            case .comment: comments.append(post.text)
            }
        }
    }
}

/// The lengths of a document's fields, or their averages, in bytes: what BM25F weighs a word against.
struct FieldLengths {
    var title: Float = 0
    var alternatives: Float = 0
    var tags: Float = 0
    var question: Float = 0
    var acceptedAnswer: Float = 0
    var answers: Float = 0
    var comments: Float = 0

    init(of document: SearchDocument) {
        func length(_ texts: [String]) -> Float { Float(texts.reduce(0) { $0 + $1.utf8.count }) }
        title = length([document.title])
        alternatives = length(document.alternatives)
        tags = length(document.tags + document.tagSynonyms)
        let texts = FieldTexts(document)
        question = length(texts.question)
        acceptedAnswer = length(texts.acceptedAnswer)
        answers = length(texts.answers)
        comments = length(texts.comments)
    }

    /// The averages over the documents that have the field, in steps of an eighth so that one thread more seldom changes them.
    /// Accepted answers count among the answers.
    init(averageOf documents: [SearchDocument]) {
        var sums: [(sum: Double, count: Double)] = Array(repeating: (0, 0), count: 6)
        for document in documents {
            let lengths = FieldLengths(of: document)
            let values = [
                lengths.title, lengths.alternatives, lengths.tags, lengths.question, lengths.answers + lengths.acceptedAnswer,
                lengths.comments,
            ]
            for (i, value) in values.enumerated() where value > 0 {
                sums[i].sum += Double(value)
                sums[i].count += 1
            }
        }
        func average(_ i: Int) -> Float {
            guard sums[i].count > 0 else { return 1 }
            let exact = sums[i].sum / sums[i].count
            var step = 1.0
            while exact / step >= 16 { step *= 2 }
            return Float(max(1, (exact / step).rounded() * step))
        }
        title = average(0)
        alternatives = average(1)
        tags = average(2)
        question = average(3)
        answers = average(4)
        comments = average(5)
    }
}
