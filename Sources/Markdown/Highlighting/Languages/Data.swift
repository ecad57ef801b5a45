extension Language {
    static let json = Language(
        "JSON", "json jsonl ndjson geojson webmanifest ipynb topojson",
        .code(CodeGrammar(comments: CommentForm.c, strings: [.quoted("\"")], literals: "true false null", hasMembers: false, keysBeforeColon: .anything)))

    static let json5 = Language(
        "JSON5", "json5 jsonc hjson json-with-comments",
        .code(CodeGrammar(comments: CommentForm.c, strings: StringForm.both, literals: "true false null Infinity NaN", nameStart: "$", hasMembers: false, keysBeforeColon: .anything)))

    static let yaml = Language(
        "YAML", "yaml yml eyaml clang-format clangd sls cff front-matter",
        .code(
            CodeGrammar(
                comments: [.line("#", .afterBlank)],
                strings: [StringForm(open: "\"", close: "\"", isMultiline: true, needsGap: true), StringForm(open: "'", close: "'", escape: nil, isDoubled: true, isMultiline: true, needsGap: true)],
                literals: "true false null yes no on off True False Null Yes No On Off", nameBytes: "-./", hasCalls: false, hasMembers: false,
                sigils: [
                    Sigil("---", .keyword, alone: "\n", startsLine: true), Sigil("&", .attribute, needsGap: true), Sigil("*", .variable, needsGap: true), Sigil("!!", .type), Sigil("!", .type, needsGap: true),
                ], lineKeys: LineKeys(separators: ":", needsBlank: true, hasDashes: true), keysBeforeColon: .namesBeforeBlank, hasBlockScalars: true)))

    static let toml = Language(
        "TOML", "toml cargo-lock pipfile",
        .code(
            CodeGrammar(
                comments: CommentForm.hash, strings: [.quoted("\"\"\"", multiline: true), .raw("'''", multiline: true), .quoted("\""), .raw("'")], literals: "true false inf nan", nameBytes: "-",
                hasCalls: false, hasMembers: false, lineKeys: LineKeys(separators: "=", hasSections: true))))

    static let ini = Language(
        "INI", "ini cfg conf config editorconfig gitconfig npmrc systemd service desktop reg",
        .code(
            CodeGrammar(
                comments: [.line(";", .afterBlank), .line("#", .afterBlank)], strings: [.quoted("\"")], literals: "true false yes no on off", ignoresCase: true, nameBytes: "-.", hasCalls: false,
                hasMembers: false, lineKeys: LineKeys(separators: "=:", hasSections: true))))

    static let properties = Language(
        "Properties", "properties",
        .code(
            CodeGrammar(
                comments: [.line("#", .lineStart), .line("!", .lineStart)], literals: "true false", nameBytes: "-.", hasCalls: false, hasMembers: false,
                sigils: [Sigil("$", .variable, bracket: UInt8(ascii: "{"))], lineKeys: LineKeys(separators: "=:"))))

    static let sql = Language(
        "SQL", "sql mysql postgres postgresql pgsql plpgsql plsql tsql t-sql sqlite mariadb bigquery cql",
        .code(
            CodeGrammar(
                comments: [.line("--"), .block("/*", "*/"), .line("#", .lineStart)],
                strings: [.raw("'", multiline: true, doubled: true, prefixes: "e E n N x X b B"), .raw("$$", multiline: true), .raw("'", multiline: true, doubled: true), .raw("\"", doubled: true), .raw("`")],
                keywords: """
                    add all alter analyze and any as asc begin between by cascade case check collate column commit conflict constraint create cross current cursor database declare default deferrable \
                    delete desc distinct do drop each else elsif end escape except exec execute exists explain fetch first following for foreign from full function go grant group having if ilike in \
                    increment index inner insert intersect into is isnull join key language last lateral left like limit loop materialized merge natural next no not notnull nulls of offset on only or \
                    order outer over partition perform pragma preceding primary procedure raise range recursive references rename replace restrict return returning returns revoke right rollback row \
                    rows savepoint schema select sequence set similar start table temp temporary then to top transaction trigger truncate unbounded union unique update upsert using vacuum values view \
                    when where while window with without auto_increment identity
                    """, types: """
                    bigint binary bit blob boolean bool bytea char character clob date datetime datetime2 decimal double float int int2 int4 int8 integer interval json jsonb mediumint money nchar number \
                    numeric nvarchar precision real serial bigserial smallint text time timestamp timestamptz tinyint uuid varbinary varchar varchar2 varying xml
                    """, literals: "true false null", ignoresCase: true, hasMembers: false, sigils: [Sigil("@@", .variable), Sigil("@", .variable), Sigil(":", .variable, needsGap: true)])))

    static let protobuf = Language(
        "Protocol Buffers", "protobuf proto proto3 protocol-buffers",
        .code(
            CodeGrammar(
                comments: CommentForm.c, strings: StringForm.both,
                keywords: "edition extend extensions group import map max oneof option optional package public repeated required reserved returns rpc stream syntax to weak",
                types: "bool bytes double fixed32 fixed64 float int32 int64 sfixed32 sfixed64 sint32 sint64 string uint32 uint64", literals: "true false inf nan",
                typeDefiners: "message enum service", capitals: .type, allCapitals: .literal)))

    static let thrift = Language(
        "Thrift", "thrift capnp flatbuffers fbs",
        .code(
            CodeGrammar(
                comments: CommentForm.c + [.line("#")], strings: StringForm.both, keywords: "const cpp_include extends include namespace oneway optional required throws typedef void async",
                types: "binary bool byte double i8 i16 i32 i64 list map set slist string", literals: "true false", typeDefiners: "struct enum service exception union senum", capitals: .type)))

    static let terraform = Language(
        "Terraform", "terraform tf hcl tfvars packer",
        .code(
            CodeGrammar(
                comments: [.line("#"), .line("//"), .block("/*", "*/")], strings: [.quoted("\"", [.code("${", "}")])],
                keywords: "resource data variable output provider module locals terraform backend for in if else endif endfor dynamic moved import check", types: "string number bool list map set object tuple any",
                literals: "true false null", nameBytes: "-", heredocs: Heredocs(), assignsBeforeEquals: false)))

    static let nix = Language(
        "Nix", "nix",
        .code(
            CodeGrammar(
                comments: [.line("#"), .block("/*", "*/")],
                strings: [StringForm(open: "''", close: "''", escape: nil, isMultiline: true, interpolations: [.code("${", "}")]), .quoted("\"", [.code("${", "}")], multiline: true)],
                keywords: "assert else if in inherit let or rec then with", literals: "true false null", functions: "import builtins map throw abort toString fetchTarball derivation", nameBytes: "-'",
                hasCalls: false)))

    static let diff = Language(
        "Diff", "diff patch udiff",
        .lines(
            LineGrammar(prefixes: [
                ("+++", .keyword), ("---", .keyword), ("+", .inserted), ("-", .deleted), ("@@", .attribute), ("diff ", .keyword), ("index ", .comment), ("!", .variable), (">", .inserted), ("<", .deleted),
                ("new file", .comment), ("deleted file", .comment), ("similarity", .comment), ("rename ", .comment), ("Binary ", .comment), ("\\ ", .comment),
            ])))

    static let markdown = Language(
        "Markdown", "markdown md mdx gfm commonmark mkd mdown pandoc qmd",
        .lines(
            LineGrammar(
                prefixes: [("# ", .keyword), ("## ", .keyword), ("### ", .keyword), ("#### ", .keyword), ("##### ", .keyword), ("###### ", .keyword), (">", .comment), ("<!--", .comment)], hasFences: true,
                rest: "markdown-inline")))

    static let markdownInline = Language(
        "Markdown text", "markdown-inline",
        .code(
            CodeGrammar(
                strings: [
                    .raw("``"), .raw("`"), StringForm(open: "](", close: ")", escape: nil, kind: .attribute), StringForm(open: "**", close: "**", escape: nil, kind: .type),
                    StringForm(open: "<http", close: ">", escape: nil, kind: .attribute), StringForm(open: "{{", close: "}}", escape: nil, kind: .variable),
                ], hasCalls: false, hasMembers: false,
                sigils: [Sigil("- [", .keyword, alone: "x ", startsLine: true), Sigil("-", .keyword, alone: " ", startsLine: true), Sigil("*", .keyword, alone: " ", startsLine: true), Sigil("+", .keyword, alone: " ", startsLine: true)],
                hasNumbers: false)))

    static let tex = Language(
        "TeX", "tex latex context bibtex bib ltx sty",
        .code(
            CodeGrammar(
                comments: [.line("%")], strings: [StringForm(open: "$$", close: "$$", isMultiline: true), StringForm(open: "$", close: "$")], noNameBytes: "_", hasCalls: false, hasMembers: false,
                sigils: [Sigil("\\", .keyword, alone: "\\{}[]()%$&#_ ,;:!'\"^~=.-/@", more: "@*"), Sigil("&", .variable, alone: " \n"), Sigil("@", .function, startsLine: true)])))

    static let dockerfile = Language(
        "Dockerfile", "dockerfile docker containerfile",
        .code(
            CodeGrammar(
                comments: [.line("#", .lineStart)], strings: StringForm.both,
                keywords: "from run cmd label maintainer expose env add copy entrypoint volume user workdir arg onbuild stopsignal healthcheck shell as", ignoresCase: true, nameBytes: "-", hasMembers: false,
                sigils: [Sigil("$", .variable, bracket: UInt8(ascii: "{")), Sigil("--", .attribute, needsGap: true)], heredocs: Heredocs(), assignsBeforeEquals: true, keywordsStartLines: true)))

    static let makefile = Language(
        "Makefile", "makefile make mk mf gnumake justfile just",
        .code(
            CodeGrammar(
                comments: CommentForm.hash, strings: StringForm.both, keywords: "define endef else endif export ifdef ifeq ifndef ifneq include -include override private undefine unexport vpath",
                nameBytes: "-", hasCalls: false, hasMembers: false,
                sigils: [Sigil("$$", .variable, alone: "0123456789?$@"), Sigil("$", .variable, alone: "@<^*+?%|", bracket: UInt8(ascii: "("), more: ""), Sigil(".", .attribute, startsLine: true)],
                lineKeys: LineKeys(separators: ":=", mayBeIndented: false, kind: .function))))

    static let cmake = Language(
        "CMake", "cmake",
        .code(
            CodeGrammar(
                comments: [.block("#[[", "]]"), .line("#")], strings: [.quoted("\"", [.code("${", "}")], multiline: true), .raw("[[", "]]", multiline: true)],
                keywords: "if elseif else endif foreach endforeach while endwhile function endfunction macro endmacro return break continue block endblock and or not defined matches strequal version_less exists target",
                literals: "on off true false public private interface static shared required", ignoresCase: true, nameBytes: "-", hasMembers: false,
                sigils: [Sigil("$", .variable, bracket: UInt8(ascii: "{")), Sigil("$<", .variable)])))

    static let nginx = Language(
        "Nginx", "nginx nginxconf apache apacheconf htaccess caddyfile caddy",
        .code(
            CodeGrammar(
                comments: CommentForm.hash, strings: StringForm.both, literals: "on off", nameBytes: "-", hasCalls: false, hasMembers: false, sigils: [Sigil("$", .variable, bracket: UInt8(ascii: "{"))],
                firstWord: .keyword)))
}
