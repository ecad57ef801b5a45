/// Which form of a word a number takes: the cardinal rules of Unicode's CLDR 46 for whole numbers.
enum PluralRule: Hashable, Sendable, CaseIterable {
    /// Words don't bend: Chinese, Japanese, Korean, Vietnamese, Thai, Indonesian.
    case none
    /// 1, and all others: English, German and most of Europe; what is assumed of a language that isn't known here.
    case oneIsOne
    /// 1, whole millions ("1 000 000 de preguntas"), and all others: Spanish, Italian, Catalan.
    case oneAndMillions
    /// 0 and 1, whole millions, and all others: French, Portuguese.
    case zeroAndOneAndMillions
    /// By the last digits: Russian, Ukrainian, Belarusian.
    case eastSlavic
    case polish
    /// 1, 2 to 4, and all others: Czech, Slovak.
    case czech
    /// 1, 2, and all others.
    case hebrew
    case arabic

    init(language: String) {
        let primary = String(decoding: language.utf8.prefix { $0 != UInt8(ascii: "-") }.map { $0 | 0x20 }, as: UTF8.self)
        self =
            switch primary {
            case "zh", "ja", "ko", "vi", "th", "id", "ms", "lo", "my": .none
            case "es", "it", "ca": .oneAndMillions
            case "fr", "pt": .zeroAndOneAndMillions
            case "ru", "uk", "be": .eastSlavic
            case "pl": .polish
            case "cs", "sk": .czech
            case "he", "iw": .hebrew
            case "ar": .arabic
            default: .oneIsOne
            }
    }

    /// The forms that whole numbers take.
    var forms: [String] {
        switch self {
        case .none: ["other"]
        case .oneIsOne: ["one", "other"]
        case .oneAndMillions, .zeroAndOneAndMillions: ["one", "many", "other"]
        case .eastSlavic, .polish: ["one", "few", "many"]
        case .czech: ["one", "few", "other"]
        case .hebrew: ["one", "two", "other"]
        case .arabic: ["zero", "one", "two", "few", "many", "other"]
        }
    }

    /// - Parameter count: not negative.
    func form(of count: Int) -> String {
        let (ones, tens) = (count % 10, count % 100)
        let isMillions = count > 0 && count % 1_000_000 == 0
        switch self {
        case .none: return "other"
        case .oneIsOne: return count == 1 ? "one" : "other"
        case .oneAndMillions: return count == 1 ? "one" : isMillions ? "many" : "other"
        case .zeroAndOneAndMillions: return count <= 1 ? "one" : isMillions ? "many" : "other"
        case .eastSlavic:
            if ones == 1, tens != 11 { return "one" }
            return (2...4).contains(ones) && !(12...14).contains(tens) ? "few" : "many"
        case .polish:
            if count == 1 { return "one" }
            return (2...4).contains(ones) && !(12...14).contains(tens) ? "few" : "many"
        case .czech: return count == 1 ? "one" : (2...4).contains(count) ? "few" : "other"
        case .hebrew: return count == 1 ? "one" : count == 2 ? "two" : "other"
        case .arabic:
            switch count {
            case 0: return "zero"
            case 1: return "one"
            case 2: return "two"
            default: return (3...10).contains(tens) ? "few" : tens >= 11 ? "many" : "other"
            }
        }
    }
}
