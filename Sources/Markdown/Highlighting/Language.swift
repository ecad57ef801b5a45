/// One language that code can be coloured for: a name, what authors call it, and how it is written.
///
/// Adding one is adding a value to a file in `Languages/` and to `Language.all`; the engine knows no language by name.
struct Language: Sendable {
    /// Behind a pointer: a grammar has some forty values, and a language is handed on for every block of code.
    indirect enum Grammar: Sendable {
        /// Words, numbers, strings and comments.
        case code(CodeGrammar)
        /// Tags.
        case markup(MarkupGrammar)
        /// Lines that are told apart by how they begin.
        case lines(LineGrammar)
        /// Nothing is coloured.
        case plain
    }

    /// As readers know it: "C++".
    var name: String
    /// Names after a fence, in lower case, parted by blanks; the first is the one that other languages embed it by.
    var aliases: String
    var grammar: Grammar

    init(_ name: String, _ aliases: String, _ grammar: Grammar) {
        self.name = name
        self.aliases = aliases
        self.grammar = grammar
    }
}

/// How a language of words is written. Word lists are parted by blanks.
struct CodeGrammar: Sendable {
    var comments: [CommentForm] = []
    var strings: [StringForm] = []
    var keywords = ""
    var types = ""
    /// `true`, `nil`, …
    var literals = ""
    /// Words that are functions or commands even where no `(` follows.
    var functions = ""
    /// Words that are annotations or directives.
    var attributes = ""
    /// Keywords after which the next name is a function (`def`) or a type (`class`). They need not stand in `keywords` again.
    var functionDefiners = ""
    var typeDefiners = ""
    /// Whether `IF` is `if`.
    var ignoresCase = false
    /// Bytes that names hold beside letters, digits, `_` and everything beyond ASCII. Those in `nameStart` may also come first.
    var nameStart = ""
    var nameBytes = ""
    /// Bytes that names don't hold although most languages' do.
    var noNameBytes = ""
    /// What a name that begins with a capital is.
    var capitals: TokenKind = .plain
    /// What a name of capitals alone is (`MAX_SIZE`), where that differs.
    var allCapitals: TokenKind?
    /// Whether that also goes for the name in `a.Name`.
    var membersAreTypes = true
    /// Whether `name(` is a function.
    var hasCalls = true
    /// Whether `name!(` is one (Rust, Elixir's are names).
    var hasMacroCalls = false
    /// Whether a name after `(` is one (Lisp).
    var callsFollowParenthesis = false
    /// Whether the word in `a.word` is never a keyword.
    var hasMembers = true
    var sigils: [Sigil] = []
    /// Whether `#word` at the start of a line is a directive, and `<…>` after `#include` a string.
    var hasDirectives = false
    /// Whether `/…/` can be a regular expression.
    var hasRegex = false
    /// Whether `<a b={c}>…</a>` is a value (JSX).
    var hasElements = false
    /// What `'` begins beside a character: `'a` alone is a name of this kind. `nil`: `'` is listed in `strings`, or nothing.
    var quotedNames: TokenKind?
    /// Whether `<<WORD` begins a here-document, and what may stand before the word.
    var heredocs: Heredocs?
    /// Brackets that are one token: `#[…]`.
    var bracketed: [Bracketed] = []
    /// Words that a delimited text follows: Perl's `qw(…)` and `s/…/…/`, with the number of texts.
    var quoteWords: [String: Int] = [:]
    /// Elixir's `~r/…/`, Ruby's `%w[…]`: the mark, then a letter, then a delimiter.
    var quoteMark: String?
    /// A key at the start of a line, up to one of these bytes.
    var lineKeys: LineKeys?
    /// Whether a name or a string before `:` is a key.
    var keysBeforeColon = KeysBeforeColon.no
    /// Whether a name before `=` is a variable (shell).
    var assignsBeforeEquals = false
    /// What the first word of a line is, if anything.
    var firstWord: TokenKind?
    /// Whether keywords count at the start of a line only (Dockerfile).
    var keywordsStartLines = false
    /// YAML's `|` and `>`: what is indented more is text.
    var hasBlockScalars = false
    /// Whether `12` is worth a colour.
    var hasNumbers = true
    /// A byte that may part digits beside `_`.
    var digitSeparator: UInt8?

    enum KeysBeforeColon: Sendable {
        case no
        /// A name right before the colon.
        case names
        /// A name before a colon and a blank.
        case namesBeforeBlank
        /// A name or a string, blanks allowed.
        case anything
        /// CSS: a name, if the line isn't a selector.
        case declarations
    }
}

struct CommentForm: Sendable {
    enum Place: Sendable {
        case anywhere
        /// Not right after a word (`#` in the shell).
        case afterBlank
        /// Before it only blanks.
        case lineStart
    }

    var open: String
    /// `nil`: to the end of the line.
    var close: String?
    var nests = false
    var kind = TokenKind.comment
    var place = Place.anywhere

    static func line(_ open: String, _ place: Place = .anywhere) -> CommentForm { CommentForm(open: open, close: nil, place: place) }
    static func block(_ open: String, _ close: String, nests: Bool = false, kind: TokenKind = .comment) -> CommentForm {
        CommentForm(open: open, close: close, nests: nests, kind: kind)
    }
}

struct StringForm: Sendable {
    enum Interpolation: Sendable {
        /// Code between the two, the second one byte: `\(` and `)`.
        case code(String, String)
        /// A variable by its sigil: `$name`, `${…}`.
        case name(UInt8)
    }

    var open: String
    var close: String
    /// Names that may stand right before the opener and are part of the string, parted by blanks; "" alone means none is needed.
    var prefixes = ""
    /// The byte that takes the next one's meaning away.
    var escape: UInt8? = UInt8(ascii: "\\")
    /// Whether the closer twice stands for itself.
    var isDoubled = false
    var isMultiline = false
    var interpolations: [Interpolation] = []
    /// Whether `#` marks may stand around it (Swift, Rust).
    var hasHashes = false
    /// C++: `R"x(…)x"`.
    var isDelimited = false
    var kind = TokenKind.string
    /// Not right after a name or a closing bracket, where the mark is an operator (MATLAB's transpose).
    var needsGap = false

    static func quoted(_ mark: String, _ interpolations: [Interpolation] = [], multiline: Bool = false, prefixes: String = "") -> StringForm {
        StringForm(open: mark, close: mark, prefixes: prefixes, isMultiline: multiline, interpolations: interpolations)
    }
    static func raw(_ open: String, _ close: String? = nil, multiline: Bool = false, doubled: Bool = false, prefixes: String = "") -> StringForm {
        StringForm(open: open, close: close ?? open, prefixes: prefixes, escape: nil, isDoubled: doubled, isMultiline: multiline)
    }
    static let both: [StringForm] = [.quoted("\""), .quoted("'")]
}

/// A mark that makes the name after it something: `$x`, `@Override`, `:symbol`.
struct Sigil: Sendable {
    var mark: String
    var kind: TokenKind
    /// Bytes that may stand in the place of a name, one of them (`$?`).
    var alone = ""
    /// Whether `${…}` or `$(…)` is one token: the opening bracket.
    var bracket: UInt8?
    /// Bytes of the name beside those of names.
    var more = ""
    /// Not right after a name, a closing bracket or the mark itself.
    var needsGap = false
    var startsLine = false

    init(_ mark: String, _ kind: TokenKind, alone: String = "", bracket: UInt8? = nil, more: String = "", needsGap: Bool = false, startsLine: Bool = false) {
        self.mark = mark
        self.kind = kind
        self.alone = alone
        self.bracket = bracket
        self.more = more
        self.needsGap = needsGap
        self.startsLine = startsLine
    }
}

struct Heredocs: Sendable {
    /// `<<` or `<<<` (PHP).
    var open = "<<"
    /// Whether a name without quotes must begin with a capital or `_`, as `a <<b` is something else.
    var needsCapital = false
    /// Whether the closing word may be indented without a mark at the opener.
    var mayBeIndented = false
}

struct Bracketed: Sendable {
    var open: String
    var close: String
    var kind: TokenKind
}

struct LineKeys: Sendable {
    /// Bytes that end a key.
    var separators: String
    /// Whether a blank or the line's end must follow the separator (YAML).
    var needsBlank = false
    /// Whether `[x]` is a section's head.
    var hasSections = false
    /// Whether `- ` may stand before (YAML).
    var hasDashes = false
    /// Whether blanks may stand before.
    var mayBeIndented = true
    var kind = TokenKind.attribute
}

struct MarkupGrammar: Sendable {
    /// Whether `<script>` and `<style>` hold code.
    var isHTML = false
    /// Code between two marks: `<?php`, `?>` and the language.
    var islands: [(open: String, close: String, language: String)] = []
}

struct LineGrammar: Sendable {
    /// How a line begins and what all of it is; the first that fits.
    var prefixes: [(start: String, kind: TokenKind)] = []
    /// What stands before commands: `$ `. The rest of such a line is code.
    var prompts: [String] = []
    var promptLanguage = ""
    /// Whether fences hold code in the language they name, and `---` at the top holds YAML.
    var hasFences = false
    /// How every other line is coloured.
    var rest = ""
}
