/// The stable name of a kind of fault (`unknown-key`). Codes are never renamed: people search for them and silence them.
///
/// Each target declares its own in an extension, beside the check that finds the fault, and lists them in one array, so that
/// `Docs/Diagnostics.md` can be generated from all of them.
package struct DiagnosticCode: Hashable, Sendable {
    /// Lower-case ASCII words joined by `-`.
    package let id: String
    /// One or two sentences for the manual: when it is reported, and why it matters.
    package let explanation: String

    package init(_ id: String, _ explanation: String) {
        self.id = id
        self.explanation = explanation
    }

    package static func == (a: DiagnosticCode, b: DiagnosticCode) -> Bool { a.id == b.id }
    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
