/// The character for an emoji's name, in Slack's, Discourse's and Zulip's spelling: those of the list below, else Unicode's own names, with `_` for spaces,
/// and `flag-de` as a flag. A name that is neither, as those of custom emoji, stays as `:name:`.
func emoji(named name: String) -> String? {
    let base = name.utf8.split(separator: UInt8(ascii: ":")).first.map { String(Substring($0)) } ?? name
    return emojiByName[base] ?? flag(base) ?? ["", "_face", "_sign", "_symbol"].lazy.compactMap { emojiByUnicodeName[base + $0] }.first
}

/// The emoji whose `:name:` begins at `at`, apart from words: `std::memo::x` and the parts of an address are none.
func emojiName(_ text: [UInt8], at: Int) -> (character: String, range: Range<Int>)? {
    func isApart(_ byte: UInt8?) -> Bool { byte.map { !isWordByte($0) && !":/".utf8.contains($0) } ?? true }
    let name = text[(at + 1)...].prefix(60).prefix { isWordByte($0) || "_+-".utf8.contains($0) }
    guard !name.isEmpty, text[safe: name.endIndex] == UInt8(ascii: ":"), isApart(text[safe: at - 1]), isApart(text[safe: name.endIndex + 1]),
        let character = emoji(named: String(decoding: name, as: UTF8.self))
    else { return nil }
    return (character, at..<(name.endIndex + 1))
}

/// A title in which the source shows emoji for their names.
func withEmoji(_ title: String) -> String {
    let text = Array(title.utf8)
    var out: [UInt8] = []
    var at = 0
    while at < text.count {
        if text[at] == UInt8(ascii: ":"), let (character, range) = emojiName(text, at: at) {
            out += character.utf8
            at = range.upperBound
        } else {
            out.append(text[at])
            at += 1
        }
    }
    return String(decoding: out, as: UTF8.self)
}

/// `flag-de`: two letters of a country.
private func flag(_ name: String) -> String? {
    let letters = name.utf8.dropFirst(5)
    guard name.utf8.starts(with: "flag-".utf8), letters.count == 2, letters.allSatisfy({ (97...122).contains($0) }) else { return nil }
    return letters.compactMap { Unicode.Scalar(0x1F1E6 + UInt32($0) - 97) }.map { String($0) }.joined()
}

/// `confetti_ball` is U+1F38A, CONFETTI BALL. What is a picture only when asked for gets the mark that asks (U+FE0F).
private let emojiByUnicodeName: [String: String] = {
    var names: [String: String] = [:]
    for value in Array(UInt32(0xA9)...0x3299) + Array(0x1F000...0x1FAFF) {
        guard let scalar = Unicode.Scalar(value), scalar.properties.isEmoji, let name = scalar.properties.name else { continue }
        let key = String(decoding: name.utf8.map { $0 == 32 || $0 == 45 ? UInt8(ascii: "_") : $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }, as: UTF8.self)
        names[key] = String(scalar) + (scalar.properties.isEmojiPresentation ? "" : "\u{FE0F}")
    }
    return names
}()

/// Names that differ from Unicode's.
private let emojiByName: [String: String] = [
    "+1": "👍", "thumbsup": "👍", "-1": "👎", "thumbsdown": "👎", "smile": "😄", "smiley": "😃", "grin": "😁", "grinning": "😀", "laughing": "😆",
    "joy": "😂", "rofl": "🤣", "slightly_smiling_face": "🙂", "simple_smile": "🙂", "slight_smile": "🙂", "upside_down_face": "🙃", "wink": "😉",
    "blush": "😊", "heart": "❤️", "tada": "🎉", "rocket": "🚀", "eyes": "👀", "white_check_mark": "✅", "heavy_check_mark": "✔️", "ok_hand": "👌",
    "pray": "🙏", "clap": "👏", "wave": "👋", "thinking_face": "🤔", "thinking": "🤔", "confused": "😕", "slightly_frowning_face": "🙁", "frowning": "😦",
    "cry": "😢", "sob": "😭", "sweat_smile": "😅", "sweat": "😓", "sunglasses": "😎", "scream": "😱", "wondering": "🤔", "open_mouth": "😮", "astonished": "😲",
    "fire": "🔥", "100": "💯", "star": "⭐", "sparkles": "✨", "bulb": "💡", "warning": "⚠️", "x": "❌", "question": "❓", "exclamation": "❗", "bug": "🐛",
    "shrug": "🤷", "facepalm": "🤦", "man-shrugging": "🤷‍♂️", "woman-shrugging": "🤷‍♀️", "muscle": "💪", "raised_hands": "🙌", "point_up": "☝️", "point_right": "👉", "point_left": "👈",
    "point_down": "👇", "stuck_out_tongue": "😛", "stuck_out_tongue_winking_eye": "😜", "stuck_out_tongue_closed_eyes": "😝", "yum": "😋",
    "disappointed": "😞", "relieved": "😌", "relaxed": "☺️", "neutral_face": "😐", "expressionless": "😑", "unamused": "😒", "smirk": "😏",
    "face_with_rolling_eyes": "🙄", "roll_eyes": "🙄", "grimacing": "😬", "innocent": "😇", "sleeping": "😴", "heart_eyes": "😍", "kissing_heart": "😘",
    "hugging_face": "🤗", "hugs": "🤗", "hugging": "🤗", "nerd_face": "🤓", "rage": "😡", "angry": "😠", "exploding_head": "🤯", "partying_face": "🥳", "zany_face": "🤪",
    "beer": "🍺", "beers": "🍻", "coffee": "☕", "pizza": "🍕", "cake": "🍰", "books": "📚", "book": "📖", "memo": "📝", "pencil2": "✏️", "computer": "💻",
    "chart_with_upwards_trend": "📈", "clock1": "🕐", "hourglass": "⌛", "lock": "🔒", "key": "🔑", "link": "🔗", "mag": "🔍", "wrench": "🔧", "hammer": "🔨",
    "gear": "⚙️", "package": "📦", "gift": "🎁", "bell": "🔔", "mega": "📣", "zap": "⚡", "sunny": "☀️", "cloud": "☁️", "snowflake": "❄️", "earth_americas": "🌎",
    "dog": "🐶", "cat": "🐱", "see_no_evil": "🙈", "monkey": "🐒", "poop": "💩", "ghost": "👻", "skull": "💀", "robot_face": "🤖", "robot": "🤖", "crossed_fingers": "🤞",
    "fingers_crossed": "🤞", "v": "✌️", "metal": "🤘", "purple_heart": "💜", "blue_heart": "💙", "green_heart": "💚", "yellow_heart": "💛", "broken_heart": "💔",
    "sad": "😢", "slightly_frowning": "🙁", "frowning_face": "☹️", "worried": "😟", "flushed": "😳", "no_mouth": "😶", "pleading_face": "🥺", "melting_face": "🫠",
    "saluting_face": "🫡", "heavy_plus_sign": "➕", "arrow_right": "➡️", "arrow_up": "⬆️", "arrow_down": "⬇️", "information_source": "ℹ️", "speech_balloon": "💬",
    "bowing_man": "🙇‍♂️", "bow": "🙇", "frown": "🙁", "half_frown": "🙁", "disappointed_relieved": "😥", "cold_sweat": "😰",
    "face_with_raised_eyebrow": "🤨", "raised_eyebrow": "🤨", "upside_down": "🙃", "megaphone": "📣", "art": "🎨", "fist": "✊", "fist_left": "🤛",
    "fist_right": "🤜", "facepunch": "👊", "punch": "👊", "smiling_imp": "😈", "imp": "👿", "soccer": "⚽", "basketball": "🏀", "football": "🏈",
    "checkered_flag": "🏁", "face_palm": "🤦", "man-facepalming": "🤦‍♂️", "woman-facepalming": "🤦‍♀️", "shrugging": "🤷", "smiley_cat": "😺",
    "heart_eyes_cat": "😻", "boom": "💥", "collision": "💥", "horse": "🐴", "cow": "🐮", "mouse": "🐭", "tiger": "🐯", "rabbit": "🐰", "pig": "🐷",
    "whale": "🐳", "male_mage": "🧙‍♂️", "partly_sunny": "⛅", "email": "📧", "nerd": "🤓", "rolling_eyes": "🙄", "tm": "™️", "rock_on": "🤘", "check": "✅",
    "check_mark": "✅", "100_points": "💯", "party_ball": "🎊", "hand": "✋", "raised_hand": "✋", "raising_hand": "🙋", "point_up_2": "👆",
    "bangbang": "‼️", "triumph": "😤", "weary": "😩", "drooling_face": "🤤", "money_mouth_face": "🤑", "star-struck": "🤩", "star_struck": "🤩",
    "sweat_drops": "💦", "dash": "💨", "moon": "🌔", "sun_with_face": "🌞", "ocean": "🌊", "evergreen_tree": "🌲", "iphone": "📱", "envelope": "✉️",
    "phone": "☎️", "calendar": "📆", "date": "📅", "pushpin": "📌", "hammer_and_wrench": "🛠️", "tools": "🛠️", "rotating_light": "🚨", "construction": "🚧",
    "stop_sign": "🛑", "no_entry_sign": "🚫", "bike": "🚲", "car": "🚗", "airplane": "✈️", "house": "🏠", "office": "🏢", "school": "🏫", "trophy": "🏆",
    "medal": "🏅", "dart": "🎯", "game_die": "🎲", "heart_hands": "🫶", "mind_blown": "🤯", "question_mark": "❓", "grey_question": "❔",
    "interrobang": "⁉️", "recycle": "♻️", "man": "👨", "woman": "👩", "technologist": "🧑‍💻", "male-technologist": "👨‍💻", "female-technologist": "👩‍💻",
    "clock2": "🕑", "clock3": "🕒", "clock4": "🕓", "clock5": "🕔", "clock6": "🕕", "clock7": "🕖", "clock8": "🕗", "clock9": "🕘", "clock10": "🕙",
    "clock11": "🕚", "clock12": "🕛",
]
