/// The known name that someone most likely meant, or `nil` when none is near enough to be worth proposing.
///
/// Near is by optimal string alignment distance (insertions, deletions, substitutions, swaps of neighbours) on Unicode scalars,
/// with ASCII letters compared without case: one step for names of up to 4 scalars, two up to 8, three beyond. Of equally near
/// names the first in byte order is taken, so that the order of `candidates` doesn't matter. `name` itself is never proposed.
package func suggestion(for name: String, among candidates: [String]) -> String? {
    // Nobody mistypes a key of a hundred letters; the bound keeps hostile names cheap.
    guard name.utf8.count <= 256 else { return nil }
    let wanted = foldedScalars(name)
    guard wanted.count >= 2 else { return nil }
    let allowed = wanted.count <= 4 ? 1 : wanted.count <= 8 ? 2 : 3
    var best: (name: String, distance: Int)?
    for candidate in candidates.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        let scalars = foldedScalars(candidate)
        guard abs(scalars.count - wanted.count) <= allowed, !candidate.utf8.elementsEqual(name.utf8) else { continue }
        let distance = alignmentDistance(wanted, scalars)
        // A distance as long as the name would replace every letter of it.
        if distance <= allowed, distance < scalars.count, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
}

/// Insertions, deletions, substitutions and swaps of neighbours that lead from one name to the other, ASCII letters compared without case.
package func editDistance(_ a: String, _ b: String) -> Int { alignmentDistance(foldedScalars(a), foldedScalars(b)) }

private func foldedScalars(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { (0x41...0x5A).contains($0.value) ? $0.value + 0x20 : $0.value }
}

/// Optimal string alignment: Damerau-Levenshtein in which no part is edited twice.
private func alignmentDistance(_ a: [UInt32], _ b: [UInt32]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
        var row = [i + 1]
        row.reserveCapacity(b.count + 1)
        for j in 0..<b.count {
            var distance = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { distance = min(distance, beforeLast[j - 1] + 1) }
            row.append(distance)
        }
        beforeLast = last
        last = row
    }
    return last[b.count]
}
