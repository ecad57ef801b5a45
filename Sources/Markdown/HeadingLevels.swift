/// The levels that a post's headings get on its page, where the post stands below other headings.
///
/// Authors begin with `#`, `##` or `###` as they like, and leave levels out. A reader who goes through a page by its headings must not meet a
/// gap (WCAG 2.2, technique H42): a heading goes one level below the nearest earlier one that outranks it in the source.
struct HeadingLevels {
    /// Levels above the post.
    private let shift: Int
    /// The source's levels of the headings that the next one stands below: ascending.
    private var open: [Int] = []

    init(shift: Int) { self.shift = shift }

    /// The level to print, 1 to 6. A post that stands below nothing keeps its own.
    mutating func sink(_ level: Int) -> Int {
        if shift == 0 { return level }
        while let last = open.last, last >= level { open.removeLast() }
        open.append(level)
        return min(6, shift + open.count)
    }

    /// The level of a heading that the post doesn't have in its source: its footnotes'.
    mutating func added() -> Int { shift == 0 ? 2 : sink(1) }
}
