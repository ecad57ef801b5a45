/// A formula, parsed. What it looks like is the browser's: this is the structure that MathML Core can say.
indirect enum MathNode: Equatable {
    /// A name of one letter, slanted by the browser unless it is `upright`, or of several letters, which are upright anyway.
    case identifier(String, upright: Bool = false)
    case number(String)
    case sign(String, MathSign = MathSign())
    case text(String)
    case row([MathNode])
    case fraction(MathNode, MathNode, hasLine: Bool = true)
    case root(MathNode, index: MathNode?)
    case scripts(MathNode, sub: MathNode?, sup: MathNode?)
    /// Above and below: limits, braces, accents.
    case stacked(MathNode, under: MathNode?, over: MathNode?, isAccent: Bool = false)
    case table(MathTable)
    /// In thousandths of an em; can be negative.
    case space(Int)
    case phantom(MathNode)
    case style(MathStyle, MathNode)
    case boxed(MathNode)
}

/// What the browser's dictionary of operators doesn't know about one.
struct MathSign: Equatable {
    enum Form: String { case prefix, infix, postfix }
    var isStretchy: Bool?
    var form: Form?
    /// Hundredths of an em, for `\big` and its kin.
    var size: Int?
    /// Whether sub- and superscripts move beside it in a line of text.
    var movesLimits = false
    /// Whether it is a word (`lim`), which has no space of an operator.
    var isWord = false
    /// Whether it opens or closes a pair: no space before a bracket that follows a function.
    var isOpener = false
    var isCloser = false
    /// Whether it stands between two values.
    var isOperator = false

    static let opener = MathSign(isStretchy: false, isOpener: true)
    static let closer = MathSign(isStretchy: false, isCloser: true)
    static let plain = MathSign(isStretchy: false)
    static let between = MathSign(isOperator: true)
}

struct MathTable: Equatable {
    enum Column: String { case left, center, right }
    var rows: [[MathNode]]
    /// Of the columns; the last one goes on. Empty: centred.
    var columns: [Column] = []
    var isDisplay = false
    /// Whether the columns are parts of one formula (`aligned`) and stand close.
    var isAligned = false
    var isSmall = false
}

enum MathStyle { case display, text, script, scriptScript }
