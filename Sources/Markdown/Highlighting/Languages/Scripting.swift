private let javaScriptKeywords = """
    as async await break case catch const continue debugger default delete do else export extends finally for from get if import in instanceof let new of return set static super switch \
    this throw try typeof using var void while with yield
    """
private let javaScriptStrings: [StringForm] = [.quoted("`", [.code("${", "}")], multiline: true)] + StringForm.both

extension Language {
    static let javaScript = Language(
        "JavaScript", "js javascript jsx mjs cjs node ecmascript es6",
        .code(
            CodeGrammar(
                comments: CommentForm.c + [.line("#!", .lineStart)], strings: javaScriptStrings, keywords: javaScriptKeywords, literals: "true false null undefined NaN Infinity globalThis",
                functionDefiners: "function", typeDefiners: "class", nameStart: "$", capitals: .type, allCapitals: .literal, sigils: [Sigil("@", .attribute), Sigil("#", .variable)],
                hasRegex: true, hasElements: true)))

    static let typeScript = Language("TypeScript", "ts typescript mts cts deno", .code(typeScriptGrammar(hasElements: false)))
    /// In a file of its own kind, because there `<T>x` is an element and never a cast.
    static let tsx = Language("TSX", "tsx", .code(typeScriptGrammar(hasElements: true)))

    private static func typeScriptGrammar(hasElements: Bool) -> CodeGrammar {
        CodeGrammar(
            comments: CommentForm.c, strings: javaScriptStrings,
            keywords: javaScriptKeywords + " abstract accessor asserts declare implements infer is keyof module namespace out override private protected public readonly satisfies unique",
            types: "any bigint boolean never number object string symbol unknown", literals: "true false null undefined NaN Infinity globalThis", functionDefiners: "function",
            typeDefiners: "class interface enum type", nameStart: "$", capitals: .type, allCapitals: .literal, sigils: [Sigil("@", .attribute), Sigil("#", .variable)], hasRegex: true,
            hasElements: hasElements)
    }

    static let python = Language(
        "Python", "python py python3 py3 python2 pyw gyp ipython sage bazel starlark",
        .code(
            CodeGrammar(
                comments: CommentForm.hash,
                strings: [
                    .quoted("\"\"\"", [.code("{", "}")], multiline: true, prefixes: "f F fr fR Fr FR rf rF Rf RF t T"), .quoted("'''", [.code("{", "}")], multiline: true, prefixes: "f F fr fR Fr FR rf rF Rf RF t T"),
                    .quoted("\"", [.code("{", "}")], prefixes: "f F fr fR Fr FR rf rF Rf RF t T"), .quoted("'", [.code("{", "}")], prefixes: "f F fr fR Fr FR rf rF Rf RF t T"),
                    .quoted("\"\"\"", multiline: true, prefixes: "r R b B u U br bR Br BR rb rB Rb RB"), .quoted("'''", multiline: true, prefixes: "r R b B u U br bR Br BR rb rB Rb RB"),
                    .quoted("\"", prefixes: "r R b B u U br bR Br BR rb rB Rb RB"), .quoted("'", prefixes: "r R b B u U br bR Br BR rb rB Rb RB"),
                    .quoted("\"\"\"", multiline: true), .quoted("'''", multiline: true), .quoted("\""), .quoted("'"),
                ],
                keywords: """
                    and as assert async await break case continue del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield
                    """, types: "int float str bool bytes list dict set tuple frozenset object complex bytearray type", literals: "True False None NotImplemented Ellipsis self cls",
                functions: "print len range open super isinstance enumerate zip map filter sorted sum min max abs any all getattr setattr hasattr input iter next repr round",
                functionDefiners: "def", typeDefiners: "class", sigils: [Sigil("@", .attribute, more: ".", needsGap: true)])))

    static let ruby = Language(
        "Ruby", "ruby rb rake gemfile rails irb podspec jruby",
        .code(
            CodeGrammar(
                comments: [.block("=begin", "=end"), .line("#")],
                strings: [.quoted("\"", [.code("#{", "}")], multiline: true), .quoted("'", multiline: true), .quoted("`", [.code("#{", "}")], multiline: true)],
                keywords: """
                    BEGIN END alias and begin break case do else elsif end ensure for if in next not or redo rescue retry return super then undef unless until when while yield __FILE__ __LINE__ \
                    __method__ defined? require require_relative include extend attr_accessor attr_reader attr_writer private protected public raise lambda proc loop
                    """, literals: "true false nil self", functions: "puts print p format printf", functionDefiners: "def", typeDefiners: "class module", nameBytes: "?!", capitals: .type,
                allCapitals: .literal, sigils: [Sigil("@@", .variable), Sigil("@", .variable), Sigil("$", .variable, alone: "!@&~0123456789_$?:\"<>,./;"), Sigil(":", .literal, needsGap: true)],
                hasRegex: true, heredocs: Heredocs(needsCapital: true), quoteMark: "%", keysBeforeColon: .names)))

    static let crystal = Language(
        "Crystal", "crystal cr",
        .code(
            CodeGrammar(
                comments: CommentForm.hash, strings: [.quoted("\"", [.code("#{", "}")], multiline: true), .quoted("'"), .quoted("`", [.code("#{", "}")])],
                keywords: """
                    abstract alias annotation as asm begin break case do else elsif end ensure extend for fun if in include is_a? lib macro next of out pointerof private protected require rescue \
                    return select sizeof super then typeof union uninitialized unless until when while with yield
                    """, literals: "true false nil self", functions: "puts print p pp", functionDefiners: "def", typeDefiners: "class module struct enum", nameBytes: "?!", capitals: .type,
                allCapitals: .literal, sigils: [Sigil("@@", .variable), Sigil("@", .variable), Sigil("$", .variable), Sigil(":", .literal, needsGap: true)], hasRegex: true, quoteMark: "%",
                keysBeforeColon: .names)))

    static let php = Language(
        "PHP", "php php3 php4 php5 php7 php8 laravel inc",
        .code(
            CodeGrammar(
                comments: [.line("//"), .block("/*", "*/"), .line("#")],
                strings: [.quoted("\"", [.code("{$", "}"), .name(UInt8(ascii: "$"))], multiline: true), .quoted("'", multiline: true), .quoted("`", multiline: true)],
                keywords: """
                    abstract and as break callable case catch clone const continue declare default do echo else elseif empty enddeclare endfor endforeach endif endswitch endwhile extends final \
                    finally fn for foreach from global goto if implements include include_once instanceof insteadof isset list match namespace new or print private protected public readonly \
                    require require_once return static switch throw try unset use var while xor yield exit die
                    """, types: "int float bool string array object mixed void never iterable", literals: "true false null TRUE FALSE NULL self parent __CLASS__ __DIR__ __FILE__ __LINE__",
                functionDefiners: "function", typeDefiners: "class interface trait enum", capitals: .type, allCapitals: .literal, hasMembers: false, sigils: [Sigil("$", .variable), Sigil("<?", .keyword, alone: "="), Sigil("?>", .keyword, alone: "\n")],
                heredocs: Heredocs(open: "<<<", mayBeIndented: true), bracketed: [Bracketed(open: "#[", close: "]", kind: .attribute)])))

    static let perl = Language(
        "Perl", "perl pl pm perl5 cgi raku perl6",
        .code(
            CodeGrammar(
                comments: [.block("=pod", "=cut"), .block("=head1", "=cut"), .line("#")],
                strings: [
                    .quoted("\"", [.name(UInt8(ascii: "$")), .name(UInt8(ascii: "@"))], multiline: true), .quoted("'", multiline: true), .quoted("`", multiline: true),
                ],
                keywords: """
                    and cmp continue do else elsif eq for foreach ge given goto gt if last le local lt my ne next no not or our package redo require return state unless until use when while x \
                    xor BEGIN END say __END__ __DATA__
                    """, functions: """
                    bless chomp chop close defined delete die each eof exists grep join keys lc length map open pop print printf push ref reverse scalar shift sort splice split sprintf substr uc \
                    undef unshift values warn wantarray
                    """, functionDefiners: "sub", capitals: .type, sigils: [
                    Sigil("$", .variable, alone: "_@!/\\0123456789&;,.|\"", bracket: UInt8(ascii: "{"), more: ":#"), Sigil("@", .variable, alone: "_", bracket: UInt8(ascii: "{"), more: ":"),
                    Sigil("%", .variable, bracket: UInt8(ascii: "{"), more: ":", needsGap: true), Sigil("&", .function, needsGap: true),
                ], hasRegex: true, heredocs: Heredocs(needsCapital: true), quoteWords: ["q": 1, "qq": 1, "qw": 1, "qr": 1, "qx": 1, "m": 1, "s": 2, "tr": 2, "y": 2])))

    static let lua = Language(
        "Lua", "lua luau",
        .code(
            CodeGrammar(
                comments: [.block("--[[", "]]"), .block("--[=[", "]=]"), .line("--")], strings: [.raw("[[", "]]", multiline: true), .raw("[=[", "]=]", multiline: true)] + StringForm.both,
                keywords: "and break do else elseif end for goto if in local not or repeat return then until while", literals: "true false nil self",
                functions: "print pairs ipairs require type tostring tonumber setmetatable getmetatable pcall error assert", functionDefiners: "function")))

    static let tcl = Language(
        "Tcl", "tcl tk",
        .code(
            CodeGrammar(
                comments: [.line("#", .lineStart)], strings: [.quoted("\"", [.name(UInt8(ascii: "$"))], multiline: true)],
                keywords: """
                    after append array break catch continue else elseif error eval exit expr for foreach global if incr info join lappend lindex list llength lrange namespace package puts \
                    regexp regsub rename return set split string switch then trace try unset uplevel upvar variable while
                    """, functionDefiners: "proc", hasCalls: false, sigils: [Sigil("$", .variable, bracket: UInt8(ascii: "{"), more: ":"), Sigil("-", .attribute, needsGap: true)])))

    static let shell = Language(
        "Shell", "sh shell bash zsh ksh fish ash dash env dotenv shellscript",
        .code(
            CodeGrammar(
                comments: [.line("#", .afterBlank)],
                strings: [
                    .quoted("\"", [.code("$(", ")"), .name(UInt8(ascii: "$"))], multiline: true), StringForm(open: "$'", close: "'", isMultiline: true), .raw("'", multiline: true),
                ],
                keywords: "if then else elif fi for in do done while until case esac select time break continue return exit coproc", literals: "true false",
                functions: """
                    alias bg bind builtin cd command declare echo eval exec export fg getopts hash jobs kill let local mapfile popd printf pushd pwd read readonly set shift shopt source test trap \
                    type ulimit umask unalias unset wait sudo apt apt-get brew cat chmod chown cp curl cut docker find git go grep head kubectl ln ls make mkdir mv npm npx pip pip3 pnpm python \
                    python3 rm rmdir rsync scp sed sort ssh swift systemctl tail tar tee touch tr uname uniq wc wget xargs yarn cargo
                    """, functionDefiners: "function", nameBytes: "-", hasMembers: false,
                sigils: [
                    Sigil("$", .variable, alone: "?!#*@-$0123456789", bracket: UInt8(ascii: "{")), Sigil("--", .attribute, needsGap: true), Sigil("-", .attribute, needsGap: true),
                ], heredocs: Heredocs(), assignsBeforeEquals: true)))

    static let console = Language(
        "Console", "console shellsession shell-session sh-session bash-session terminal term",
        .lines(LineGrammar(prompts: ["$ ", "% ", "# ", "> "], promptLanguage: "sh")))

    static let pythonConsole = Language("Python console", "pycon python-console", .lines(LineGrammar(prompts: [">>> ", "... "], promptLanguage: "python")))

    static let powerShell = Language(
        "PowerShell", "powershell ps1 pwsh posh psm1 psd1",
        .code(
            CodeGrammar(
                comments: [.block("<#", "#>"), .line("#")],
                strings: [
                    StringForm(open: "@\"", close: "\n\"@", escape: UInt8(ascii: "`"), isMultiline: true, interpolations: [.code("$(", ")"), .name(UInt8(ascii: "$"))]),
                    .raw("@'", "\n'@", multiline: true),
                    StringForm(open: "\"", close: "\"", escape: UInt8(ascii: "`"), isDoubled: true, isMultiline: true, interpolations: [.code("$(", ")"), .name(UInt8(ascii: "$"))]),
                    .raw("'", multiline: true, doubled: true),
                ],
                keywords: """
                    begin break catch continue data do dynamicparam else elseif end exit filter finally for foreach from hidden if in param process return static switch throw trap try until using \
                    while workflow
                    """, functionDefiners: "function", typeDefiners: "class enum", ignoresCase: true, nameBytes: "-",
                sigils: [Sigil("$", .variable, alone: "_?^$", bracket: UInt8(ascii: "{"), more: ":"), Sigil("-", .attribute, needsGap: true)])))

    static let batch = Language(
        "Batch", "batch bat cmd dos winbatch",
        .code(
            CodeGrammar(
                comments: [.line("::", .lineStart), .line("rem ", .lineStart), .line("REM ", .lineStart), .line("Rem ", .lineStart)], strings: [.raw("\"")],
                keywords: "if else for in do goto call exit not exist defined errorlevel equ neq lss leq gtr geq setlocal endlocal shift pause rem",
                functions: "echo set cd copy del dir md mkdir move rd ren rename rmdir start title type xcopy robocopy findstr find cls", ignoresCase: true, hasCalls: false,
                sigils: [Sigil("%%", .variable), Sigil("%", .variable, alone: "0123456789*"), Sigil("/", .attribute, needsGap: true), Sigil(":", .function, startsLine: true)])))

    static let awk = Language(
        "Awk", "awk gawk mawk nawk",
        .code(
            CodeGrammar(
                comments: CommentForm.hash, strings: [.quoted("\"")],
                keywords: "BEGIN END break continue delete do else exit for getline if in next nextfile print printf return switch case default while",
                literals: "NR NF FS OFS RS ORS FNR FILENAME ENVIRON RSTART RLENGTH SUBSEP", functionDefiners: "function func", sigils: [Sigil("$", .variable, alone: "0123456789")],
                hasRegex: true)))

    static let vim = Language(
        "Vim script", "vim viml vimscript nvim vimrc",
        .code(
            CodeGrammar(
                comments: [.line("\"", .lineStart)], strings: [.quoted("\""), .raw("'", doubled: true)],
                keywords: """
                    abort augroup autocmd au break call catch colorscheme command const continue echo echom echoerr else elseif endfor endfunction endif endtry endwhile execute filetype finally \
                    for highlight hi if in inoremap imap let lua map nmap nnoremap noremap normal plugin return runtime set setlocal silent source syntax throw try unlet unmap vmap vnoremap \
                    while xnoremap Plug
                    """, functionDefiners: "function function!", nameBytes: "#!", sigils: [Sigil("&", .variable, more: ":"), Sigil("@", .variable), Sigil("$", .variable)])))

    static let elixir = Language(
        "Elixir", "elixir ex exs iex eex heex",
        .code(
            CodeGrammar(
                comments: CommentForm.hash,
                strings: [
                    .quoted("\"\"\"", [.code("#{", "}")], multiline: true), .quoted("'''", [.code("#{", "}")], multiline: true), .quoted("\"", [.code("#{", "}")], multiline: true),
                    .quoted("'", [.code("#{", "}")], multiline: true),
                ],
                keywords: "after alias and case catch cond do else end fn for if import in not or quote raise receive require rescue try unless unquote use when with defstruct",
                literals: "true false nil __MODULE__ __ENV__", functionDefiners: "def defp defmacro defmacrop defguard defdelegate", typeDefiners: "defmodule defprotocol defimpl",
                nameBytes: "?!", capitals: .type, sigils: [Sigil("@", .attribute), Sigil(":", .literal, needsGap: true), Sigil("&", .variable, alone: "123456789")], quoteMark: "~",
                keysBeforeColon: .names)))
}
