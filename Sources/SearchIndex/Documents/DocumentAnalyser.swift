/// Makes the records of documents, one after the other; each is a function of its document alone.
///
/// One value is used for many documents: it remembers the terms and stems of words it has met.
struct DocumentAnalyser {
    private let settings: SearchSettings
    private var analysis = TextAnalysis()
    private var words = KnownWords()
    private var plain = WordTable()

    /// The document at hand: its terms in the order of their coming, how often each field has a term (`countStride` numbers for each), and its
    /// written words; `next` is one more than the place of the term's word before it.
    private var touched: [UInt32] = []
    private var states: [TermState] = []
    private var counts: [UInt32] = []
    private var written: [(surface: UInt32, next: UInt32)] = []
    private var document: UInt32 = 0
    private var post: UInt32 = 0
    private var language: Int?
    /// The distinct terms of the post at hand, and its words.
    private var postTerms: [UInt32] = []
    private var sequence: [UInt8] = []
    private var out = RecordWriter()

    /// Of a term: the last post that had it; how many posts of the document at hand have it, and the last of its written words there.
    private struct TermState {
        var lastPost: UInt32 = 0
        var posts: UInt32 = 0
        var firstWord: UInt32 = 0
    }

    private static let fields = IndexField.allCases.count
    /// One more than there are fields, so that a term's counts lie in as few lines of the processor's cache as can be.
    private static let countStride = 8

    init(settings: SearchSettings) { self.settings = settings }

    /// - Parameter keep: Gets the record, whose memory is used again for the next one.
    mutating func record<Result>(of document: SearchDocument, keep: (ArraySlice<UInt8>) -> Result) -> Result {
        self.document += 1
        language = LightStemmer.number(of: document.language)
        out.removeAll()
        count([document.title], .title)
        count(document.alternatives, .alternatives)
        count(document.tags + document.tagSynonyms, .tags)
        var lengths = [Int](repeating: 0, count: Self.fields)
        lengths[IndexField.title.rawValue] = document.title.utf8.count
        lengths[IndexField.alternatives.rawValue] = document.alternatives.reduce(0) { $0 + $1.utf8.count }
        lengths[IndexField.tags.rawValue] = (document.tags + document.tagSynonyms).reduce(0) { $0 + $1.utf8.count }
        if settings.questionsOnly { writeQuestion(document, lengths) } else { writeAll(document, lengths) }
        touched.removeAll(keepingCapacity: true)
        written.removeAll(keepingCapacity: true)
        return keep(out.bytes)
    }

    private mutating func writeAll(_ document: SearchDocument, _ lengths: [Int]) {
        var lengths = lengths
        let digests = DocumentCard.digests(of: document, settings)
        let linked = Set(DocumentCard.linked(document.posts).prefix(DocumentCard.postLimit))
        var termsOfPosts: [[UInt32]] = []
        var sequences: [[UInt8]] = []
        for (i, post) in document.posts.enumerated() {
            let field = Self.field(of: post)
            lengths[field.rawValue] += post.text.utf8.count
            count([post.text], field)
            termsOfPosts.append(linked.contains(i) ? postTerms : [])
            sequences.append(Array(sequence.dropFirst(digests[i].map { wordsShown(of: $0) } ?? 0)))
        }
        // A lone post is the one that has every word.
        let signatures = document.posts.count > 1 ? termsOfPosts.map(signature) : termsOfPosts.map { _ in [] }

        writeHead(document, lengths)
        out.write(byte: UInt8(document.state.rawValue))
        out.write(signed: document.votes)
        out.write(language.map { $0 + 1 } ?? 0)
        for length in lengths { out.write(length) }
        out.write(block: DocumentCard.line(document, digests: digests, signatures: signatures))
        out.write(block: WordSequence.line(document.posts, sequences))
        let filters = SearchFilters.terms(of: document, &analysis)
        out.write(touched.count + filters.count)
        writeTerms()
        for filter in filters {
            out.write(block: filter)
            out.write(byte: 0)
        }
    }

    /// The record of a document of which title, other phrasings and tags have been counted, without what the index needs.
    private mutating func writeQuestion(_ document: SearchDocument, _ lengths: [Int]) {
        var lengths = lengths
        for post in document.posts where post.kind == .question {
            lengths[IndexField.question.rawValue] += post.text.utf8.count
            count([post.text], .question)
        }
        writeHead(document, lengths)
        for term in touched.map(Int.init) {
            for place in term * Self.countStride..<(term + 1) * Self.countStride { counts[place] = 0 }
            states[term].posts = 0
            states[term].firstWord = 0
        }
    }

    private mutating func writeHead(_ document: SearchDocument, _ lengths: [Int]) {
        out.write(byte: AnalysedDocument.version)
        out.write(block: topic(lengths).bytes)
        out.write(block: DocumentCard.clean(document.url))
        out.write(document.asked == nil ? 0 : 1)
        if let asked = document.asked { out.write(signed: asked) }
        out.write(block: Array(document.title.utf8))
    }

    private func topic(_ lengths: [Int]) -> Topic {
        let worths = Topic.worths(lengths, settings: settings)
        var topic = Topic()
        for term in touched {
            var weight: Float = 0
            for field in worths.indices { weight += Float(counts[Int(term) * Self.countStride + field]) * worths[field] }
            topic.add(words.terms[Int(term)].hash, weight: weight, saturation: settings.saturation)
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

    /// Writes the terms with their counts and words, and forgets those.
    private mutating func writeTerms() {
        let (touched, words) = (touched, words)
        words.termTable.withTerms { terms in
            words.surfaceTable.withTerms { surfaces in
                for term in touched { write(Int(term), terms[Int(term)], surfaces) }
            }
        }
    }

    private mutating func write(_ number: Int, _ term: UnsafeRawBufferPointer, _ surfaces: TermTable.Terms) {
        var word = Int(states[number].firstWord)
        states[number].posts = 0
        states[number].firstWord = 0
        let own = number * Self.countStride
        out.write(atMost: term.count + 2 + (Self.fields + 1) * RecordWriter.longestNumber) { out in
            counts.withUnsafeMutableBufferPointer { counts in
                out.write(block: term)
                var flags: UInt8 = word > 0 ? 0x80 : 0
                for bit in 0..<Self.fields where counts[own + bit] > 0 { flags |= 1 << UInt8(bit) }
                out.write(byte: flags)
                for place in own..<own + Self.fields where counts[place] > 0 {
                    out.write(Int(counts[place]))
                    counts[place] = 0
                }
            }
        }
        guard word > 0 else { return }
        // The words are linked from the last to the first.
        var first = 0
        var count = 0
        while word > 0 {
            count += 1
            let next = Int(written[word - 1].next)
            written[word - 1].next = UInt32(first)
            (first, word) = (word, next)
        }
        out.write(count)
        while first > 0 {
            let word = surfaces[Int(written[first - 1].surface)]
            var shared = 0
            while shared < word.count, shared < term.count, word[shared] == term[shared] { shared += 1 }
            out.write(atMost: word.count + 2 * RecordWriter.longestNumber) { out in
                out.write(shared)
                out.write(block: UnsafeRawBufferPointer(rebasing: word[shared...]))
            }
            first = Int(written[first - 1].next)
        }
    }

    /// Counts the words of one field, or of one post of it.
    private mutating func count(_ texts: [String], _ field: IndexField) {
        post += 1
        postTerms.removeAll(keepingCapacity: true)
        sequence.removeAll(keepingCapacity: true)
        for text in texts {
            var text = text
            text.withUTF8 { text in
                TextAnalysis.forEachPiece(of: text) { range, isPlain in
                    guard isPlain, let key = WordTable.Key(text, range) else { return count(piece: range, of: text, isPlain: isPlain, field) }
                    if let place = plain.place(of: key) { return count(plain: place, field) }
                    analysis.analyse(piece: range, of: text, isPlain: true)
                    let surface = number(of: analysis.bytes[...], isPlain: analysis.terms[0].isPlain)
                    let word = words.surfaces[surface]
                    count(plain: plain.insert(key, term: Int(word.term), surface: surface, symbol: word.symbol, isSpelt: word.isSpelt), field)
                }
            }
        }
    }

    /// Counts a word of `plain`.
    @inline(__always) private mutating func count(plain place: Int, _ field: IndexField) {
        let word = plain.places[place]
        sequence.append(word.symbol)
        let term = Int(word.term)
        count(term: term, field)
        if plain.meet(place, in: document), word.isSpelt { note(word.surface, of: term) }
        if let language, let light = lightStem(of: Int(word.surface), language), light != term { count(term: light, field) }
    }

    private mutating func count(piece range: Range<Int>, of text: UnsafeBufferPointer<UInt8>, isPlain: Bool, _ field: IndexField) {
        analysis.analyse(piece: range, of: text, isPlain: isPlain)
        var start = 0
        for (end, kind, isPlain) in analysis.terms {
            let surface = number(of: analysis.bytes[start..<end], isPlain: isPlain)
            start = end
            let word = words.surfaces[surface]
            if WordSequence.counts(kind) { sequence.append(word.symbol) }
            let term = Int(word.term)
            count(term: term, field)
            guard kind == .word || kind == .part else { continue }
            if word.isSpelt { note(UInt32(surface), of: term) }
            if let language, let light = lightStem(of: surface, language), light != term { count(term: light, field) }
        }
    }

    @inline(__always) private mutating func count(term: Int, _ field: IndexField) {
        if states[term].lastPost != post {
            states[term].lastPost = post
            postTerms.append(UInt32(term))
            // A document's first mention.
            if states[term].posts == 0 { touched.append(UInt32(term)) }
            states[term].posts += 1
        }
        counts[term * Self.countStride + field.rawValue] += 1
    }

    /// Adds a word to those that were written for a term, if it isn't among them.
    private mutating func note(_ surface: UInt32, of term: Int) {
        var word = Int(states[term].firstWord)
        while word > 0 {
            if written[word - 1].surface == surface { return }
            word = Int(written[word - 1].next)
        }
        written.append((surface, states[term].firstWord))
        states[term].firstWord = UInt32(written.count)
    }

    /// The number of a word as it is written.
    private mutating func number(of word: ArraySlice<UInt8>, isPlain: Bool) -> Int {
        let surface = words.number(of: word, isPlain: isPlain)
        makeRoom()
        return surface
    }

    private mutating func lightStem(of surface: Int, _ language: Int) -> Int? {
        let stem = words.lightStem(of: surface, language)
        makeRoom()
        return stem
    }

    private mutating func makeRoom() {
        while states.count < words.terms.count {
            states.append(TermState())
            counts.append(contentsOf: repeatElement(0, count: Self.countStride))
        }
    }

    /// The terms that tell a post from the others of its document: those that few of them have, then the long ones.
    private func signature(_ post: [UInt32]) -> [UInt8] {
        // One number orders them: 24 bits, 8 and 32.
        let order = post.indices.map { place in
            let term = Int(post[place])
            return UInt64(min(states[term].posts, 1 << 24 - 1)) << 40 | UInt64(255 - min(words.terms[term].length, 255)) << 32 | UInt64(place)
        }
        .sorted()
        return PostSignature.make(order.prefix(PostSignature.termLimit).map { words.terms[Int(post[Int($0 & 0xFFFF_FFFF)])].utf16Hash })
    }

    /// How many words of a post its digest shows whole: the last one is cut, or may be, where more follows.
    private mutating func wordsShown(of digest: [UInt8]) -> Int {
        analysis.analyse(String(decoding: digest, as: UTF8.self))
        let count = analysis.terms.count { WordSequence.counts($0.kind) }
        return digest.suffix(3).elementsEqual("…".utf8) ? max(0, count - 1) : count
    }
}
