/// The last part of a tag's URL: letters, digits and `-`, so that `c++`, `c#` and `.net` get pages on every host and file system.
///
/// `+` becomes `plus`, `#` `sharp`, a leading `.` `dot`; every other run of marks becomes one `-`.
package func tagSlug(_ name: String) -> String {
    var slug = ""
    var gap = false
    func append(_ word: String) {
        if gap, !slug.isEmpty { slug += "-" }
        gap = false
        slug += word
    }
    for scalar in name.unicodeScalars {
        switch scalar {
        case "+": append("plus")
        case "#": append("sharp")
        case "." where slug.isEmpty: append("dot")
        default:
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.properties.canonicalCombiningClass != .notReordered {
                append(scalar.properties.lowercaseMapping)
            } else {
                gap = true
            }
        }
    }
    return slug.isEmpty ? "tag" : slug
}
