/// A text as messages quote it: at most 60 scalars, so that no hostile value fills the screen.
func shown(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: 60, limitedBy: scalars.endIndex), end < scalars.endIndex else { return text }
    return String(scalars[..<end]) + "…"
}
