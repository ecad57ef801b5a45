import TemplateEngine

struct PeopleView: TemplateView {
    struct Item: TemplateView {
        var person: PersonView
        var bio: String?
        var facts: [String]

        static let example = Item(person: .example, bio: nil, facts: ["4 questions"])

        func describe(_ fields: inout Fields) {
            fields.record("person", person)
            fields.optionalText("bio", bio)
            fields.texts("facts", facts)
        }
    }

    var intro: String
    var people: [Item]
    var empty: EmptyView?
    var pager: PagerView?

    static let example = PeopleView(intro: "34 people", people: [.example], empty: .example, pager: .example)

    func describe(_ fields: inout Fields) {
        fields.text("intro", intro)
        fields.flag("hasPeople", !people.isEmpty)
        fields.list("people", people)
        fields.record("empty", empty)
        fields.record("pager", pager)
    }
}

struct PersonPageView: TemplateView {
    var name: String
    var handle: String
    var initial: String
    var tone: Int
    var bot: Bool
    var since: TimeView?
    var links: [LinkView]
    var editUrl: String?
    var bio: SafeHTML
    var figures: [FigureView]
    var figuresNote: String?
    var tags: [TagView]
    var answersHeading: String
    var answers: [ThreadRowView]
    var questionsHeading: String
    var questions: Rows<ThreadRowView>
    var empty: EmptyView?
    var pager: PagerView?
    var extras: [ExtraView]

    static let example = PersonPageView(
        name: "lian", handle: "lian", initial: "L", tone: 0, bot: false, since: .example, links: [.example], editUrl: nil, bio: SafeHTML(),
        figures: [.example], figuresNote: nil, tags: [.example], answersHeading: "57 answers", answers: [.example],
        questionsHeading: "4 questions", questions: Rows([.example]), empty: .example, pager: .example, extras: [.example])

    func describe(_ fields: inout Fields) {
        fields.text("name", name)
        fields.text("handle", handle)
        fields.text("initial", initial)
        fields.number("tone", tone)
        fields.flag("bot", bot)
        fields.record("since", since)
        fields.list("links", links)
        fields.url("editUrl", editUrl)
        fields.html("body", bio)
        fields.list("figures", figures)
        fields.optionalText("figuresNote", figuresNote)
        fields.flag("hasTags", !tags.isEmpty)
        fields.list("tags", tags)
        fields.flag("hasAnswers", !answers.isEmpty)
        fields.text("answersHeading", answersHeading)
        fields.list("answers", answers)
        fields.flag("hasQuestions", !questions.isEmpty)
        fields.text("questionsHeading", questionsHeading)
        fields.list("questions", questions)
        fields.flag("isEmpty", answers.isEmpty && questions.isEmpty)
        fields.record("empty", empty)
        fields.record("pager", pager)
        fields.list("extras", extras)
    }
}
