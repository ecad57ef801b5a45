import TemplateEngine

/// The list of all threads, and a list that a page of its own is made for.
struct ThreadsView: TemplateView {
    var heading: String
    var intro: String?
    /// A heading above the list for screen readers.
    var listLabel: String
    var threads: Rows<ThreadRowView>
    var empty: EmptyView?
    var pager: PagerView?

    static let example = ThreadsView(
        heading: "Threads", intro: nil, listLabel: "Threads, newest first", threads: Rows([.example]), empty: .example, pager: .example)

    func describe(_ fields: inout Fields) {
        fields.text("heading", heading)
        fields.optionalText("intro", intro)
        fields.text("listLabel", listLabel)
        fields.flag("hasThreads", !threads.isEmpty)
        fields.list("threads", threads)
        fields.record("empty", empty)
        fields.record("pager", pager)
    }
}

struct ArchiveView: TemplateView {
    struct Year: TemplateView {
        var anchor: String
        var year: String
        var threadsText: String
        var months: [Month]

        static let example = Year(anchor: "y2026", year: "2026", threadsText: "41 threads", months: [.example])

        func describe(_ fields: inout Fields) {
            fields.text("anchor", anchor)
            fields.text("year", year)
            fields.text("threadsText", threadsText)
            fields.list("months", months)
        }
    }

    struct Month: TemplateView {
        var url: String
        var text: String
        var count: String

        static let example = Month(url: "2026-02.html", text: "February", count: "17")

        func describe(_ fields: inout Fields) {
            fields.url("url", url)
            fields.text("text", text)
            fields.text("count", count)
        }
    }

    var intro: String
    var years: [Year]
    var empty: EmptyView?

    static let example = ArchiveView(intro: "83 threads", years: [.example], empty: .example)

    func describe(_ fields: inout Fields) {
        fields.text("intro", intro)
        fields.flag("hasYears", !years.isEmpty)
        fields.list("years", years)
        fields.record("empty", empty)
    }
}

struct MonthView: TemplateView {
    var list: ThreadsView
    var previousMonth: LinkView?
    var nextMonth: LinkView?

    static let example = MonthView(list: .example, previousMonth: .example, nextMonth: .example)

    func describe(_ fields: inout Fields) {
        list.describe(&fields)
        fields.record("previousMonth", previousMonth)
        fields.record("nextMonth", nextMonth)
    }
}

struct UnansweredView: TemplateView {
    /// A question of the log that no thread holds.
    struct LogRow: TemplateView {
        var askedSort: String
        var asked: TimeView
        var asker: PersonView
        var tags: [TagView]
        var state: String
        var waiting: String
        /// Seconds, for sorting in the page.
        var waitingSort: String

        static let example = LogRow(
            askedSort: "1772583120", asked: .example, asker: .example, tags: [.example], state: "overdue", waiting: "2 days", waitingSort: "172800")

        func describe(_ fields: inout Fields) {
            fields.text("askedSort", askedSort)
            fields.record("asked", asked)
            fields.record("asker", asker)
            fields.list("tags", tags)
            fields.text("state", state)
            fields.text("waiting", waiting)
            fields.text("waitingSort", waitingSort)
        }
    }

    var heading: String
    var intro: String
    var overdueHeading: String
    var overdueFeedUrl: String?
    var overdue: [ThreadRowView]
    var waitingHeading: String
    var threads: [ThreadRowView]
    var empty: EmptyView?
    var logHeading: String
    var logRows: [LogRow]
    var pager: PagerView?

    static let example = UnansweredView(
        heading: "Waiting for an answer", intro: "14 questions", overdueHeading: "8 overdue", overdueFeedUrl: nil, overdue: [.example],
        waitingHeading: "6 not yet due", threads: [.example], empty: .example, logHeading: "12 in the question log", logRows: [.example],
        pager: .example)

    func describe(_ fields: inout Fields) {
        fields.text("heading", heading)
        fields.text("intro", intro)
        fields.flag("hasOverdue", !overdue.isEmpty)
        fields.text("overdueHeading", overdueHeading)
        fields.url("overdueFeedUrl", overdueFeedUrl)
        fields.list("overdue", overdue)
        fields.text("waitingHeading", waitingHeading)
        fields.flag("hasThreads", !threads.isEmpty)
        fields.list("threads", threads)
        fields.record("empty", empty)
        fields.flag("hasLogRows", !logRows.isEmpty)
        fields.text("logHeading", logHeading)
        fields.list("logRows", logRows)
        fields.record("pager", pager)
    }
}
