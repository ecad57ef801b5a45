// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]

let package = Package(
    name: "Answerable",
    platforms: [.macOS(.v15)],
    targets: [
        .target(name: "SearchIndex", swiftSettings: strict),
        .executableTarget(
            name: "search-bench", dependencies: ["SearchIndex"], path: "Benchmarks/search", exclude: ["demo.html"], swiftSettings: strict),
        .testTarget(
            name: "SearchIndexTests", dependencies: ["SearchIndex"], exclude: ["search-cases.js", "AnalysisVectors.txt"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
