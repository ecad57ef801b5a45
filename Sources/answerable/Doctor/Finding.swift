import Diagnostics

/// What the doctor finds out about one thing that the program needs or can make use of.
struct Finding: Hashable, Sendable {
    enum State: String, Hashable, Sendable {
        /// There, and usable.
        case fine
        /// Something works less well without it.
        case lacking
        /// Sites can't be built so.
        case broken
    }

    var state: State
    /// What was looked at: one or two words.
    var name: String
    /// What was found, on one line.
    var detail: String
    /// What to do about it; `nil` where nothing need be done.
    var remedy: String?

    init(_ state: State, _ name: String, _ detail: String, remedy: String? = nil) {
        self.state = state
        self.name = name
        self.detail = detail
        self.remedy = remedy
    }
}

extension [Finding] {
    /// One line each, the remedy below it.
    func text(isColoured: Bool) -> String {
        let width = map(\.name.utf8.count).max() ?? 0
        return map { finding in
            let (mark, colour) =
                switch finding.state {
                case .fine: ("ok  ", "32")
                case .lacking: ("--  ", "33")
                case .broken: ("NO  ", "1;31")
                }
            let name = finding.name + String(repeating: " ", count: width - finding.name.utf8.count)
            let line = (isColoured ? "\u{1B}[\(colour)m\(mark)\u{1B}[0m" : mark) + name + "  " + finding.detail + "\n"
            return line + (finding.remedy.map { String(repeating: " ", count: width + 6) + "→ \($0)\n" } ?? "")
        }.joined()
    }

    var json: [UInt8] {
        var json = JSONWriter(isPretty: true)
        json.array { json in
            for finding in self {
                json.object { json in
                    json.member("name", finding.name)
                    json.member("state", finding.state.rawValue)
                    json.member("detail", finding.detail)
                    if let remedy = finding.remedy { json.member("remedy", remedy) } else { json.key("remedy"); json.null() }
                }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}
