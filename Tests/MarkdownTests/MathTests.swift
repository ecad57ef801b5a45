import Diagnostics
import Foundation
import HTMLJudge
import Testing
@testable import Markdown

private let withMath: MarkdownOptions = {
    var options = MarkdownOptions(externalImages: .allow)
    options.hasMath = true
    return options
}()

private func mathML(_ tex: String) throws -> String {
    let printed = String(decoding: MathPrinter.mathML(try MathParser.parse(Array(tex.utf8)), source: [], isDisplay: false), as: UTF8.self)
    return String(printed.dropFirst("<math><semantics>".count).dropLast("<annotation encoding=\"application/x-tex\"></annotation></semantics></math>".count))
}

extension MarkdownTests {
    @Suite("Formulas") struct MathTests {
        @Test("a formula's structure", arguments: [
            ("x", "<mi>x</mi>"), ("12.5", "<mn>12.5</mn>"), ("a+b", "<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"), ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
            ("x^10", "<mrow><msup><mi>x</mi><mn>1</mn></msup><mn>0</mn></mrow>"), ("x_i^{n+1}", "<msubsup><mi>x</mi><mi>i</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msubsup>"), ("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
            ("\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"), ("\\frac{1}{2}", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"), ("{a \\over b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"),
            ("\\sqrt x", "<msqrt><mi>x</mi></msqrt>"), ("\\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>"), ("\\alpha\\Omega", "<mrow><mi>α</mi><mi mathvariant=\"normal\">Ω</mi></mrow>"),
            ("\\sum_{i}^n", "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>"), ("\\int_0^1", "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>"),
            ("\\int\\limits_0^1", "<munderover><mo>∫</mo><mn>0</mn><mn>1</mn></munderover>"), ("\\sum\\nolimits_i", "<msub><mo>∑</mo><mi>i</mi></msub>"),
            ("\\lim_{x}", "<munder><mo movablelimits=\"true\" lspace=\"0\" rspace=\"0\">lim</mo><mi>x</mi></munder>"),
            ("2\\sin x", "<mrow><mn>2</mn><mspace width=\"0.167em\"></mspace><mi>sin</mi><mspace width=\"0.167em\"></mspace><mi>x</mi></mrow>"),
            ("\\sin(x)", "<mrow><mi>sin</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo></mrow>"),
            ("\\left(x\\right.", "<mrow><mo stretchy=\"true\" form=\"prefix\">(</mo><mi>x</mi></mrow>"), ("\\bigl[", "<mo stretchy=\"true\" minsize=\"1.200em\" maxsize=\"1.200em\">[</mo>"),
            ("\\hat x", "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">^</mo></mover>"), ("\\underbrace{x}_n", "<munder><munder accentunder=\"true\"><mi>x</mi><mo stretchy=\"true\">⏟</mo></munder><mi>n</mi></munder>"),
            ("\\text{if }x", "<mrow><mtext>if\u{A0}</mtext><mi>x</mi></mrow>"), ("\\text{a $x$ b}", "<mrow><mtext>a\u{A0}</mtext><mi>x</mi><mtext>\u{A0}b</mtext></mrow>"),
            ("\\mathrm{d}", "<mi mathvariant=\"normal\">d</mi>"), ("\\mathrm{Hom}", "<mi>Hom</mi>"), ("\\mathbb{R}", "<mi mathvariant=\"normal\">ℝ</mi>"), ("\\mathbf{v}", "<mi>𝐯</mi>"), ("\\mathcal{LA}", "<mrow><mi mathvariant=\"normal\">ℒ</mi><mi>𝒜</mi></mrow>"),
            ("\\mathfrak{g}", "<mi>𝔤</mi>"), ("\\boldsymbol{\\alpha}", "<mi>𝜶</mi>"), ("\\operatorname{rank}A", "<mrow><mi>rank</mi><mspace width=\"0.167em\"></mspace><mi>A</mi></mrow>"),
            ("f''", "<msup><mi>f</mi><mo lspace=\"0\" rspace=\"0\">″</mo></msup>"), ("a\\not=b", "<mrow><mi>a</mi><mo>≠</mo><mi>b</mi></mrow>"), ("a\\,b", "<mrow><mi>a</mi><mspace width=\"0.167em\"></mspace><mi>b</mi></mrow>"),
            ("\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "<mrow><mo stretchy=\"true\" form=\"prefix\">(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable><mo stretchy=\"true\" form=\"postfix\">)</mo></mrow>"),
            ("\\begin{array}{l|r}a&b\\\\\\end{array}", "<mtable><mtr><mtd class=\"math-left\"><mi>a</mi></mtd><mtd class=\"math-right\"><mi>b</mi></mtd></mtr></mtable>"),
            ("\\overset{!}{=}", "<mover><mo>=</mo><mo>!</mo></mover>"), ("a<b&gt;".replacingOccurrences(of: "&gt;", with: ">"), "<mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi><mo>&gt;</mo></mrow>"), ("", "<mrow></mrow>"), ("\\{x\\}", "<mrow><mo stretchy=\"false\">{</mo><mi>x</mi><mo stretchy=\"false\">}</mo></mrow>"),
        ])
        func structure(tex: String, expected: String) throws { #expect(try mathML(tex) == expected) }

        @Test("what isn't understood has a reason and a place", arguments: [
            ("a \\foo", MathFault(reason: .unknownCommand("\\foo"), offset: 2)), ("\\color{red}x", MathFault(reason: .unknownCommand("\\color"), offset: 0)), ("\\newcommand{\\x}{y}", MathFault(reason: .unknownCommand("\\newcommand"), offset: 0)),
            ("\\begin{tikz}x\\end{tikz}", MathFault(reason: .unknownEnvironment("tikz"), offset: 0)), ("x^", MathFault(reason: .malformed("something is missing here"), offset: 2)),
            ("{x", MathFault(reason: .malformed("'}' is missing"), offset: 2)), ("x}", MathFault(reason: .malformed("'}' closes nothing"), offset: 1)), ("x^a^b", MathFault(reason: .malformed("two superscripts follow one another"), offset: 3)),
            ("\\left(x", MathFault(reason: .malformed("'\\right' is missing"), offset: 7)),
        ])
        func faulty(tex: String, expected: MathFault) {
            #expect(throws: expected) { try MathParser.parse(Array(tex.utf8)) }
        }

        @Test("money, escapes, code and addresses hold no formulas", arguments: [
            "$5 and $10", "\\$x\\$", "`$x$` and `` $y$ ``", "a $ b $ c", "$x $y", "it costs $5, or US$6$ a day", "    $x$", "```\n$x$\n```", "<https://x.org/$a$>", "[a](/b/$c$)", "$", "$$", "$$$", "$$$$", "$ $", "$a\n\nb$", "US$5 to US$6", "$`x`",
            "1$x$",
        ])
        func noFormulas(text: String) {
            let (printed, diagnostics) = render(text, withMath)
            let html = printed.html { $0.destination }
            #expect(!html.contains("<math") && diagnostics.isEmpty, "\(html)")
            // And without a trace of having been looked at.
            #expect(html == self.plain(text))
        }

        private func plain(_ text: String) -> String {
            var options = withMath
            options.hasMath = false
            return render(text, options).0.html { $0.destination }
        }

        @Test("formulas stand in text, tables, quotes, lists, links and headings, and keep their source")
        func places() {
            let text = "# On $x^2$\n\nA $a_b*c*d$ *e* $e_f*g$, **$x$** [l $y$](u) $z$s\n\n| a |\n|---|\n| $|x|$ |\n\n> $$\n> - x\n> = y\n> $$\n\n- $$z$$\n\n$$\n# 1\n\\\\ 2\n$$\n\n```math\na & b\n```"
            let (printed, diagnostics) = render(text.replacingOccurrences(of: "# 1\n\\\\ 2", with: "\\begin{gathered} 1 \\\\\n> 2 \\end{gathered}").replacingOccurrences(of: "a & b", with: "a < b"), withMath)
            let html = printed.html { $0.destination }
            #expect(diagnostics.isEmpty, "\(diagnostics)")
            #expect(html.components(separatedBy: "<math").count - 1 == 11, "\(html)")
            #expect(html.contains("<em>e</em>") && html.contains("<annotation encoding=\"application/x-tex\">a_b*c*d</annotation>"))
            #expect(html.contains("<annotation encoding=\"application/x-tex\">- x\n= y</annotation>"))
            #expect(html.contains("<div class=\"math-block\" tabindex=\"0\"><math display=\"block\"><semantics><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>"))
            #expect(printed.headings.map(\.text) == ["On $x^2$"])
            #expect(printed.plainText.contains("A $a_b*c*d$ e $e_f*g$, $x$ l $y$ $z$s") && printed.plainText.contains("$|x|$"))
            #expect(faults(in: html).isEmpty, "\(faults(in: html))")
            #expect(withoutColour(ByteSlice(html.utf8)).text.contains("A <code>a_b*c*d</code> <em>e</em>") && !withoutColour(ByteSlice(html.utf8)).text.contains("<math"))
        }

        @Test("an unknown command is shown as source, and named with its place and the nearest name")
        func unknown() {
            let (printed, diagnostics) = render("Let $x$.\n\n> $$\n> \\farc{1}{2}\n> $$\n\n$\\begin{foo}<b>\\end{foo}$", withMath)
            #expect(printed.html { _ in "" }.contains("<code class=\"math-source\">$\\begin{foo}&lt;b&gt;\\end{foo}$</code>"))
            #expect(printed.plainText.contains("\\farc{1}{2}"))
            #expect(diagnostics.map(\.code.id) == ["unknown-math-command", "unknown-math-command"])
            #expect(diagnostics.first?.range == 17..<22 && diagnostics.first?.advice == "did you mean '\\frac'?")
        }

        @Test("private characters of the author's own are never taken for marks")
        func marks() {
            for text in ["\u{E000}0\u{E000} $x$ \u{E001}", "&#xE000;0&#57344; $x$", "`\u{E000}0\u{E000}` $x$ \u{E000}\u{E001}"] {
                let html = render(text, withMath).0.html { _ in "" }
                #expect(html.components(separatedBy: "<math").count == 2, "\(html)")
            }
        }

        @Test("hostile formulas cost no more than their length, and print what is allowed")
        func hostile() {
            let bombs = ["{", "}", "^", "_", "x^", "\\frac", "\\frac{", "\\left(", "\\sqrt[", "\\begin{matrix}", "\\begin{a}", "\\text{", "\\text{$", "&", "\\\\", "'", "\\over", "{\\over", "\\mathbf{", "\\not", "\\big", "\\hat", "a", "\\", "%", "\u{300}<"]
            for bomb in bombs {
                for text in [String(repeating: bomb, count: 3_000), String(repeating: "{", count: 60) + bomb] {
                    for post in ["$\(text)$", "$$\n\(text)\n$$", "```math\n\(text)\n```", String(repeating: "$\(bomb)$ ", count: 400)] {
                        let html = render(post, withMath).0.html { _ in "" }
                        #expect(faults(in: html).isEmpty, "\(bomb): \(faults(in: html).prefix(3))")
                        #expect(html.utf8.count <= 90 * post.utf8.count + (192 << 10))
                    }
                }
            }
            for dollars in ["$", "$a", "$a ", "$$a", "$$a\n", "$`a", "`$", "\\$", "$ ", "$$ ", "$a$1 ", "> $a\n", "$$\n> "] {
                let html = render(String(repeating: dollars, count: 8_000), withMath).0.html { _ in "" }
                #expect(faults(in: html).isEmpty, "\(dollars)")
            }
        }
    }
}
