/// Characters for the emoji names that are used most, in Slack's and Discourse's spelling. A name that isn't here stays as `:name:`.
func emoji(named name: String) -> String? {
    let base = name.utf8.split(separator: UInt8(ascii: ":")).first.map { String(Substring($0)) } ?? name
    return emojiByName[base]
}

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
]
