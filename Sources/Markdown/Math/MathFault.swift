/// Why a formula can't be printed; the source is shown instead.
struct MathFault: Error, Equatable {
    enum Reason: Equatable {
        /// A command that isn't known, with its backslash; an environment by its name.
        case unknownCommand(String)
        case unknownEnvironment(String)
        /// Something isn't closed, or closes nothing.
        case malformed(String)
        case tooComplex
    }
    var reason: Reason
    /// In the formula's source.
    var offset: Int
}

enum MathLimits {
    /// Bytes of one formula.
    static let bytes = 16 << 10
    /// Groups inside one another.
    static let depth = 40
    /// Parts of one formula.
    static let nodes = 6_000
    /// Bytes of MathML for each byte of a post, and for a post as such. Formulas beyond that are shown as source.
    static let outputFactor = 64
    static let outputAllowance = 64 << 10
}
