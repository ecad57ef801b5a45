import Diagnostics
import KnowledgeBase

/// Two tags that may be one.
package struct NearTags: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        /// The same letters and digits, with other marks between.
        case marks
        case plural
        /// A letter or two apart.
        case spelling
    }

    package struct Side: Hashable, Sendable {
        package var name: String
        package var threads: Int
        package var place: CurationReport.Place
    }

    /// The one that more threads carry.
    package var first: Side
    package var second: Side
    package var kind: Kind
    /// 0 to 1.
    package var likeness: Double
}

/// A tag that orders nothing.
package struct IdleTag: Hashable, Sendable {
    package var name: String
    /// 0: it has a file, and no thread carries it. 1: one thread carries it, and nobody has described it.
    package var threads: Int
    package var place: CurationReport.Place
}

extension LoadedSite {
    func nearTags(_ places: inout PlaceFinder) -> [NearTags] {
        let counts = threadCounts
        let tags = site.tags
        var found: [NearTags] = []
        for (a, b) in candidates(tags.map(\.name)) {
            guard tags[a].parent != tags[b].name, tags[b].parent != tags[a].name, let (kind, likeness) = nearness(tags[a].name, tags[b].name) else { continue }
            let sides = [a, b].map { NearTags.Side(name: tags[$0].name, threads: counts[tags[$0].name] ?? 0, place: place(of: tags[$0], &places)) }
            let isFirst = (sides[1].threads, sides[0].name) <= (sides[0].threads, sides[1].name)
            found.append(NearTags(first: sides[isFirst ? 0 : 1], second: sides[isFirst ? 1 : 0], kind: kind, likeness: likeness))
        }
        return found.sorted { ($1.likeness, $0.first.name, $0.second.name) < ($0.likeness, $1.first.name, $1.second.name) }
    }

    func idleTags(_ places: inout PlaceFinder) -> [IdleTag] {
        let counts = threadCounts
        return site.tags.compactMap { tag in
            let count = counts[tag.name] ?? 0
            guard count == 0 && tag.children.isEmpty || count == 1 && tag.source == nil else { return nil }
            return IdleTag(name: tag.name, threads: count, place: place(of: tag, &places))
        }
    }

    private var threadCounts: [String: Int] {
        var counts: [String: Int] = [:]
        for thread in site.threads { for tag in thread.tags { counts[tag, default: 0] += 1 } }
        return counts
    }

    /// The tag's file, or the first thread that carries it.
    private func place(of tag: Tag, _ places: inout PlaceFinder) -> CurationReport.Place {
        if let source = tag.source { return CurationReport.Place(path: "Content/" + source.path, line: 1) }
        guard let thread = site.threads.first(where: { $0.tags.contains(tag.name) }) else { return CurationReport.Place(path: "Content/tags", line: 1) }
        let written = thread.source.tags.first { foldedName($0.value) == foldedName(tag.name) }
        return places.place("Content/" + thread.source.path, written?.range ?? thread.source.title.range)
    }
}

/// How near two tags' names are; `nil` when they are two words.
func nearness(_ a: String, _ b: String) -> (kind: NearTags.Kind, likeness: Double)? {
    let (first, second) = (letters(a), letters(b))
    // 'python-2' and 'python-3' are one letter apart, and two things; so are 'c', 'c++' and 'c#'.
    guard digits(a) == digits(b), signs(a) == signs(b) else { return nil }
    if first == second { return (.marks, 1) }
    if singular(first) == singular(second) { return (.plural, 0.95) }
    let length = max(first.unicodeScalars.count, second.unicodeScalars.count)
    let distance = editDistance(first, second)
    guard distance <= (length >= 9 ? 2 : 1), length >= 5 else { return nil }
    return (.spelling, 1 - Double(distance) / Double(length))
}

/// Pairs of indexes whose names become equal when at most two letters are left out of each: the work grows with the number of names, not with
/// its square.
private func candidates(_ names: [String]) -> [(Int, Int)] {
    var byKey: [[Unicode.Scalar]: [Int]] = [:]
    for (index, name) in names.enumerated() {
        let word = Array(letters(name).unicodeScalars.prefix(40))
        var keys: Set<[Unicode.Scalar]> = [word, Array(singular(letters(name)).unicodeScalars.prefix(40))]
        if word.count >= 4 {
            for i in word.indices {
                var once = word
                once.remove(at: i)
                keys.insert(once)
                guard word.count >= 7 else { continue }
                for j in i..<once.count {
                    var twice = once
                    twice.remove(at: j)
                    keys.insert(twice)
                }
            }
        }
        for key in keys { byKey[key, default: []].append(index) }
    }
    var pairs: Set<[Int]> = []
    for indexes in byKey.values where indexes.count > 1 {
        for i in indexes.indices { for j in indexes[(i + 1)...] { pairs.insert([indexes[i], j]) } }
    }
    return pairs.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { ($0[0], $0[1]) }
}

/// Folded, without the marks that stand between words.
private func letters(_ name: String) -> String {
    String(String.UnicodeScalarView(foldedName(name).unicodeScalars.filter { $0 != "-" && $0 != "_" && $0 != "." && $0 != " " }))
}

private func digits(_ name: String) -> [Unicode.Scalar] { name.unicodeScalars.filter { $0.properties.numericType != nil } }

private func signs(_ name: String) -> [Unicode.Scalar] { name.unicodeScalars.filter { $0 == "+" || $0 == "#" } }

/// An English noun without the ending of its plural; a word of another language loses at most an 's'.
private func singular(_ word: String) -> String {
    let bytes = Array(word.utf8)
    func ends(_ ending: String) -> Bool { bytes.count > ending.utf8.count + 2 && bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8) }
    func without(_ count: Int, _ ending: String = "") -> String { String(decoding: bytes.dropLast(count), as: UTF8.self) + ending }
    if ends("ies") { return without(3, "y") }
    for ending in ["sses", "xes", "ches", "shes"] where ends(ending) { return without(2) }
    if ends("s"), !ends("ss"), !ends("us"), !ends("is") { return without(1) }
    return word
}
