import Diagnostics
import Foundation
import Markdown

extension SiteTimeZone {
    /// The zone that was most likely meant: of a near name (`Asia/Tapei`), of that name in another case, or of that city (`Taipei`).
    static func nearestName(to name: String) -> String? {
        let known = TimeZone.knownTimeZoneIdentifiers.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let city = name.lowercased().utf8.map { $0 == 0x20 ? UInt8(ascii: "_") : $0 }
        return known.first { zone in
            let bytes = Array(zone.lowercased().utf8)
            return bytes == city || (city.count >= 3 && bytes.suffix(city.count + 1).elementsEqual([UInt8(ascii: "/")] + city))
        } ?? suggestion(for: name, among: known)
    }
}

extension SiteSettings.Limits {
    /// No setting goes beyond what the parser is guarded for.
    static let largestPostBytes = MarkdownLimits.hardBodyBytes
}
