import Diagnostics

/// One row of `Content/log/*.csv`: a question that was asked, curated or not.
package struct QuestionLogRow: Hashable, Sendable {
    package var asked: Located<WrittenTime>
    package var asker: Located<String>
    /// `nil` when nobody answered.
    package var firstAnswer: Located<WrittenTime>?
    package var answerer: Located<String>?
    /// The slug of the thread that keeps the question, where there is one.
    package var thread: Located<String>?
    package var tags: [Located<String>]
    /// The whole row.
    package var range: SourceRange
}

/// One log file.
package struct LogFile: Hashable, Sendable {
    package var path: String
    package var rows: [QuestionLogRow]

    package init(path: String, rows: [QuestionLogRow]) {
        self.path = path
        self.rows = rows
    }
}
