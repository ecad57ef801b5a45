import Diagnostics
import Testing

@testable import TemplateEngine

private let values: [(String, TestValue)] = [
    ("t", .text("x")), ("h", .html("<i>x</i>")), ("u", .url("a.html")), ("n", .number(7)), ("f", .flag(true)), ("g", .flag(false)),
    ("l", .texts(["a", "b"])),
]

private func codes(_ template: String) -> [String] { diagnostics(template, values).map(\.code.id) }

@Test(
    "values stand where escaping holds",
    arguments: [
        "<p>{{t}}{{{h}}}{{u}}{{n}}</p>", "<p title=\"{{t}}\" data-x='{{u}} {{n}}'>", "<a href=\"{{u}}\">", "<a href='{{u}}#{{t}}'>",
        "<a href=\"#{{t}}\">", "<a href = \"{{u}}#a-{{t}}-{{n}}\" class=\"{{t}}\">", "<a href=\"page-{{n}}.html\">",
        "<title>{{t}}</title>{{{h}}}", "<textarea>{{t}}</textarea>{{{h}}}", "<script src=\"{{u}}\"></script>{{t}}",
        "<style>p > a { }</style>{{t}}", "<!-- a > b -- c -->{{t}}", "<!-->{{t}}", "<!doctype html>{{t}}", "1 < 2 {{t}}",
        "<input disabled{{#f}} checked{{/f}}>{{t}}", "<details{{#f}} open{{/f}}>{{t}}", "<a{{#f}} href=\"{{u}}\"{{/f}}{{#g}} rel=me{{/g}} id=x>{{t}}",
        "<option value=\"{{n}}\"{{#f}} selected{{/f}}>{{t}}</option>", "<p class=\"a{{#f}} b{{/f}}{{^f}} c{{/f}}\">{{t}}",
        "{{#f}}<ol>{{/f}}{{^f}}<ul>{{/f}}{{t}}", "<br/>{{t}}", "<img alt=\"\" src=\"{{u}}\"/>{{t}}", "<svg><path d=\"M{{n}} 1\"/></svg>",
        "<a title=\"a>b\">{{{h}}}</a>", "<SCRIPT SRC=\"{{u}}\"></SCRIPT >{{t}}", "<meta content=\"{{t}}\" name=description>",
        "<p hidden {{#f}}lang=\"en\"{{/f}} {{#g}}dir=\"rtl\"{{/g}}>{{t}}", "{{#l}}<li>{{.}}</li>{{/l}}", "<script>a < b </scr + </script>{{t}}",
    ])
func harmless(_ template: String) {
    #expect(codes(template) == [])
}

@Test(
    "a value is refused where escaping doesn't hold",
    arguments: [
        "<a href=\"{{t}}\">", "<a href=\"https://{{t}}\">", "<img src='{{t}}'>", "<form action=\"{{t}}\">", "<a HREF=\"{{t}}\">",
        "<button formaction=\"{{t}}\">", "<use xlink:href=\"{{t}}\"/>", "<img srcset=\"{{t}} 2x\">", "<object data=\"{{t}}\">",
        "<p title={{t}}>", "<p title=a{{t}}>", "<a href={{u}}>", "<p data-n={{n}}>", "<p {{t}}>", "<p {{t}}=\"x\">", "<{{t}}>", "</{{t}}>",
        "<h{{n}}>", "<p a{{n}}=\"\">", "<p onclick=\"{{t}}\">", "<p onclick='f({{n}})'>", "<p style=\"width:{{n}}%\">", "<iframe srcdoc=\"{{t}}\"></iframe>",
        "<script>var x = \"{{t}}\"</script>", "<script>{{{h}}}</script>", "<script type=\"application/ld+json\">{{n}}</script>",
        "<style>{{t}}</style>", "<!-- {{t}} -->", "<!doctype {{t}}>", "<p title=\"{{{h}}}\">", "<title>{{{h}}}</title>", "<?xml {{t}}?>",
        "<script>\"</p>\" {{t}}</script>", "<a href=\"{{#f}}#{{/f}}{{t}}\">",
    ])
func refused(_ template: String) {
    #expect(Set(codes(template)) == ["unsafe-place"], "\(template)")
}

@Test(
    "a section or a template that ends elsewhere in the HTML than it began is refused",
    arguments: [
        "<p {{#f}}title=\"{{/f}}x\">", "{{#f}}<!-- {{/f}} x -->", "{{#f}}<script>{{/f}}</script>", "<{{#f}}ol{{/f}}>", "<p title=\"{{t}}", "<p",
        "<p{{#f}}re{{/f}}>", "<p{{#f}} id{{/f}}=\"x\">", "{{#l}}<p title=\"{{/l}}", "<p title={{#f}}\"a\"{{/f}}>", "<!-- x", "<script>",
    ])
func uneven(_ template: String) {
    #expect(codes(template).contains("uneven-html"))
}

@Test("the HTML is followed through layouts and partials")
func acrossFiles() {
    let layout = ["l": "<script>{{$b}}{{/b}}</script>", "p": "<p title=", "q": "\"{{t}}\">"]
    #expect(diagnostics("{{<l}}{{$b}}{{t}}{{/b}}{{/l}}", values, partials: layout).map(\.code) == [.unsafePlace])
    #expect(render("{{> p}}{{> q}}", values, partials: layout) == "<p title=\"x\">")
}
