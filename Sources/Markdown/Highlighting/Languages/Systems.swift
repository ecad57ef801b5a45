extension Language {
    static let swift = Language(
        "Swift", "swift",
        .code(
            CodeGrammar(
                comments: CommentForm.nested,
                strings: [
                    StringForm(open: "\"\"\"", close: "\"\"\"", isMultiline: true, interpolations: [.code("\\(", ")")], hasHashes: true),
                    StringForm(open: "\"", close: "\"", interpolations: [.code("\\(", ")")], hasHashes: true),
                ],
                keywords: """
                    any as async await actor associatedtype borrowing break case catch consuming continue convenience default defer deinit didSet do dynamic each else extension fallthrough \
                    fileprivate final for get guard if import in indirect infix init inout internal is isolated lazy let macro mutating nonisolated nonmutating open operator optional \
                    override package postfix precedencegroup prefix private public repeat required rethrows return sending set some static subscript super switch throw throws try unowned \
                    var weak where while willSet consume copy discard
                    """, literals: "true false nil self Self", functionDefiners: "func", typeDefiners: "class struct enum protocol typealias extension", capitals: .type,
                sigils: [Sigil("@", .attribute), Sigil("#", .attribute), Sigil("$", .variable, alone: "0123456789")])))

    static let rust = Language(
        "Rust", "rust rs",
        .code(
            CodeGrammar(
                comments: CommentForm.nested,
                strings: [
                    StringForm(open: "\"", close: "\"", prefixes: "r br cr", escape: nil, isMultiline: true, hasHashes: true), .quoted("\"", multiline: true, prefixes: "b c"),
                    .quoted("'", prefixes: "b"), .quoted("\"", multiline: true),
                ],
                keywords: """
                    as async await become box break const continue crate do dyn else extern final for gen if impl in let loop macro match mod move mut override priv pub ref return static \
                    super try typeof unsafe unsized use virtual where while yield union
                    """, types: "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize", literals: "true false self Self", functionDefiners: "fn macro_rules",
                typeDefiners: "struct enum trait type", capitals: .type, allCapitals: .literal, hasMacroCalls: true, sigils: [Sigil("$", .variable)], quotedNames: .attribute,
                bracketed: [Bracketed(open: "#[", close: "]", kind: .attribute), Bracketed(open: "#![", close: "]", kind: .attribute)])))

    static let go = Language(
        "Go", "go golang",
        .code(
            CodeGrammar(
                comments: CommentForm.c, strings: [.raw("`", multiline: true), .quoted("\""), .quoted("'")],
                keywords: "break case chan const continue default defer else fallthrough for go goto if import interface map package range return select struct switch var",
                types: """
                    any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr
                    """, literals: "true false nil iota", functionDefiners: "func", typeDefiners: "type")))

    static let zig = Language(
        "Zig", "zig",
        .code(
            CodeGrammar(
                comments: [.line("//"), CommentForm(open: "\\\\", close: nil, kind: .string)], strings: [.quoted("\""), .quoted("'")],
                keywords: """
                    addrspace align allowzero and anyframe anytype asm async await break callconv catch comptime const continue defer else enum errdefer error export extern for if inline \
                    linksection noalias noinline nosuspend opaque or orelse packed pub resume return struct suspend switch test threadlocal try union unreachable usingnamespace var volatile while
                    """, types: """
                    bool f16 f32 f64 f80 f128 void noreturn type anyerror comptime_int comptime_float i8 u8 i16 u16 i32 u32 i64 u64 i128 u128 isize usize c_int c_uint c_long c_char
                    """, literals: "true false null undefined", functionDefiners: "fn", sigils: [Sigil("@", .function)])))

    static let nim = Language(
        "Nim", "nim nimrod",
        .code(
            CodeGrammar(
                comments: [.block("#[", "]#", nests: true), .line("#")],
                strings: [
                    .raw("\"\"\"", multiline: true), .raw("\"", prefixes: "r"), .quoted("\"", [.code("{", "}")], prefixes: "fmt"), .quoted("&\"", [.code("{", "}")]).closed(by: "\""),
                    .quoted("\""), .quoted("'"),
                ],
                keywords: """
                    addr and as asm bind block break case cast concept const continue converter defer discard distinct div do elif else end enum except export finally for from if import in \
                    include interface is isnot let mixin mod not notin object of or out ptr raise ref return shl shr static try tuple type using var when while xor yield
                    """, types: "int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 float float32 float64 bool char string cstring pointer seq array set auto void",
                literals: "true false nil", functionDefiners: "proc func method iterator template macro", capitals: .type, bracketed: [Bracketed(open: "{.", close: "}", kind: .attribute)])))

    static let fortran = Language(
        "Fortran", "fortran f90 f95 f03 f08 f77 for ftn",
        .code(
            CodeGrammar(
                comments: [.line("!")], strings: [.raw("\"", doubled: true), .raw("'", doubled: true)],
                keywords: """
                    allocatable allocate assign associate asynchronous backspace bind block call case close common concurrent contains continue critical cycle data deallocate default deferred \
                    dimension do elemental else elseif elsewhere end enddo endif endfunction endmodule endprogram endsubroutine endtype endwhere entry enum equivalence error exit extends \
                    external final flush forall format generic go goto if implicit import impure in include inout inquire intent interface intrinsic is kind len module namelist none nopass \
                    nullify only open operator optional out parameter pass pause pointer print private procedure protected public pure read recursive result return rewind save select sequence \
                    stop submodule target then use value volatile wait where while write
                    """, types: "integer real complex logical character double precision type class", literals: "true false", functionDefiners: "function subroutine program",
                ignoresCase: true, hasMembers: false, sigils: [Sigil(".", .keyword, more: ".", needsGap: true)])))

    static let pascal = Language(
        "Pascal", "pascal delphi objectpascal pas freepascal lazarus",
        .code(
            CodeGrammar(
                comments: [.line("//"), .block("{$", "}", kind: .attribute), .block("{", "}"), .block("(*", "*)")], strings: [.raw("'", doubled: true)],
                keywords: """
                    absolute abstract and array as asm begin case const constructor destructor dispinterface div do downto dynamic else end except exports external file finalization finally \
                    for forward goto if implementation in inherited initialization inline interface is label library mod not object of on operator or out overload override packed private \
                    program property protected public published raise record repeat resourcestring set shl shr string then threadvar to try type unit until uses var virtual while with xor
                    """, types: "integer cardinal longint word byte shortint smallint int64 real single double extended boolean char string ansistring widestring pointer",
                literals: "true false nil", functionDefiners: "function procedure", typeDefiners: "class", ignoresCase: true, sigils: [Sigil("$", .number, more: "0123456789"), Sigil("#", .string, more: "0123456789$")])))

    static let ada = Language(
        "Ada", "ada adb ads",
        .code(
            CodeGrammar(
                comments: [.line("--")], strings: [.raw("\"", doubled: true)],
                keywords: """
                    abort abs abstract accept access aliased all and array at begin body case constant declare delay delta digits do else elsif end entry exception exit for generic goto if in \
                    interface is limited loop mod new not null of or others out overriding parallel pragma private protected raise range record rem renames requeue return reverse select \
                    separate some synchronized tagged task terminate then until use when while with xor
                    """, types: "integer natural positive float boolean character string duration", literals: "true false", functionDefiners: "function procedure package",
                typeDefiners: "type subtype", ignoresCase: true, quotedNames: .plain)))

    static let assembly = Language(
        "Assembly", "assembly asm nasm gas s x86asm armasm arm mips riscv masm",
        .code(
            CodeGrammar(
                comments: [.line(";"), .line("//"), .block("/*", "*/"), .line("#", .afterBlank), .line("@", .afterBlank)], strings: StringForm.both,
                types: "byte word dword qword tbyte ptr", nameBytes: ".", hasCalls: false, hasMembers: false,
                sigils: [
                    Sigil(".", .attribute, needsGap: true), Sigil("%", .variable), Sigil("$", .number, alone: "0123456789-", more: "0123456789"),
                    Sigil("#", .number, alone: "-", more: "0123456789"),
                ], firstWord: .keyword)))

    static let llvm = Language(
        "LLVM", "llvm ll",
        .code(
            CodeGrammar(
                comments: [.line(";")], strings: [.quoted("\"", prefixes: "c"), .quoted("\"")],
                keywords: """
                    define declare global constant private internal external linkonce weak common appending extern_weak linkonce_odr weak_odr hidden protected default to nuw nsw exact inbounds tail \
                    musttail volatile atomic unordered monotonic acquire release acq_rel seq_cst target datalayout triple attributes align ret br switch invoke resume unreachable add fadd sub fsub \
                    mul fmul udiv sdiv fdiv urem srem frem shl lshr ashr and or xor extractelement insertelement alloca load store fence cmpxchg atomicrmw getelementptr trunc zext sext fptrunc \
                    fpext bitcast ptrtoint inttoptr icmp fcmp phi select call eq ne ugt uge ult ule sgt sge slt sle label noundef nounwind dso_local
                    """, types: "void half float double ptr i1 i8 i16 i32 i64 i128 x metadata", literals: "true false null undef poison zeroinitializer", hasCalls: false,
                sigils: [Sigil("%", .variable, more: ".-0123456789"), Sigil("@", .function, more: ".-0123456789"), Sigil("!", .attribute, more: ".0123456789"), Sigil("#", .attribute, more: "0123456789")])))

    static let wasm = Language(
        "WebAssembly", "wasm wat wast webassembly",
        .code(
            CodeGrammar(
                comments: [.line(";;"), .block("(;", ";)", nests: true)], strings: [.quoted("\"")],
                keywords: "module func param result local global import export memory data table elem type mut block loop if then else end br br_if br_table return call call_indirect start offset",
                types: "i32 i64 f32 f64 v128 funcref externref", nameBytes: ".", hasMembers: false, sigils: [Sigil("$", .variable, more: ".-")])))

    static let verilog = Language(
        "Verilog", "verilog v systemverilog sv svh",
        .code(
            CodeGrammar(
                comments: CommentForm.c, strings: [.quoted("\"")],
                keywords: """
                    always always_comb always_ff always_latch and assert assign automatic begin buf case casex casez class constraint cover default defparam disable do else end endcase endclass \
                    endfunction endgenerate endinterface endmodule endpackage endtask enum event extends final for force forever fork function generate genvar if iff import initial inout input \
                    interface join local localparam modport nand negedge new nor not or output package parameter posedge primitive priority property pulldown pullup rand release repeat return \
                    sequence specify static struct super table task this typedef union unique virtual void wait while with xnor xor
                    """, types: "bit byte int integer logic longint real realtime reg shortint shortreal signed string time tri unsigned wire", typeDefiners: "module",
                sigils: [Sigil("$", .function), Sigil("`", .attribute), Sigil("'", .number, more: "0123456789")])))

    static let vhdl = Language(
        "VHDL", "vhdl vhd",
        .code(
            CodeGrammar(
                comments: [.line("--")], strings: [.raw("\"", doubled: true)],
                keywords: """
                    abs access after alias all and architecture array assert attribute begin block body buffer bus case component configuration constant disconnect downto else elsif end entity exit \
                    file for function generate generic group guarded if impure in inertial inout is label library linkage literal loop map mod nand new next nor not null of on open or others out \
                    package port postponed procedure process pure range record register reject rem report return rol ror select severity shared signal sla sll sra srl subtype then to transport \
                    type unaffected units until use variable wait when while with xnor xor
                    """, types: "bit bit_vector boolean character integer natural positive real std_logic std_logic_vector string time unsigned signed", literals: "true false",
                ignoresCase: true, quotedNames: .plain)))
}
