import Diagnostics

/// What the search dialog says, as a script that puts the element of `partials/searchTexts.mustache` into a page that has none: readers load it when they
/// first search, and not with every page.
func searchTextsScript(_ phrases: Phrases, ask: String?) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
        for (name, phrase) in searchTexts {
            json.key(name)
            json.string(phrases(phrase))
        }
        if let ask {
            json.key("ask")
            json.string(ask)
        }
    }
    return Array("document.getElementById(\"search-texts\")||(function(t){t.id=\"search-texts\";Object.assign(t.dataset,".utf8) + json.bytes
        + Array(");document.body.append(t)})(document.createElement(\"template\"));\n".utf8)
}

/// By the names of `dataset`, as the partial has them.
private let searchTexts = [
    ("label", "searchLabel"), ("placeholder", "searchPlaceholderLong"), ("close", "close"), ("one", "searchOne"), ("many", "searchMany"),
    ("atLeast", "searchAtLeast"), ("none", "searchNone"), ("failed", "searchFailed"), ("searching", "searchSearching"), ("open", "searchOpen"),
    ("answered", "answered"), ("accepted", "searchAccepted"), ("answerOne", "searchAnswerOne"), ("answerMany", "searchAnswerMany"),
    ("answerTime", "searchAnswerTime"), ("meant", "searchMeant"), ("near", "searchNear"), ("askText", "searchAsk"), ("ahead", "searchAhead"),
    ("all", "searchAll"),
]
