// swift-tools-version: 6.1
import PackageDescription

/// Every target is compiled as Swift 6 with strict concurrency; a warning stops the build.
let strict: [SwiftSetting] = [
    .unsafeFlags(["-warnings-as-errors"]), .unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug)),
]

/// The hostile cases: tests as a rule; with `ANSWERABLE_FUZZ` set (Scripts/fuzz), libFuzzer's program of the same targets.
let fuzzed: [Target.Dependency] = [
    "FrontMatter", "Markdown", "KnowledgeBase", "Importers", "SearchIndex", "SiteGenerator", "Diagnostics", "HTMLJudge",
]
let fuzzing: Target =
    Context.environment["ANSWERABLE_FUZZ"] == nil
    ? .testTarget(
        name: "FuzzTests", dependencies: fuzzed, path: "Tests/Fuzzing", exclude: ["LibFuzzer.swift", "Seeds"], swiftSettings: strict)
    : .executableTarget(
        name: "fuzzer", dependencies: fuzzed, path: "Tests/Fuzzing", exclude: ["FuzzTests.swift", "Seeds"],
        swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])

let package = Package(
    name: "Answerable",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // The oracle of the template engine's tests; no part of the program.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .executableTarget(
            name: "answerable",
            dependencies: [
                "SiteGenerator", "DevServer", "Importers", "KnowledgeBase", "Markdown", "SearchIndex", "Diagnostics",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),
        // Arrows go down, never sideways or up (Docs/Pipeline.md).
        .target(name: "DevServer", dependencies: ["SiteGenerator", "Diagnostics"], swiftSettings: strict),
        .target(
            name: "SiteGenerator",
            dependencies: [
                "KnowledgeBase", "AnswerClock", "Markdown", "TemplateEngine", "SearchIndex", "FrontMatter", "DefaultTheme", "Diagnostics",
                "CSystemCalls", "FileLocks",
            ], swiftSettings: strict),
        .target(name: "CSystemCalls", cSettings: [.unsafeFlags(["-Werror"])]),
        .target(name: "DefaultTheme", swiftSettings: strict, plugins: ["EmbedTheme"]),
        .plugin(name: "EmbedTheme", capability: .buildTool(), dependencies: ["ThemeEmbedder"]),
        .executableTarget(name: "ThemeEmbedder", swiftSettings: strict),
        .target(
            name: "KnowledgeBase", dependencies: ["FrontMatter", "Markdown", "AnswerClock", "Diagnostics"], swiftSettings: strict),
        .target(name: "AnswerClock", swiftSettings: strict),
        .target(name: "Importers", dependencies: ["CLibXML2", "CZlib", "FileLocks", "Diagnostics"], swiftSettings: strict),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .target(name: "SearchIndex", dependencies: ["Diagnostics"], swiftSettings: strict),
        .executableTarget(
            name: "search-bench", dependencies: ["SearchIndex"], path: "Benchmarks/search", exclude: ["demo.html"], swiftSettings: strict),
        .target(name: "TemplateEngine", dependencies: ["Diagnostics"], swiftSettings: strict),
        .target(
            name: "FrontMatter", dependencies: ["Diagnostics", .product(name: "Yams", package: "Yams")], swiftSettings: strict),
        .target(name: "Markdown", dependencies: ["CCmarkGFM", "Diagnostics"], swiftSettings: strict),
        .systemLibrary(
            name: "CCmarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
        .target(name: "Diagnostics", swiftSettings: strict),
        .target(name: "FileLocks", swiftSettings: strict),

        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(
            name: "FaultTests", dependencies: ["SiteGenerator", "Importers", "DefaultTheme", "TemplateEngine", "Diagnostics"],
            swiftSettings: strict),
        .testTarget(name: "KnowledgeBaseTests", dependencies: ["KnowledgeBase", "FrontMatter", "Markdown", "Diagnostics"]),
        .testTarget(name: "MarkdownTests", dependencies: ["Markdown", "HTMLJudge", "Diagnostics"]),
        // A strict reader of the HTML that the program prints.
        .target(name: "HTMLJudge", path: "Tests/HTMLJudge", swiftSettings: strict),
        fuzzing,
        .testTarget(
            name: "FrontMatterTests", dependencies: ["FrontMatter", "Diagnostics", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .testTarget(name: "ImportersTests", dependencies: ["Importers", "CZlib", "Markdown", "Diagnostics"]),
        .testTarget(
            name: "SearchIndexTests", dependencies: ["SearchIndex", "Diagnostics"], exclude: ["search-cases.js", "AnalysisVectors.txt"], swiftSettings: strict),
        .testTarget(name: "AnswerClockTests", dependencies: ["AnswerClock"], exclude: ["Reference"], swiftSettings: strict),
        .testTarget(
            name: "SiteGeneratorTests", dependencies: ["SiteGenerator", "KnowledgeBase", "AnswerClock", "Diagnostics", "RunningProgram"],
            swiftSettings: strict),
        .testTarget(
            name: "TemplateEngineTests",
            dependencies: ["TemplateEngine", "Diagnostics", .product(name: "Mustache", package: "swift-mustache")]),

        // Every reader of strangers' bytes.

        // The program as its users run it, and what it built.
        .target(name: "RunningProgram", path: "Tests/RunningProgram", swiftSettings: strict),
        .testTarget(name: "SiteTests", dependencies: ["RunningProgram", "CLibXML2"], swiftSettings: strict),
        .testTarget(name: "DevServerTests", dependencies: ["DevServer", "SiteGenerator", "RunningProgram"], swiftSettings: strict),
        .testTarget(name: "CommandLineTests", dependencies: ["RunningProgram"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
