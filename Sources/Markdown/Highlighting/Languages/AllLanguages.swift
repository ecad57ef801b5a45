extension Language {
    /// Every language, in the order of Docs/Format.md. Of two that claim one name the first has it.
    static let all: [Language] = [
        plainText, swift, c, cPlusPlus, objectiveC, rust, go, zig, d, java, kotlin, scala, groovy, cSharp, fSharp, dart, visualBasic, javaScript, typeScript, tsx, python,
        ruby, crystal, php, perl, lua, tcl, r, julia, matlab, fortran, pascal, ada, nim, haskell, elm, ocaml, coq, lean, erlang, elixir, clojure, lisp, prolog, shell, console,
        pythonConsole,        powerShell, batch, awk, vim, sql, graphQL, protobuf, thrift, html, xml, css, scss, json, json5, yaml, toml, ini, properties, markdown, markdownInline, tex, diff, http, dockerfile,
        makefile, cmake, nginx, terraform, nix, assembly, llvm, verilog, vhdl, glsl, solidity, wasm,
    ]

    static let plainText = Language("Text", "text plain plaintext txt none nohighlight output log", .plain)
}
