import Diagnostics

/// The words of the search results, in front of the script that writes them: readers who don't search load none of them, and a date or a duration
/// reads there as it does on the pages.
///
///     window.answerableWords={"label":"Search questions and answers",…};
func searchWords(_ phrases: Phrases) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
        for (name, key) in searchTexts { json.member(name, phrases(key)) }
        json.member("date", phrases("date"))
        json.member("firstDay", phrases("firstDay"))
        json.key("months")
        json.array { json in
            for month in 1...12 { json.string(phrases("monthShort." + String(month))) }
        }
        json.member("thousandsFrom", phrases.thousandsFrom)
        json.member("thousandsMark", phrases.thousandsMark)
        json.member("pair", phrases("timePair"))
        json.key("times")
        json.array { json in
            for key in ["timeSeconds", "timeMinutes", "timeHours", "timeDays", "timeMonths", "timeYears"] {
                json.object { json in
                    for (name, text) in phrases.forms(key) { json.member(name, text) }
                }
            }
        }
    }
    return Array("window.answerableWords=".utf8) + json.bytes + Array(";\n".utf8)
}

/// What `search.js` calls a text, and its key in the files of strings.
private let searchTexts: KeyValuePairs = [
    "label": "searchLabel", "placeholder": "searchPlaceholderLong", "close": "close", "one": "searchOne", "many": "searchMany",
    "atLeast": "searchAtLeast", "none": "searchNone", "failed": "searchFailed", "searching": "searchSearching", "open": "searchOpen",
    "answered": "answered", "accepted": "searchAccepted", "answerOne": "searchAnswerOne", "answerMany": "searchAnswerMany",
    "answerTime": "searchAnswerTime", "meant": "searchMeant", "near": "searchNear", "askText": "searchAsk", "ahead": "searchAhead",
    "all": "searchAll",
]
