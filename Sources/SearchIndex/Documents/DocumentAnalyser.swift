/// Makes the records of documents, one after the other; each is a function of its document alone.
///
/// One value is used for many documents: it remembers the terms and stems of words it has met.
struct DocumentAnalyser {
    private let settings: SearchSettings
    private var analysis = TextAnalysis()
    /// Words as they are written, and of each the term that it is a form of and its character in a word sequence.
    private var surfaces = TermTable()
    private var termOfSurface: [UInt32] = []
    private var symbols: [UInt8] = []
    /// For each language the term that a word's stem is: 0 not yet known, 1 none, else 2 + the number.
    private var lightStems = [[UInt32]](repeating: [], count: LightStemmer.languages.count)
    private var terms = TermTable()

    /// The document at hand: its terms in the order of their coming, and of every term its count in each field, the posts that have
    /// it, the last post that had it, and the first of its words among `words`.
    private var touched: [UInt32] = []
    private var counts: [UInt32] = []
    private var postsOfTerm: [UInt32] = []
    private var lastPost: [UInt32] = []
    private var firstWord: [UInt32] = []
    /// The written words of the document; `next` is one more than the place of the term's word before it.
    private var words: [(surface: UInt32, next: UInt32)] = []
    private var lastDocument: [UInt32] = []
    private var document: UInt32 = 0
    private var post: UInt32 = 0
    private var language: Int?
    /// The distinct terms of the post at hand, and its words.
    private var postTerms: [UInt32] = []
    private var sequence: [UInt8] = []

    private static let fields = IndexField.allCases.count

    init(settings: SearchSettings) { self.settings = settings }

    mutating func record(of document: SearchDocument) -> [UInt8] {
        self.document += 1
        language = LightStemmer.number(of: document.language)
        count([document.title], .title)
        count(document.alternatives, .alternatives)
        count(document.tags + document.tagSynonyms, .tags)
        var lengths = [Int](repeating: 0, count: Self.fields)
        lengths[IndexField.title.rawValue] = document.title.utf8.count
        lengths[IndexField.alternatives.rawValue] = document.alternatives.reduce(0) { $0 + $1.utf8.count }
        lengths[IndexField.tags.rawValue] = (document.tags + document.tagSynonyms).reduce(0) { $0 + $1.utf8.count }
        if settings.questionsOnly { return question(document, lengths) }
        let digests = DocumentCard.digests(of: document, settings)
        var termsOfPosts: [[UInt32]] = []
        var sequences: [[UInt8]] = []
        for (i, post) in document.posts.enumerated() {
            let field = Self.field(of: post)
            lengths[field.rawValue] += post.text.utf8.count
            count([post.text], field)
            termsOfPosts.append(document.posts.count > 1 ? postTerms : [])
            sequences.append(Array(sequence.dropFirst(digests[i].map { wordsShown(of: $0) } ?? 0)))
        }
        let signatures = zip(document.posts, termsOfPosts).map { $0.kind == .question ? [] : signature($1) }

        var out = RecordWriter()
        writeHead(document, lengths, to: &out)
        out.write(byte: UInt8(document.state.rawValue))
        out.write(signed: document.votes)
        out.write(language.map { $0 + 1 } ?? 0)
        for length in lengths { out.write(length) }
        out.write(block: DocumentCard.line(document, digests: digests, signatures: signatures))
        out.write(block: WordSequence.line(document.posts, sequences))
        let filters = SearchFilters.terms(of: document, &analysis)
        out.write(touched.count + filters.count)
        for term in touched { write(term, to: &out) }
        for filter in filters {
            out.write(block: filter)
            out.write(byte: 0)
        }
        touched.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        return out.bytes
    }

    /// The record of a document of which title, other phrasings and tags have been counted, without what the index needs.
    private mutating func question(_ document: SearchDocument, _ lengths: [Int]) -> [UInt8] {
        var lengths = lengths
        for post in document.posts where post.kind == .question {
            lengths[IndexField.question.rawValue] += post.text.utf8.count
            count([post.text], .question)
        }
        var out = RecordWriter()
        writeHead(document, lengths, to: &out)
        for term in touched.map(Int.init) {
            for place in term * Self.fields..<(term + 1) * Self.fields { counts[place] = 0 }
            postsOfTerm[term] = 0
            firstWord[term] = 0
        }
        touched.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        return out.bytes
    }

    private func writeHead(_ document: SearchDocument, _ lengths: [Int], to out: inout RecordWriter) {
        out.write(byte: AnalysedDocument.version)
        out.write(block: topic(lengths).bytes)
        out.write(block: DocumentCard.clean(document.url))
        out.write(document.asked == nil ? 0 : 1)
        if let asked = document.asked { out.write(signed: asked) }
        out.write(block: document.title.utf8)
    }

    private func topic(_ lengths: [Int]) -> Topic {
        let worths = Topic.worths(lengths, settings: settings)
        var topic = Topic()
        for term in touched {
            var weight: Float = 0
            for (field, worth) in worths.enumerated() { weight += Float(counts[Int(term) * Self.fields + field]) * worth }
            topic.add(terms.hash(of: Int(term)), weight: weight, saturation: settings.saturation)
        }
        return topic.kept
    }

    private static func field(of post: SearchPost) -> IndexField {
        switch post.kind {
        case .question: .question
        case .answer: post.accepted ? .acceptedAnswer : .answers
        case .comment: .comments
        }
    }

    /// Writes a term with its counts and words, and forgets them.
    private mutating func write(_ number: UInt32, to out: inout RecordWriter) {
        let term = Int(number)
        let bytes = terms.bytes(of: term)
        out.write(block: bytes)
        let own = term * Self.fields..<(term + 1) * Self.fields
        var flags: UInt8 = firstWord[term] > 0 ? 0x80 : 0
        for (bit, count) in counts[own].enumerated() where count > 0 { flags |= 1 << UInt8(bit) }
        out.write(byte: flags)
        for place in own where counts[place] > 0 {
            out.write(Int(counts[place]))
            counts[place] = 0
        }
        postsOfTerm[term] = 0
        guard firstWord[term] > 0 else { return }
        var places: [Int] = []
        while firstWord[term] > 0 {
            places.append(Int(firstWord[term]) - 1)
            firstWord[term] = words[places[places.count - 1]].next
        }
        out.write(places.count)
        for place in places.reversed() {
            let word = surfaces.bytes(of: Int(words[place].surface))
            let shared = zip(word, bytes).prefix { $0 == $1 }.count
            out.write(shared)
            out.write(block: word.dropFirst(shared))
        }
    }

    /// Counts the words of one field, or of one post of it.
    private mutating func count(_ texts: [String], _ field: IndexField) {
        post += 1
        postTerms.removeAll(keepingCapacity: true)
        sequence.removeAll(keepingCapacity: true)
        for text in texts {
            analysis.analyse(text)
            var start = 0
            for term in analysis.terms {
                let surface = number(of: analysis.bytes[start..<term.end], isPlain: term.isPlain)
                if WordSequence.counts(term.kind) { sequence.append(symbols[surface]) }
                let number = termOfSurface[surface]
                count(number, field)
                if term.kind == .word || term.kind == .part {
                    let word = analysis.bytes[start..<term.end]
                    if lastDocument[surface] != document {
                        lastDocument[surface] = document
                        if SpellingLists.isSpelt(word) {
                            words.append((UInt32(surface), firstWord[Int(number)]))
                            firstWord[Int(number)] = UInt32(words.count)
                        }
                    }
                    if let language, let light = lightStem(of: surface, word, language), light != number { count(light, field) }
                }
                start = term.end
            }
        }
    }

    private mutating func count(_ number: UInt32, _ field: IndexField) {
        let term = Int(number)
        if lastPost[term] != post {
            lastPost[term] = post
            postTerms.append(number)
            // A document's first mention.
            if postsOfTerm[term] == 0 { touched.append(number) }
            postsOfTerm[term] += 1
        }
        counts[term * Self.fields + field.rawValue] += 1
    }

    /// The number of a word as it is written.
    private mutating func number(of word: ArraySlice<UInt8>, isPlain: Bool) -> Int {
        let (surface, isNew) = surfaces.number(of: word)
        if isNew {
            termOfSurface.append(isPlain ? termNumber(of: EnglishStemmer.stem(Array(word))[...]) : termNumber(of: word))
            symbols.append(WordSequence.symbol(of: word))
            lastDocument.append(0)
        }
        return surface
    }

    private mutating func termNumber(of term: ArraySlice<UInt8>) -> UInt32 {
        let (number, isNew) = terms.number(of: term)
        if isNew {
            counts.append(contentsOf: repeatElement(0, count: Self.fields))
            postsOfTerm.append(0)
            lastPost.append(0)
            firstWord.append(0)
        }
        return UInt32(number)
    }

    /// The term of a word without its ending, made where it is new.
    private mutating func lightStem(of surface: Int, _ word: ArraySlice<UInt8>, _ language: Int) -> UInt32? {
        while lightStems[language].count <= surface { lightStems[language].append(0) }
        if lightStems[language][surface] == 0 {
            lightStems[language][surface] = LightStemmer.stem(Array(word), language: language).map { termNumber(of: $0[...]) + 2 } ?? 1
        }
        return lightStems[language][surface] > 1 ? lightStems[language][surface] - 2 : nil
    }

    /// The terms that tell a post from the others of its document: those that few of them have, then the long ones.
    private func signature(_ post: [UInt32]) -> [UInt8] {
        let order = post.enumerated().map { (posts: postsOfTerm[Int($1)], length: terms.bytes(of: Int($1)).count, place: $0, term: $1) }
            .sorted { ($0.posts, $1.length, $0.place) < ($1.posts, $0.length, $1.place) }
        return PostSignature.make(order.map { terms.bytes(of: Int($0.term)) })
    }

    /// How many words of a post its digest shows whole: the last one is cut, or may be, where more follows.
    private mutating func wordsShown(of digest: [UInt8]) -> Int {
        analysis.analyse(String(decoding: digest, as: UTF8.self))
        let count = analysis.terms.count { WordSequence.counts($0.kind) }
        return digest.suffix(3).elementsEqual("…".utf8) ? max(0, count - 1) : count
    }
}
