/// Where code ends in Markdown.
enum MarkdownCode {
    /// After the run of backticks that ends the code which the run at `start` begins. A run that no other of its length answers is letters, and so is
    /// what follows: the end is that of the run itself. Code ends with its paragraph.
    static func spanEnd(_ text: [UInt8], _ start: Int) -> Int {
        let run = text[start...].prefix { $0 == UInt8(ascii: "`") }.count
        var end = start + run
        var isBlank = false
        while end < text.count {
            if text[end] == UInt8(ascii: "`") {
                let length = text[end...].prefix { $0 == UInt8(ascii: "`") }.count
                end += length
                if length == run { return end }
                isBlank = false
            } else {
                if text[end] == 10 {
                    if isBlank { break }
                    isBlank = true
                } else if text[end] != 32, text[end] != UInt8(ascii: ">"), text[end] != 13 {
                    isBlank = false
                }
                end += 1
            }
        }
        return start + run
    }
}
