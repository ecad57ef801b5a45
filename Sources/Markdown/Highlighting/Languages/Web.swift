private let cssKeywords = "important from to and not only or"
private let cssFunctions = "rgb rgba hsl hsla var calc url min max clamp"

extension Language {
    static let html = Language(
        "HTML", "html htm xhtml html5 vue svelte astro handlebars hbs jinja jinja2 django liquid erb ejs twig mustache razor cshtml blade",
        .markup(MarkupGrammar(isHTML: true, islands: [("<?php", "?>", "php"), ("<?=", "?>", "php"), ("<%", "%>", "ruby"), ("{{", "}}", "js"), ("{%", "%}", "python")])))

    static let xml = Language("XML", "xml svg xsl xslt xsd wsdl rss atom plist xaml mathml rdf kml gpx csproj fxml pom storyboard xib", .markup(MarkupGrammar()))

    static let css = Language(
        "CSS", "css",
        .code(
            CodeGrammar(
                comments: [.block("/*", "*/")], strings: StringForm.both, keywords: cssKeywords, functions: cssFunctions, nameStart: "-", nameBytes: "-", hasMembers: false,
                sigils: [Sigil("@", .keyword), Sigil(".", .type), Sigil("#", .type, more: "0123456789"), Sigil("!", .keyword), Sigil("::", .literal), Sigil("&", .type)],
                keysBeforeColon: .declarations)))

    static let scss = Language(
        "SCSS", "scss sass less stylus",
        .code(
            CodeGrammar(
                comments: CommentForm.c, strings: [.quoted("\"", [.code("#{", "}")]), .quoted("'", [.code("#{", "}")])], keywords: cssKeywords + " through in if else",
                literals: "true false null", functions: cssFunctions, nameStart: "-", nameBytes: "-", hasMembers: false,
                sigils: [
                    Sigil("$", .variable), Sigil("@", .keyword), Sigil(".", .type), Sigil("#", .type, more: "0123456789"), Sigil("!", .keyword), Sigil("::", .literal), Sigil("&", .type), Sigil("%", .type, needsGap: true),
                ], keysBeforeColon: .declarations)))

    static let graphQL = Language(
        "GraphQL", "graphql gql",
        .code(
            CodeGrammar(
                comments: CommentForm.hash, strings: [.raw("\"\"\"", multiline: true), .quoted("\"")],
                keywords: "directive extend fragment implements mutation on query repeatable scalar schema subscription", types: "Int Float String Boolean ID", literals: "true false null",
                typeDefiners: "enum input interface type union", capitals: .type, sigils: [Sigil("$", .variable), Sigil("@", .attribute)])))

    static let http = Language(
        "HTTP", "http https rest hurl",
        .code(
            CodeGrammar(
                comments: [.line("###", .lineStart)], strings: [], keywords: "GET POST PUT PATCH DELETE HEAD OPTIONS CONNECT TRACE", types: "HTTP", hasCalls: false, hasMembers: false,
                lineKeys: LineKeys(separators: ":", needsBlank: true, mayBeIndented: false), keywordsStartLines: true)))
}
