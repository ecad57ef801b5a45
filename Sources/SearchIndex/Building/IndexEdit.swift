/// Another list for a term: of each document that changed, what it says of it now.
struct TermChange {
    var term: [UInt8]
    /// `nil` where a document no longer has the term.
    var impacts: [(document: UInt32, impact: UInt8?)]
}

extension KeptIndex {
    /// How many documents may change before all is made anew.
    package static let editLimit = 64

    /// The index after an edit of some documents, equal to one that is made anew.
    ///
    /// - Parameters:
    ///   - documents: All of them, now.
    ///   - changed: The places of those that changed, sorted, and what they were.
    /// - Returns: `nil` where the edit changes so much that the index has to be made anew.
    package func edited(
        _ documents: [AnalysedDocument], changed: [(place: Int, before: AnalysedDocument)], settings: SearchSettings, digest: @escaping FileDigest.Of
    ) -> (files: [IndexedFile], kept: KeptIndex)? {
        guard documents.count == order.count, changed.count <= Self.editLimit,
            changed.allSatisfy({ DocumentOrder($0.before) == DocumentOrder(documents[$0.place]) })
        else { return nil }
        let places = Dictionary(changed.enumerated().map { ($1.place, $0) }, uniquingKeysWith: { first, _ in first })
        let edits = order.indices.compactMap { number -> (number: Int, before: DocumentRecord, after: DocumentRecord)? in
            guard let edit = places[order[number]] else { return nil }
            return (number, DocumentRecord(changed[edit].before), DocumentRecord(documents[order[number]]))
        }
        var kept = self
        for edit in edits {
            kept.totals.remove(edit.before.lengths)
            kept.totals.add(edit.after.lengths)
            if let language = edit.before.language { kept.languages[language] -= 1 }
            if let language = edit.after.language { kept.languages[language] += 1 }
            kept.votes[edit.number] = edit.after.votes
        }
        let weights = FieldWeights(kept.totals, settings: settings)
        // Every impact in the index depends on them.
        guard weights.averages == FieldWeights(totals, settings: settings).averages else { return nil }
        let code = PostingCode(documentCount: order.count)
        let lists = TermLists(code: code, settings: settings)

        kept.groups = changedGroups(Self.changes(edits, weights), lists, settings, &kept.common)
        var words: [[UInt8]: Int] = [:]
        for edit in edits {
            for (word, count) in SpeltWords.words(of: edit.before) { words[word, default: 0] -= count }
            for (word, count) in SpeltWords.words(of: edit.after) { words[word, default: 0] += count }
        }
        kept.words = kept.words.adding(words)
        let files = kept.settle(settings, digest) + kept.changeCards(Set(edits.map { cards.group(of: $0.number) }), documents, digest)
        return (files + kept.smallFiles(settings, code, digest), kept)
    }

    // MARK: Cards

    private mutating func changeCards(_ changed: Set<Int>, _ documents: [AnalysedDocument], _ digest: FileDigest.Of) -> [IndexedFile] {
        let order = order
        let record: @Sendable (Int) -> DocumentRecord = { DocumentRecord(documents[order[$0]]) }
        var files: [IndexedFile] = []
        for group in cards.groups.indices where changed.contains(group) {
            let (name, made) = cards.files(group, record)
            let named = made.map { IndexedFile($0, digest($0.bytes)) }
            cards.groups[group] = (name, named.map(\.digest))
            files += named
        }
        let cards = cards
        for group in cards.groups.indices where !changed.contains(group) { files += cards.files(kept: group, record) }
        return files
    }

    // MARK: Terms

    /// What the edits change in the terms' lists, sorted by term.
    private static func changes(_ edits: [(number: Int, before: DocumentRecord, after: DocumentRecord)], _ weights: FieldWeights) -> [TermChange] {
        var changes: [[UInt8]: [(document: UInt32, impact: UInt8?)]] = [:]
        for edit in edits {
            var before = impacts(edit.before, weights)
            for (term, impact) in impacts(edit.after, weights) where before.removeValue(forKey: term) != impact {
                changes[term, default: []].append((UInt32(edit.number), impact))
            }
            for term in before.keys { changes[term, default: []].append((UInt32(edit.number), nil)) }
        }
        return changes.map { TermChange(term: $0, impacts: $1) }.sorted { TermTable.precedes($0.term[...], $1.term[...]) }
    }

    /// What a document says of each of its terms; 0 of a filter.
    private static func impacts(_ record: DocumentRecord, _ weights: FieldWeights) -> [[UInt8]: UInt8] {
        let worths = weights.worths(of: record)
        var impacts: [[UInt8]: UInt8] = [:]
        record.withTerms { cursor in
            while cursor.next() {
                let weight = cursor.readWeight(worths)
                cursor.skipWords()
                impacts[Array(cursor.term)] = cursor.fields == 0 ? 0 : weights.impact(weight, prior: record.prior)
            }
        }
        return impacts
    }

    /// The dictionary with other lists for some terms.
    private func changedGroups(_ changes: [TermChange], _ lists: TermLists, _ settings: SearchSettings, _ common: inout [CommonTerm]) -> [ShardGroup] {
        var groups = groups
        var left = changes[...]
        var result: [ShardGroup] = []
        var group = 0
        while let change = left.first {
            var target = Self.lastGroup(groups, notAfter: change.term, from: group)
            // A change of a group's first term may change where the group before ends, too.
            if target > group, !TermTable.precedes(groups[target].firstTerm[...], change.term[...]) { target -= 1 }
            result += groups[group..<min(target, groups.count)]
            group = target
            var shards = DictionaryShards(settings: settings, boundary: group < groups.count ? groups[group].shards[0].boundary : [])
            repeat {
                let end = group + 1 < groups.count ? groups[group + 1].shards[0].boundary : nil
                let terms = group < groups.count ? groups[group].terms(lists) : []
                for (term, postings) in Self.merged(terms, with: &left, before: end, &common, order.count, settings) {
                    var (bits, far) = (BitWriter(), [UInt8]())
                    lists.write(postings, isFilter: TermLists.isFilter(term), to: &bits, far: &far)
                    shards.cut(before: term)
                    shards.append(term, bits.bytes[...], bitCount: bits.bitCount, far: far[...])
                }
                group += 1
                guard group < groups.count else { break }
                // As soon as a group begins where one began before, the rest is as it was, but for what tells its beginning from the term before.
                let first = groups[group].firstTerm
                if let change = left.first, !TermTable.precedes(first[...], change.term[...]) { continue }
                shards.cut(before: first)
                if shards.isBetweenGroups { break }
            } while true
            if group < groups.count { groups[group].shards[0].boundary = shards.boundary } else { shards.finish() }
            result += shards.groups
        }
        return result + groups[min(group, groups.count)...]
    }

    /// The last group that doesn't begin after a term.
    private static func lastGroup(_ groups: [ShardGroup], notAfter term: [UInt8], from start: Int) -> Int {
        var (low, high) = (start, groups.count)
        while low + 1 < high {
            let middle = (low + high) / 2
            if TermTable.precedes(term[...], groups[middle].shards[0].boundary[...]) { high = middle } else { low = middle }
        }
        return low
    }

    /// Terms with their lists, and those of the changes that belong among them.
    ///
    /// - Parameters:
    ///   - changes: Those that are left; the ones that belong here are taken.
    ///   - end: What comes after all terms here; `nil` at the end of the dictionary.
    private static func merged(
        _ terms: [(term: [UInt8], postings: [Posting])], with changes: inout ArraySlice<TermChange>, before end: [UInt8]?, _ common: inout [CommonTerm],
        _ documentCount: Int, _ settings: SearchSettings
    ) -> [(term: [UInt8], postings: [Posting])] {
        var result: [(term: [UInt8], postings: [Posting])] = []
        result.reserveCapacity(terms.count)
        func take(_ change: TermChange, over postings: [Posting]) {
            let changed = change.applied(to: postings)
            if !changed.isEmpty { result.append((change.term, changed)) }
            common.removeAll { $0.term == change.term }
            if CommonTerm.isCommon(change.term, frequency: changed.count, documentCount: documentCount, settings) {
                let place = common.firstIndex { !TermTable.precedes($0.term[...], change.term[...]) } ?? common.count
                common.insert(CommonTerm(term: change.term, frequency: changed.count), at: place)
            }
        }
        for (term, postings) in terms {
            while let change = changes.first, TermTable.precedes(change.term[...], term[...]) {
                take(change, over: [])
                changes.removeFirst()
            }
            if let change = changes.first, change.term == term {
                take(change, over: postings)
                changes.removeFirst()
            } else {
                result.append((term, postings))
            }
        }
        while let change = changes.first, end.map({ TermTable.precedes(change.term[...], $0[...]) }) ?? true {
            take(change, over: [])
            changes.removeFirst()
        }
        return result
    }
}

extension TermChange {
    /// A list with the changes.
    func applied(to postings: [Posting]) -> [Posting] {
        let changed = Set(impacts.map(\.document))
        let new = impacts.compactMap { change in change.impact.map { Posting(document: change.document, impact: $0) } }
        return (postings.filter { !changed.contains($0.document) } + new).sorted { $0.document < $1.document }
    }
}
