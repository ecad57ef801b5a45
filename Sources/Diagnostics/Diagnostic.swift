/// One message about a source file, as a value: found where it is checked, printed elsewhere.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable, CaseIterable {
        case error, warning
    }

    /// A further place that explains the message ("first declared here").
    package struct Note: Hashable, Sendable {
        package var message: String
        package var path: String
        package var range: SourceRange?

        package init(_ message: String, path: String, range: SourceRange? = nil) {
            self.message = message
            self.path = path
            self.range = range
        }
    }

    /// A replacement that mends the fault: the bytes of `range` become `replacement`.
    package struct FixIt: Hashable, Sendable {
        package var range: SourceRange
        package var replacement: String

        package init(range: SourceRange, replacement: String) {
            self.range = range
            self.replacement = replacement
        }
    }

    package var code: DiagnosticCode
    package var severity: Severity
    /// What is wrong: one phrase, names in single quotes, no full stop.
    package var message: String
    /// What to do about it: one phrase, no full stop.
    package var advice: String
    /// The file as messages print it.
    package var path: String
    /// `nil` when the message is about the whole file, or `position` tells where.
    package var range: SourceRange?
    /// A place in a file that is not at hand as a whole, such as an export of gigabytes. It counts where there is no range.
    package var position: SourcePosition?
    package var notes: [Note]
    package var fixIts: [FixIt]

    package init(
        _ code: DiagnosticCode, _ severity: Severity, _ message: String, advice: String,
        path: String, range: SourceRange? = nil, position: SourcePosition? = nil, notes: [Note] = [], fixIts: [FixIt] = []
    ) {
        self.position = position
        self.code = code
        self.severity = severity
        self.message = message
        self.advice = advice
        self.path = path
        self.range = range
        self.notes = notes
        self.fixIts = fixIts
    }

    /// An error; most are.
    package init(
        _ code: DiagnosticCode, _ message: String, advice: String,
        path: String, range: SourceRange? = nil, notes: [Note] = [], fixIts: [FixIt] = []
    ) {
        self.init(code, .error, message, advice: advice, path: path, range: range, notes: notes, fixIts: fixIts)
    }
}
