private let lispNames = "+-*/<>=!?$%&^~.:"

extension Language {
    static let haskell = Language(
        "Haskell", "haskell hs lhs purescript purs ghci cabal",
        .code(
            CodeGrammar(
                comments: [.block("{-#", "#-}", kind: .attribute), .block("{-", "-}", nests: true), .line("--")], strings: [.quoted("\"")],
                keywords: """
                    as case class data default deriving do else family forall foreign hiding if import in infix infixl infixr instance let mdo module newtype of pattern proc qualified rec then \
                    type where
                    """, literals: "undefined otherwise", nameBytes: "'", capitals: .type, hasCalls: false, hasMembers: false, quotedNames: .literal)))

    static let elm = Language(
        "Elm", "elm",
        .code(
            CodeGrammar(
                comments: [.block("{-", "-}", nests: true), .line("--")], strings: [.quoted("\"\"\"", multiline: true), .quoted("\"")],
                keywords: "alias as case effect else exposing if import in infix let module of port then type where", nameBytes: "'", capitals: .type, hasCalls: false,
                hasMembers: false, quotedNames: .plain)))

    static let ocaml = Language(
        "OCaml", "ocaml ml mli reason sml",
        .code(
            CodeGrammar(
                comments: [.block("(*", "*)", nests: true)], strings: [.raw("{|", "|}", multiline: true), .quoted("\"", multiline: true)],
                keywords: """
                    and as assert asr begin class constraint do done downto else end exception external for fun function functor if in include inherit initializer land lazy let lor lsl lsr lxor \
                    match method mod module mutable new nonrec object of open or private rec sig struct then to try type val virtual when while with
                    """, types: "int float bool char string unit list array option ref bytes exn", literals: "true false None Some", nameBytes: "'", capitals: .type, hasCalls: false,
                hasMembers: false, sigils: [Sigil("~", .attribute), Sigil("[@", .attribute), Sigil("[%", .attribute)], quotedNames: .type)))

    static let fSharp = Language(
        "F#", "fsharp f# fs fsi fsx",
        .code(
            CodeGrammar(
                comments: [.line("//"), .block("(*", "*)", nests: true)],
                strings: [
                    .raw("\"\"\"", multiline: true), .quoted("$\"", [.code("{", "}")]).closed(by: "\""), .raw("@\"", "\"", multiline: true, doubled: true), .quoted("\"", multiline: true),
                ],
                keywords: """
                    abstract and as assert base begin class default delegate do done downcast downto elif else end exception extern finally fixed for fun function global if in inherit inline \
                    interface internal lazy let match member module mutable namespace new of open or override private public rec return select static struct then to try type upcast use val void \
                    when while with yield
                    """, types: "int int64 float float32 decimal bool char string unit byte obj list array seq option exn", literals: "true false null None Some Ok Error", nameBytes: "'",
                capitals: .type, membersAreTypes: false, hasDirectives: true, quotedNames: .type, bracketed: [Bracketed(open: "[<", close: "]", kind: .attribute)])))

    static let coq = Language(
        "Coq", "coq rocq gallina",
        .code(
            CodeGrammar(
                comments: [.block("(*", "*)", nests: true)], strings: [.raw("\"", multiline: true, doubled: true)],
                keywords: """
                    Abort Admitted Arguments Axiom Check Class Compute Context Defined Export Fixpoint CoFixpoint From Hint Hypothesis Import Inductive CoInductive Instance Let Ltac Module \
                    Notation Open Parameter Print Proof Qed Record Require Scope Search Section End Set Show Structure Unset Variable Variables as at cofix else end exists exists2 fix for forall \
                    fun if in is let match return then using where with
                    """, types: "Prop Set Type SProp nat bool list option unit Z N", literals: "true false O S None Some", functions: """
                    apply assumption auto case congruence constructor contradiction destruct discriminate eapply eauto elim exact exfalso field firstorder induction injection intro intros \
                    intuition inversion left lia nia omega pose reflexivity rename replace revert rewrite right ring set simpl specialize split subst symmetry tauto transitivity trivial unfold
                    """, functionDefiners: "Definition Lemma Theorem Corollary Example Proposition Remark Fact", nameBytes: "'", hasCalls: false, hasMembers: false)))

    static let lean = Language(
        "Lean", "lean lean4 lean3",
        .code(
            CodeGrammar(
                comments: [.block("/-", "-/", nests: true), .line("--")],
                strings: [StringForm(open: "\"", close: "\"", prefixes: "r", escape: nil, hasHashes: true), .quoted("\"", [.code("{", "}")], multiline: true, prefixes: "s! m! f!"), .quoted("\"", multiline: true)],
                keywords: """
                    abbrev at axiom by calc catch class classical deriving do elab else end example export extends finally for from fun have hiding if import in include infix infixl infixr \
                    inductive inferInstance instance let local macro macro_rules match mut mutual namespace noncomputable notation obtain omit open opaque partial postfix prefix private protected \
                    public rcases return scoped section set_option show structure suffices syntax termination_by then this try universe universes unless unsafe using variable variables where while \
                    with λ decreasing_by nomatch nofun renaming attribute meta
                    """, types: "Prop Type Sort Nat Int Bool String Char Unit List Array Option Real Rat Fin", literals: "true false none some rfl sorry admit trivial",
                functions: """
                    aesop all_goals any_goals apply assumption assumption' case cases change clear congr constructor contradiction contrapose conv convert decide dsimp erw exact exacts exfalso \
                    existsi exists ext field_simp filter_upwards first focus fun_prop funext gcongr generalize group induction infer_instance injection intro intros left lift linarith linear_combination \
                    native_decide nlinarith norm_cast norm_num nth_rewrite omega order polyrith positivity push_cast push_neg rename repeat replace revert rewrite right rintro ring ring_nf rw rwa set \
                    simp simp_all simp_rw simpa skip sorry specialize split split_ifs subst swap symm tauto trans unfold use wlog
                    """, functionDefiners: "def theorem lemma instance", nameBytes: "'?!", capitals: .plain, hasCalls: false, hasMembers: false,
                sigils: [Sigil("#", .attribute), Sigil("``", .literal), Sigil("`", .literal)], quotedNames: .plain, bracketed: [Bracketed(open: "@[", close: "]", kind: .attribute)])))

    static let erlang = Language(
        "Erlang", "erlang erl hrl",
        .code(
            CodeGrammar(
                comments: [.line("%")], strings: [.quoted("\"", multiline: true), StringForm(open: "'", close: "'", kind: .literal)],
                keywords: "after and andalso band begin bnot bor bsl bsr bxor case catch cond div else end fun if let maybe not of or orelse receive rem try when xor", literals: "true false undefined ok error",
                capitals: .variable, hasMembers: false, sigils: [Sigil("-", .attribute, startsLine: true), Sigil("?", .attribute), Sigil("$", .string, alone: " \\0123456789"), Sigil("#", .type)])))

    static let clojure = Language(
        "Clojure", "clojure clj cljs cljc edn",
        .code(
            CodeGrammar(
                comments: [.line(";"), .block("#_", " ")], strings: [.quoted("\"", multiline: true)],
                keywords: """
                    and as-> binding case catch comment cond cond-> condp def declare defonce do doseq dotimes finally fn for future if if-let if-not import in-ns lazy-seq let letfn loop ns or quote \
                    recur refer require set! some-> some->> throw try use var when when-let when-not while -> ->>
                    """, literals: "true false nil", functionDefiners: "defn defn- defmacro defmulti defmethod", typeDefiners: "defprotocol defrecord deftype", nameStart: "+-*<>=!?$%&.",
                nameBytes: lispNames + "/'#", hasCalls: false, callsFollowParenthesis: true, hasMembers: false,
                sigils: [Sigil("::", .literal), Sigil(":", .literal, needsGap: true), Sigil("^:", .attribute), Sigil("^", .attribute), Sigil("\\", .string, alone: "0123456789()[]{}\"';,.@#!?/*+-")])))

    static let lisp = Language(
        "Lisp", "lisp scheme scm racket rkt common-lisp commonlisp cl elisp emacs-lisp emacs el guile fennel hy",
        .code(
            CodeGrammar(
                comments: [.block("#|", "|#", nests: true), .line(";"), .line("#lang")], strings: [.quoted("\"", multiline: true)],
                keywords: """
                    and begin block case catch cond cons declare defconst defconstant defcustom defpackage defparameter defvar defvar-local defgroup delay do dolist dotimes else flet for for/list force \
                    function handler-case if in-package ignore-errors interactive labels lambda let let* let-values let-syntax letrec loop macrolet module multiple-value-bind named-lambda or \
                    parameterize prog1 progn provide quasiquote quote require return save-excursion set! setf setq syntax-case syntax-rules the throw unless unquote unwind-protect use-package when \
                    while with-open-file λ
                    """, literals: "t nil #t #f #true #false", functionDefiners: "define defun defmacro defmethod defgeneric define-syntax defsubst", typeDefiners: "defclass defstruct deftype define-struct struct",
                nameStart: "+-*<>=!?$%&.", nameBytes: lispNames + "'@", hasCalls: false, callsFollowParenthesis: true, hasMembers: false,
                sigils: [Sigil("#\\", .string, alone: "0123456789()[]{}\"';,.@#!?/*+- "), Sigil("#'", .function), Sigil("#:", .literal), Sigil("#", .literal), Sigil(":", .literal, needsGap: true)])))

    static let prolog = Language(
        "Prolog", "prolog swipl problog",
        .code(
            CodeGrammar(
                comments: [.line("%"), .block("/*", "*/")], strings: [.quoted("\"", multiline: true), .quoted("'", multiline: true), .quoted("`")], keywords: "is mod rem xor dynamic discontiguous initialization module use_module",
                literals: "true false fail", capitals: .variable, hasMembers: false)))

    static let r = Language(
        "R", "r rlang rscript splus rmd",
        .code(
            CodeGrammar(
                comments: CommentForm.hash, strings: [StringForm(open: "\"(", close: ")\"", prefixes: "r R", escape: nil, isMultiline: true)] + [.quoted("\"", multiline: true), .quoted("'", multiline: true), .raw("`")],
                keywords: "break else for function if in next repeat return while library require source", literals: "TRUE FALSE NULL NA NA_integer_ NA_real_ NA_character_ Inf NaN T F",
                nameStart: ".", nameBytes: ".", hasMembers: false)))

    static let julia = Language(
        "Julia", "julia jl",
        .code(
            CodeGrammar(
                comments: [.block("#=", "=#", nests: true), .line("#")],
                strings: [
                    .raw("\"\"\"", multiline: true, prefixes: "raw r"), .raw("\"", multiline: true, prefixes: "raw"), .quoted("\"", multiline: true, prefixes: "r b v s L"),
                    .quoted("\"\"\"", [.code("$(", ")"), .name(UInt8(ascii: "$"))], multiline: true), .quoted("\"", [.code("$(", ")"), .name(UInt8(ascii: "$"))], multiline: true),
                    .quoted("`", [.code("$(", ")"), .name(UInt8(ascii: "$"))], multiline: true),
                ],
                keywords: """
                    abstract baremodule begin break catch const continue do else elseif end export finally for global if import in isa let local module mutable outer primitive public quote \
                    return try using where while
                    """, types: "Int Int8 Int16 Int32 Int64 UInt UInt8 UInt16 UInt32 UInt64 Float16 Float32 Float64 Bool Char String Any Nothing Missing", literals: "true false nothing missing Inf NaN pi im",
                functionDefiners: "function macro", typeDefiners: "struct type", nameBytes: "!", capitals: .type, sigils: [Sigil("@", .attribute, more: "."), Sigil(":", .literal, needsGap: true)],
                quotedNames: .plain)))

    static let matlab = Language(
        "MATLAB", "matlab octave mat",
        .code(
            CodeGrammar(
                comments: [.block("%{", "%}"), .line("%"), .line("#", .afterBlank), .line("...")],
                strings: [StringForm(open: "'", close: "'", escape: nil, isDoubled: true, needsGap: true), .quoted("\"")],
                keywords: """
                    break case catch classdef continue else elseif end endfor endfunction endif endwhile enumeration events for global if methods otherwise parfor persistent properties return spmd switch \
                    try until while do
                    """, literals: "true false pi Inf NaN eps i1 ans", functions: "disp fprintf printf plot zeros ones size length numel sum cumsum linspace figure hold close clear clc",
                functionDefiners: "function", sigils: [Sigil("@", .function)])))
}
