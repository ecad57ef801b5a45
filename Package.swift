// swift-tools-version: 6.1
import PackageDescription

/// Every target is compiled as Swift 6 with strict concurrency; a warning stops the build.
let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]

let package = Package(
    name: "Answerable",
    platforms: [.macOS(.v15)],

    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Arrows go down, never sideways or up (Docs/Pipeline.md).
        .target(name: "Diagnostics", swiftSettings: strict),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
    ],
    swiftLanguageModes: [.v6]
)
