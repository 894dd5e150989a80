// swift-tools-version: 6.2
import PackageDescription

/// Each room of the house is a target; `dependencies` are the only imports it may make.
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .strictMemorySafety()]

let package = Package(
    name: "breakouts",
    products: [.executable(name: "breakouts", targets: ["breakouts"])],
    dependencies: [],
    targets: [
        // `rounded()` is a call into the C mathematics library where it is not inlined.
        .target(
            name: "Optimisation", swiftSettings: settings, linkerSettings: [.linkedLibrary("m")]),
        .target(name: "BreakoutModel", swiftSettings: settings),
        .target(name: "BreakoutFormats", dependencies: ["BreakoutModel"], swiftSettings: settings),
        .target(name: "BreakoutFairness", dependencies: ["BreakoutModel"], swiftSettings: settings),
        .target(
            name: "BreakoutVerifier", dependencies: ["BreakoutModel"], exclude: ["README.md"],
            swiftSettings: settings),
        .target(
            name: "BreakoutAllocator", dependencies: ["BreakoutModel", "Optimisation"],
            swiftSettings: settings),
        .target(
            name: "BreakoutReports", dependencies: ["BreakoutModel", "BreakoutFairness"],
            swiftSettings: settings),
        .target(
            name: "BreakoutBenchmarks",
            dependencies: ["BreakoutModel", "BreakoutAllocator", "BreakoutFairness"],
            swiftSettings: settings),
        .executableTarget(
            name: "breakouts",
            dependencies: [
                "Optimisation", "BreakoutModel", "BreakoutFormats", "BreakoutFairness",
                "BreakoutVerifier", "BreakoutAllocator", "BreakoutReports", "BreakoutBenchmarks",
            ],
            swiftSettings: settings),

        .target(
            name: "BreakoutTestSupport", dependencies: ["BreakoutModel"],
            path: "Tests/BreakoutTestSupport", swiftSettings: settings),
        .testTarget(
            name: "OptimisationTests", dependencies: ["Optimisation", "BreakoutTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "BreakoutModelTests", dependencies: ["BreakoutModel", "BreakoutTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "BreakoutFormatsTests", dependencies: ["BreakoutFormats", "BreakoutTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "BreakoutFairnessTests",
            dependencies: ["BreakoutFairness", "BreakoutTestSupport"], swiftSettings: settings),
        .testTarget(
            name: "BreakoutVerifierTests",
            dependencies: ["BreakoutVerifier", "BreakoutTestSupport"], swiftSettings: settings),
        .testTarget(
            name: "BreakoutAllocatorTests",
            dependencies: [
                "BreakoutAllocator", "BreakoutVerifier", "BreakoutFairness", "BreakoutTestSupport",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "BreakoutReportsTests", dependencies: ["BreakoutReports", "BreakoutTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "BreakoutBenchmarksTests",
            dependencies: ["BreakoutBenchmarks", "BreakoutTestSupport"], swiftSettings: settings),
        .testTarget(
            name: "CommandTests", dependencies: ["breakouts", "BreakoutModel", "BreakoutTestSupport"],
            swiftSettings: settings),
    ]
)
