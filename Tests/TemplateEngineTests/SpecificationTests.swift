import Testing

/// One rule of the Mustache specification (github.com/mustache/spec, 1.4) with a case of our own. Where the specification prints
/// nothing for a missing name this engine reports an error; those cases are in `DiagnosticTests`.
struct SpecificationCase: CustomTestStringConvertible, Sendable {
    let rule: String
    let template: String
    var values: [(String, TestValue)] = []
    var partials: [String: String] = [:]
    let page: String
    var testDescription: String { rule }
}

@Test("the Mustache specification", arguments: interpolation + sections + inverted + comments + delimiters + partials + inheritance)
func specification(_ rule: SpecificationCase) {
    #expect(render(rule.template, rule.values, partials: rule.partials) == rule.page)
}

private let interpolation: [SpecificationCase] = [
    .init(rule: "a template without tags is the page", template: "Ask {us}!\n", page: "Ask {us}!\n"),
    .init(rule: "a name is replaced by its value", template: "Dear {{who}},\n", values: [("who", .text("mei"))], page: "Dear mei,\n"),
    .init(rule: "a page isn't read again", template: "{{a}}{{b}}", values: [("a", .text("{{b}}")), ("b", .text("x"))], page: "{{b}}x"),
    .init(rule: "text is escaped", template: "{{a}}", values: [("a", .text("& \" < > '"))], page: "&amp; &quot; &lt; &gt; &#39;"),
    .init(rule: "triple mustaches don't escape", template: "{{{a}}}", values: [("a", .html("& \" < >"))], page: "& \" < >"),
    .init(rule: "an ampersand doesn't escape", template: "{{&a}}", values: [("a", .html("& \" < >"))], page: "& \" < >"),
    .init(rule: "whole numbers", template: "{{a}} {{b}} {{c}}", values: [("a", .number(85)), ("b", .number(-7)), ("c", .number(.min))], page: "85 -7 -9223372036854775808"),
    .init(rule: "dotted names", template: "{{p.n}} = {{#p}}{{n}}{{/p}}", values: [("p", .record([("n", .text("jo"))]))], page: "jo = jo"),
    .init(rule: "dotted names at any depth", template: "{{a.b.c.d}}", values: [("a", .record([("b", .record([("c", .record([("d", .number(4))]))]))]))], page: "4"),
    .init(rule: "a dotted name with a part missing is nothing", template: "[{{a.b.c}}]", values: [("a", .record([("b", .noRecord([("c", .text(""))]))]))], page: "[]"),
    .init(rule: "the first part of a dotted name is looked up as any other", template: "{{#a}}{{b.c}}{{/a}}", values: [("a", .record([("b", .record([("c", .text("in"))]))])), ("b", .record([("c", .text("out"))]))], page: "in"),
    .init(rule: "a leading dot looks in the innermost record", template: "{{#b}}{{.n}}{{/b}}", values: [("b", .record([("n", .text("in"))])), ("n", .text("out"))], page: "in"),
    .init(rule: "spaces around stay", template: "| {{a}} | {{{h}}} | {{&h}} |", values: [("a", .text("-")), ("h", .html("="))], page: "| - | = | = |"),
    .init(rule: "a value alone on a line keeps the line", template: "  {{a}}\n  {{{h}}}\n", values: [("a", .text("-")), ("h", .html("="))], page: "  -\n  =\n"),
    .init(rule: "spaces in a tag are ignored", template: "|{{ a }}|{{{ h }}}|{{& h }}|", values: [("a", .text("-")), ("h", .html("="))], page: "|-|=|=|"),
]

private let sections: [SpecificationCase] = [
    .init(rule: "a true section is shown", template: "[{{#f}}x{{/f}}]", values: [("f", .flag(true))], page: "[x]"),
    .init(rule: "a false section isn't", template: "[{{#f}}x{{/f}}]", values: [("f", .flag(false))], page: "[]"),
    .init(rule: "a section over nothing isn't", template: "[{{#r}}x{{/r}}]", values: [("r", .noRecord([]))], page: "[]"),
    .init(rule: "a record is the context of its section", template: "{{#r}}{{n}}{{/r}}", values: [("r", .record([("n", .text("jo"))]))], page: "jo"),
    .init(rule: "names missing there are looked up outside", template: "{{#s}}{{a}}, {{b}}, {{c.d}}{{/s}}", values: [("a", .text("1")), ("b", .text("no")), ("s", .record([("b", .text("2"))])), ("c", .record([("d", .text("3"))]))], page: "1, 2, 3"),
    .init(rule: "a dot is the value of the section around it", template: "{{#a}}{{.}} = {{a}}{{/a}}", values: [("a", .text("x"))], page: "x = x"),
    .init(rule: "lists in lists see all contexts", template: "{{#l}}{{#m}}{{n.a}}{{k}}:{{#o}}{{n.b}}{{k}}{{i}};{{/o}}{{/m}}{{/l}}", values: [("l", .list([[("n", .record([("a", .text("a")), ("b", .text("B"))])), ("m", .list([[("k", .number(1)), ("o", .list([[("i", .text("x"))], [("i", .text("y"))]]))]]))]]))], page: "a1:B1x;B1y;"),
    .init(rule: "contexts nested four deep, and a dot", template: "{{#a}}{{o}}{{#b}}{{o}}{{w}}{{#c}}{{o}}{{w}}{{h}}{{#d}}{{.}}{{h}}{{/d}}{{w}}{{/c}}{{o}}{{/b}}{{/a}}", values: [("a", .record([("o", .number(1))])), ("b", .record([("w", .number(2))])), ("c", .record([("h", .number(3)), ("d", .number(4))]))], page: "112123" + "43" + "21"),
    .init(rule: "a list repeats its section", template: "{{#l}}{{i}}{{/l}}", values: [("l", .list([[("i", .number(1))], [("i", .number(2))], [("i", .number(3))]]))], page: "123"),
    .init(rule: "an empty list is false", template: "[{{#l}}x{{/l}}]", values: [("l", .noList([]))], page: "[]"),
    .init(rule: "a text isn't a list", template: "[{{#t}}x{{/t}}]", values: [("t", .text("123"))], page: "[x]"),
    .init(rule: "two sections of one name", template: "{{#f}}\n1\n{{/f}}\n2\n{{#f}}\n3\n{{/f}}\n", values: [("f", .flag(true))], page: "1\n2\n3\n"),
    .init(rule: "a section in itself, true", template: "A {{#f}}B {{#f}}C{{/f}} D{{/f}} E", values: [("f", .flag(true))], page: "A B C D E"),
    .init(rule: "a section in itself, false", template: "A {{#f}}B {{#f}}C{{/f}} D{{/f}} E", values: [("f", .flag(false))], page: "A  E"),
    .init(rule: "a dot is the item of a list of texts", template: "{{#l}}({{.}}){{/l}}", values: [("l", .texts(["a", "<"]))], page: "(a)(&lt;)"),
    .init(rule: "dotted names of sections", template: "[{{#a.b}}x{{/a.b}}{{#a.c}}y{{/a.c}}{{#a.d.e}}z{{/a.d.e}}]", values: [("a", .record([("b", .flag(true)), ("c", .flag(false)), ("d", .noRecord([("e", .flag(true))]))]))], page: "[x]"),
    .init(rule: "spaces around a section stay", template: " | {{#f}}\t|\t{{/f}} | \n", values: [("f", .flag(true))], page: " | \t|\t | \n"),
    .init(rule: "spaces in a section stay", template: " | {{#f}} {{! remark }}\n {{/f}} | \n", values: [("f", .flag(true))], page: " |  \n  | \n"),
    .init(rule: "a section within a line keeps the line", template: " {{#f}}Y{{/f}}\n {{#f}}G{{/f}}\n", values: [("f", .flag(true))], page: " Y\n G\n"),
    .init(rule: "a tag alone on its line takes the line with it", template: "| a\n{{#f}}\n|\n{{/f}}\n| b\n", values: [("f", .flag(true))], page: "| a\n|\n| b\n"),
    .init(rule: "an indented one too", template: "| a\n  {{#f}}\n|\n\t{{/f}}  \n| b\n", values: [("f", .flag(true))], page: "| a\n|\n| b\n"),
    .init(rule: "CRLF ends a line", template: "|\r\n{{#f}}\r\n{{/f}}\r\n|", values: [("f", .flag(true))], page: "|\r\n|"),
    .init(rule: "the first line may stand alone", template: "  {{#f}}\n#{{/f}}\n/", values: [("f", .flag(true))], page: "#\n/"),
    .init(rule: "the last line may stand alone", template: "#{{#f}}\n/\n  {{/f}}", values: [("f", .flag(true))], page: "#\n/\n"),
    .init(rule: "spaces in a section's tags are ignored", template: "|{{# f }}={{/ f }}|", values: [("f", .flag(true))], page: "|=|"),
]

private let inverted: [SpecificationCase] = [
    .init(rule: "an inverted section over false is shown", template: "[{{^f}}x{{/f}}]", values: [("f", .flag(false))], page: "[x]"),
    .init(rule: "over true it isn't", template: "[{{^f}}x{{/f}}]", values: [("f", .flag(true))], page: "[]"),
    .init(rule: "over nothing it is", template: "[{{^r}}x{{/r}}]", values: [("r", .noRecord([]))], page: "[x]"),
    .init(rule: "over a record or a list with items it isn't", template: "[{{^r}}x{{/r}}{{^l}}x{{/l}}]", values: [("r", .record([])), ("l", .texts(["a"]))], page: "[]"),
    .init(rule: "over an empty list it is", template: "[{{^l}}x{{/l}}]", values: [("l", .texts([]))], page: "[x]"),
    .init(rule: "a dotted name with a part missing is false", template: "[{{^a.b}}x{{/a.b}}]", values: [("a", .noRecord([("b", .flag(true))]))], page: "[x]"),
    .init(rule: "it stands alone as a section does", template: "| a\n {{^f}}\n|\n {{/f}}\n| b\n", values: [("f", .flag(false))], page: "| a\n|\n| b\n"),
]

private let comments: [SpecificationCase] = [
    .init(rule: "a comment is nothing", template: "12{{! remark }}34", page: "1234"),
    .init(rule: "over several lines", template: "12{{!\n  one\n  two\n}}34\n", page: "1234\n"),
    .init(rule: "alone on its line", template: "a\n{{! remark }}\nb\n", page: "a\nb\n"),
    .init(rule: "alone and indented", template: "a\n  {{! remark }}\nb\n", page: "a\nb\n"),
    .init(rule: "with CRLF", template: "|\r\n{{! remark }}\r\n|", page: "|\r\n|"),
    .init(rule: "in the first and last line", template: "  {{! a }}\n!\n  {{! b }}", page: "!\n"),
    .init(rule: "over several lines alone", template: "a\n  {{!\n  one\n  }}\nb\n", page: "a\nb\n"),
    .init(rule: "within a line", template: "  12 {{! 34 }}\n", page: "  12 \n"),
]

private let delimiters: [SpecificationCase] = [
    .init(rule: "delimiters may be changed", template: "{{=<% %>=}}(<%a%>)", values: [("a", .text("x"))], page: "(x)"),
    .init(rule: "to single ones", template: "({{=[ ]=}}[a])", values: [("a", .text("x"))], page: "(x)"),
    .init(rule: "within sections", template: "[\n{{#f}}\n  {{a}}\n  |a|\n{{/f}}\n{{= | | =}}\n|#f|\n  {{a}}\n  |a|\n|/f|\n]\n", values: [("f", .flag(true)), ("a", .text("x"))], page: "[\n  x\n  |a|\n  {{a}}\n  x\n]\n"),
    .init(rule: "not for a partial", template: "{{= | | =}}|>p|", values: [("a", .text("x"))], partials: ["p": ".{{a}}."], page: ".x."),
    .init(rule: "and not out of it", template: "{{>p}} .{{a}}. .|a|.", values: [("a", .text("x"))], partials: ["p": ".{{a}}. {{= | | =}} .|a|."], page: ".x.  .x. .x. .|a|."),
    .init(rule: "within a line", template: "| {{=@ @=}} |", page: "|  |"),
    .init(rule: "alone on a line", template: "a\n  {{=@ @=}}\nb\n", page: "a\nb\n"),
]

private let partials: [SpecificationCase] = [
    .init(rule: "a partial is the template of its name", template: "[{{>p}}]", partials: ["p": "x"], page: "[x]"),
    .init(rule: "in the context where it stands", template: "{{#r}}{{>p}}{{/r}}", values: [("r", .record([("a", .text("in"))])), ("a", .text("out"))], partials: ["p": "*{{a}}*"], page: "*in*"),
    .init(rule: "spaces around stay", template: "| {{>p}} |", partials: ["p": "\t|\t"], page: "| \t|\t |"),
    .init(rule: "within a line it isn't indented", template: "  {{a}}  {{> p}}\n", values: [("a", .text("|"))], partials: ["p": ">\n>"], page: "  |  >\n>\n"),
    .init(rule: "CRLF ends its line", template: "|\r\n{{>p}}\r\n|", partials: ["p": ">"], page: "|\r\n>|"),
    .init(rule: "alone in the first line", template: "  {{>p}}\n>", partials: ["p": ">\n>"], page: "  >\n  >>"),
    .init(rule: "alone in the last line", template: ">\n  {{>p}}", partials: ["p": ">\n>"], page: ">\n  >\n  >"),
    .init(rule: "its lines are indented, its values' aren't", template: "\\\n {{>p}}\n/\n", values: [("h", .html("<\n->"))], partials: ["p": "|\n{{{h}}}a b{{{h}}}c\n|\n"], page: "\\\n |\n <\n->a b<\n->c\n |\n/\n"),
    .init(rule: "indentation adds up", template: " {{>p}}\n", partials: ["p": "1\n {{>q}}\n", "q": "2\n3\n"], page: " 1\n  2\n  3\n"),
    .init(rule: "sections keep it", template: "  {{>p}}\n", values: [("f", .flag(true))], partials: ["p": "{{#f}}\na\n{{/f}}\n{{#f}}b{{/f}}\n"], page: "  a\n  b\n"),
]

private let inheritance: [SpecificationCase] = [
    .init(rule: "a block that isn't given shows its own content", template: "{{$t}}own {{a}}{{/t}}\n", values: [("a", .text("x"))], page: "own x\n"),
    .init(rule: "a layout shows its own content", template: "{{<l}}{{/l}}", partials: ["l": "{{$b}}own{{/b}}"], page: "own"),
    .init(rule: "a given block replaces it", template: "{{<l}}{{$b}}mine{{/b}}{{/l}}", partials: ["l": "..{{$b}}own{{/b}}.."], page: "..mine.."),
    .init(rule: "names of blocks aren't names of values", template: "{{<l}}{{$a}}mine{{/a}}{{/l}}", values: [("a", .text("value"))], partials: ["l": "{{$a}}own{{/a}}{{a}}"], page: "minevalue"),
    .init(rule: "a layout used twice", template: "{{<l}}{{$b}}1{{/b}}{{/l}} {{<l}}{{$b}}2{{/b}}{{/l}}", partials: ["l": "|{{$b}}..{{/b}}{{$c}} own{{/c}}|"], page: "|1 own| |2 own|"),
    .init(rule: "a line with opening tags alone goes", template: "{{<l}}{{$b}}\none\n\ntwo\n{{/b}}{{/l}}", partials: ["l": "{{$b}}x{{/b}}"], page: "one\n\ntwo\n"),
    .init(rule: "a block in the middle of a line", template: "{{<l}}{{$b}}mine{{/b}}{{/l}}", partials: ["l": "stop:\n  {{$b}}own{{/b}}\n"], page: "stop:\n  mine\n"),
    .init(rule: "one block given, one not", template: "{{<l}}{{$c}}mine{{/c}}{{/l}}", partials: ["l": "{{$b}}own b{{/b}}, {{$c}}own c{{/c}}"], page: "own b, mine"),
    .init(rule: "a layout without blocks given is a partial", template: "{{>l}}|{{<l}}{{/l}}", partials: ["l": "{{$b}}own{{/b}}"], page: "own|own"),
    .init(rule: "what is given furthest out wins", template: "{{<p}}{{$a}}c{{/a}}{{/p}}", partials: ["p": "{{<o}}{{$a}}p{{/a}}{{/o}}", "o": "{{<g}}{{$a}}o{{/a}}{{/g}}", "g": "{{$a}}g{{/a}}"], page: "c"),
    .init(rule: "else the next", template: "{{<p}}{{/p}}", partials: ["p": "{{<o}}{{$a}}p{{/a}}{{/o}}", "o": "{{<g}}{{$a}}o{{/a}}{{/g}}", "g": "{{$a}}g{{/a}}"], page: "p"),
    .init(rule: "text between blocks is ignored", template: "{{<l}} abc {{$b}}mine{{/b}} def {{/l}}", partials: ["l": "{{$b}}own{{/b}}"], page: "mine"),
    .init(rule: "a given block sees the names where it is shown", template: "{{<l}}{{$b}}I say {{f}}.{{/b}}{{/l}}", values: [("f", .text("a")), ("n", .record([("f", .text("b"))]))], partials: ["l": "{{#n}}{{$b}}You say {{f}}.{{/b}}{{/n}}"], page: "I say b."),
    .init(rule: "a layout alone on its line is indented", template: "Hi,\n  {{<l}}{{/l}}\n", partials: ["l": "one\ntwo\n"], page: "Hi,\n  one\n  two\n"),
]
