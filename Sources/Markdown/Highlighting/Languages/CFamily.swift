extension CommentForm {
    static let c: [CommentForm] = [.line("//"), .block("/*", "*/")]
    static let nested: [CommentForm] = [.line("//"), .block("/*", "*/", nests: true)]
    static let hash: [CommentForm] = [.line("#")]
}

private let cKeywords = """
    auto break case const continue default do else extern for goto if inline register restrict return sizeof static switch typedef volatile while \
    _Alignas _Alignof _Atomic _Generic _Noreturn _Static_assert _Thread_local alignas alignof static_assert thread_local typeof asm __attribute__ __asm__ __inline __restrict
    """
private let cTypes = """
    void char short int long float double signed unsigned bool _Bool _Complex size_t ssize_t ptrdiff_t intptr_t uintptr_t int8_t int16_t int32_t int64_t uint8_t uint16_t \
    uint32_t uint64_t wchar_t FILE va_list time_t off_t pid_t intmax_t uintmax_t char16_t char32_t char8_t
    """
private let cLiterals = "true false NULL nullptr stdin stdout stderr EOF"

extension Language {
    static let c = Language(
        "C", "c h",
        .code(
            CodeGrammar(
                comments: CommentForm.c, strings: [.quoted("\"", prefixes: "L u u8 U"), .quoted("'", prefixes: "L u U"), .quoted("\""), .quoted("'")], keywords: cKeywords,
                types: cTypes, literals: cLiterals, typeDefiners: "struct union enum", hasDirectives: true, digitSeparator: UInt8(ascii: "'"))))

    static let cPlusPlus = Language(
        "C++", "cpp c++ cc cxx hpp h++ hh hxx ino arduino cuda cu",
        .code(
            CodeGrammar(
                comments: CommentForm.c,
                strings: [
                    StringForm(open: "\"", close: "\"", prefixes: "R LR uR u8R UR", isMultiline: true, isDelimited: true), .quoted("\"", prefixes: "L u u8 U"),
                    .quoted("'", prefixes: "L u u8 U"), .quoted("\""), .quoted("'"),
                ],
                keywords: cKeywords + """
                     and and_eq bitand bitor catch co_await co_return co_yield compl const_cast consteval constexpr constinit decltype delete dynamic_cast explicit export final \
                    friend import module mutable namespace new noexcept not not_eq operator or or_eq override private protected public reinterpret_cast requires static_cast template \
                    this throw try typeid typename using virtual xor xor_eq
                    """, types: cTypes + " string vector map set unordered_map unordered_set unique_ptr shared_ptr optional variant string_view pair tuple array span",
                literals: cLiterals, typeDefiners: "class struct union enum concept", hasDirectives: true, bracketed: [Bracketed(open: "[[", close: "]]", kind: .attribute)],
                digitSeparator: UInt8(ascii: "'"))))

    static let objectiveC = Language(
        "Objective-C", "objective-c objectivec objc obj-c obj-c++ objc++ objective-c++ m mm",
        .code(
            CodeGrammar(
                comments: CommentForm.c, strings: [.quoted("@\"").closed(by: "\""), .quoted("\""), .quoted("'")],
                keywords: cKeywords + " in out inout self super nonatomic strong weak copy assign readonly readwrite getter setter __block __weak __strong nullable nonnull instancetype",
                types: cTypes + " id BOOL SEL IMP Class NSInteger NSUInteger CGFloat", literals: cLiterals + " YES NO nil Nil", typeDefiners: "struct union enum", capitals: .type,
                allCapitals: .plain, sigils: [Sigil("@", .keyword)], hasDirectives: true)))

    static let visualBasic = Language(
        "Visual Basic", "vb vbnet vb.net visualbasic visual-basic vba vbs vbscript bas",
        .code(
            CodeGrammar(
                comments: [.line("'")], strings: [.raw("\"", doubled: true)],
                keywords: """
                    addhandler addressof alias and andalso as async await byref byval call case catch cbool cbyte cchar cdate cdbl cint clng const continue cstr ctype declare default delegate dim \
                    directcast do each else elseif end enum erase error event exit finally for friend get gettype global gosub goto handles if implements imports in inherits is isnot let lib like loop \
                    me mod mustinherit mustoverride mybase namespace narrowing new next not notinheritable of on operator option optional or orelse overloads overridable overrides paramarray partial \
                    preserve private property protected public raiseevent readonly redim rem removehandler resume return select set shadows shared static step stop synclock then throw to try trycast \
                    typeof until using wend when while widening with withevents writeonly xor yield
                    """, types: "boolean byte char date decimal double integer long object sbyte short single string uinteger ulong ushort variant", literals: "true false nothing null empty",
                functionDefiners: "sub function", typeDefiners: "class module structure interface", ignoresCase: true, hasDirectives: true)))

    static let java = Language(
        "Java", "java jsp",
        .code(
            CodeGrammar(
                comments: CommentForm.c, strings: [.quoted("\"\"\"", multiline: true)] + StringForm.both,
                keywords: """
                    abstract assert break case catch continue default do else exports extends final finally for goto if implements import instanceof module native new non-sealed open \
                    opens package permits private protected provides public requires return sealed static strictfp super switch synchronized this throw throws to transient transitive \
                    try uses var void volatile when while with yield
                    """, types: "boolean byte char double float int long short", literals: "true false null", typeDefiners: "class interface enum record @interface", capitals: .type,
                allCapitals: .literal, sigils: [Sigil("@", .attribute, more: ".")])))

    static let kotlin = Language(
        "Kotlin", "kotlin kt kts",
        .code(
            CodeGrammar(
                comments: CommentForm.nested,
                strings: [
                    .quoted("\"\"\"", [.code("${", "}"), .name(UInt8(ascii: "$"))], multiline: true), .quoted("\"", [.code("${", "}"), .name(UInt8(ascii: "$"))]), .quoted("'"),
                    .raw("`"),
                ],
                keywords: """
                    abstract actual annotation as break by catch companion const constructor continue crossinline data delegate do else expect external final finally for get if import \
                    in infix init inline inner internal is it lateinit noinline open operator out override package private protected public reified return sealed set suspend super \
                    tailrec this throw try typeof val value var vararg when where while
                    """, types: "Int Long Short Byte Double Float Boolean Char String Unit Any Nothing", literals: "true false null", functionDefiners: "fun",
                typeDefiners: "class interface object enum typealias", capitals: .type, allCapitals: .literal, sigils: [Sigil("@", .attribute, more: ":.")])))

    static let scala = Language(
        "Scala", "scala sbt sc",
        .code(
            CodeGrammar(
                comments: CommentForm.nested,
                strings: [
                    .quoted("\"\"\"", [.code("${", "}"), .name(UInt8(ascii: "$"))], multiline: true, prefixes: "s f raw"),
                    .quoted("\"", [.code("${", "}"), .name(UInt8(ascii: "$"))], prefixes: "s f raw"), .raw("\"\"\"", multiline: true), .quoted("\""), .raw("`"),
                ],
                keywords: """
                    abstract as case catch derives do else end export extends extension final finally for forSome given if implicit import infix inline lazy macro match new opaque open \
                    override package private protected return sealed super then this throw transparent try using val var while with yield
                    """, types: "Int Long Short Byte Double Float Boolean Char String Unit Any AnyRef AnyVal Nothing", literals: "true false null", functionDefiners: "def",
                typeDefiners: "class trait object type enum", capitals: .type, sigils: [Sigil("@", .attribute)], quotedNames: .literal)))

    static let groovy = Language(
        "Groovy", "groovy gradle jenkinsfile",
        .code(
            CodeGrammar(
                comments: CommentForm.c,
                strings: [
                    .quoted("\"\"\"", [.code("${", "}"), .name(UInt8(ascii: "$"))], multiline: true), .quoted("'''", multiline: true),
                    .quoted("\"", [.code("${", "}"), .name(UInt8(ascii: "$"))]), .quoted("'"),
                ],
                keywords: """
                    abstract as assert break case catch continue default do else extends final finally for if implements import in instanceof native new package private protected public \
                    return static strictfp super switch synchronized this throw throws transient try var void volatile while
                    """, types: "boolean byte char double float int long short String", literals: "true false null", functionDefiners: "def", typeDefiners: "class interface enum trait",
                capitals: .type, allCapitals: .literal, sigils: [Sigil("@", .attribute)], keysBeforeColon: .names)))

    static let cSharp = Language(
        "C#", "csharp c# cs dotnet",
        .code(
            CodeGrammar(
                comments: CommentForm.c,
                strings: [
                    StringForm(open: "$@\"", close: "\"", escape: nil, isDoubled: true, isMultiline: true, interpolations: [.code("{", "}")]),
                    StringForm(open: "@$\"", close: "\"", escape: nil, isDoubled: true, isMultiline: true, interpolations: [.code("{", "}")]),
                    .raw("\"\"\"", multiline: true), .quoted("$\"", [.code("{", "}")]).closed(by: "\""), .raw("@\"", "\"", multiline: true, doubled: true), .quoted("\""), .quoted("'"),
                ],
                keywords: """
                    abstract add alias as ascending async await base break by case catch checked const continue default delegate descending do else event explicit extern file finally \
                    fixed for foreach from get global goto group if implicit in init internal into is join let lock managed nameof namespace new not notnull on operator or and orderby \
                    out override params partial private protected public readonly ref remove required return scoped sealed select set sizeof stackalloc static switch this throw try \
                    typeof unchecked unmanaged unsafe using value var virtual volatile when where while with yield
                    """, types: "bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint ulong ushort void", literals: "true false null",
                typeDefiners: "class struct interface enum record", capitals: .type, membersAreTypes: false, hasDirectives: true)))

    static let dart = Language(
        "Dart", "dart flutter",
        .code(
            CodeGrammar(
                comments: CommentForm.nested,
                strings: [
                    .raw("\"\"\"", multiline: true, prefixes: "r"), .raw("'''", multiline: true, prefixes: "r"), .raw("\"", prefixes: "r"), .raw("'", prefixes: "r"),
                    .quoted("\"\"\"", [.code("${", "}"), .name(UInt8(ascii: "$"))], multiline: true), .quoted("'''", [.code("${", "}"), .name(UInt8(ascii: "$"))], multiline: true),
                    .quoted("\"", [.code("${", "}"), .name(UInt8(ascii: "$"))]), .quoted("'", [.code("${", "}"), .name(UInt8(ascii: "$"))]),
                ],
                keywords: """
                    abstract as assert async await base break case catch const continue covariant default deferred do dynamic else export extends extension external factory final \
                    finally for get hide if implements import in interface is late library new of on operator part required rethrow return sealed set show static super switch sync this \
                    throw try typedef var when while with yield
                    """, types: "void int double num bool", literals: "true false null", typeDefiners: "class enum mixin", capitals: .type, allCapitals: .literal,
                sigils: [Sigil("@", .attribute, more: ".")])))

    static let d = Language(
        "D", "d dlang",
        .code(
            CodeGrammar(
                comments: [.line("//"), .block("/*", "*/"), .block("/+", "+/", nests: true)],
                strings: [.raw("`", multiline: true), .raw("\"", multiline: true, prefixes: "r"), .quoted("\"", multiline: true), .quoted("'")],
                keywords: """
                    abstract alias align asm assert auto body break case cast catch const continue debug default delegate delete deprecated do else export extern final finally for \
                    foreach foreach_reverse function goto if immutable import in inout invariant is lazy macro mixin module new nothrow out override package pragma private protected \
                    public pure ref return scope shared static super switch synchronized template this throw try typeid typeof unittest version while with __gshared
                    """, types: "bool byte ubyte short ushort int uint long ulong char wchar dchar float double real void string wstring dstring size_t", literals: "true false null",
                typeDefiners: "class struct interface union enum", capitals: .type, sigils: [Sigil("@", .attribute)])))

    static let glsl = Language(
        "GLSL", "glsl hlsl shader frag vert metal wgsl",
        .code(
            CodeGrammar(
                comments: CommentForm.c, strings: [.quoted("\"")],
                keywords: """
                    attribute break case centroid const continue default discard do else flat for fn highp if in inout invariant layout let lowp mediump out precision return smooth \
                    switch uniform var varying while buffer shared using namespace constant device kernel vertex fragment
                    """, types: """
                    bool int uint float double half void vec2 vec3 vec4 ivec2 ivec3 ivec4 uvec2 uvec3 uvec4 bvec2 bvec3 bvec4 mat2 mat3 mat4 sampler1D sampler2D sampler3D samplerCube \
                    float2 float3 float4 float4x4 float3x3 i32 u32 f32 f16
                    """, literals: "true false", typeDefiners: "struct", sigils: [Sigil("@", .attribute)], hasDirectives: true)))

    static let solidity = Language(
        "Solidity", "solidity sol",
        .code(
            CodeGrammar(
                comments: CommentForm.c, strings: [.quoted("\"", prefixes: "hex unicode"), .quoted("\""), .quoted("'")],
                keywords: """
                    abstract anonymous as assembly break calldata catch constant constructor continue delete do else emit external fallback for if immutable import indexed internal is \
                    mapping memory modifier new override payable pragma private public pure receive return returns storage super this throw try unchecked using view virtual while
                    """, types: "address bool string bytes byte int uint int8 int128 int256 uint8 uint16 uint32 uint64 uint128 uint256 bytes4 bytes32 fixed ufixed",
                literals: "true false wei gwei ether seconds minutes hours days weeks", functionDefiners: "function event error", typeDefiners: "contract interface library struct enum",
                capitals: .type)))
}

extension StringForm {
    func closed(by close: String) -> StringForm {
        var form = self
        form.close = close
        return form
    }
}
