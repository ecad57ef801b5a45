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

    /// The level to print, 1 to 6.
    mutating func sink(_ level: Int) -> Int {
        while let last = open.last, last >= level { open.removeLast() }
        open.append(level)
        return max(1, min(6, shift + open.count))
    }
}
