// swift-tools-version: 6.2
import PackageDescription

/// Released programs carry their libraries: measured, `verify` starts in 3 ms instead of 8, and runs
/// where there is no toolchain.
let released = BuildSettingCondition.when(platforms: [.linux], configuration: .release)

/// Warnings are errors everywhere, and no target sees more than it declares.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .unsafeFlags(["-static-stdlib"], released),
]

/// Modules that compute are optimised in debug builds too, and keep their assertions: measured,
/// `verify` takes a fifth of the time, and so do the tests that run it.
let quick: [SwiftSetting] = [
  .unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))
]

/// One module of the house; `uses` is the whole of what it may import.
func module(
  _ name: String, uses dependencies: [Target.Dependency] = [], isHot: Bool = false,
  plugins: [Target.PluginUsage] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, swiftSettings: isHot ? strict + quick : strict,
    plugins: plugins)
}

func program(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, swiftSettings: strict,
    linkerSettings: [.unsafeFlags(["-static-stdlib", "-use-ld=lld"], released)])
}

func tests(
  of name: String, uses dependencies: [Target.Dependency] = [], beside files: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.target(name: name)] + dependencies, exclude: files,
    swiftSettings: strict)
}

let package = Package(
  name: "backcheck",
  platforms: [.macOS(.v15)],
  targets: [
    // Each module may use those above it, never one below.
    module("Scalars", isHot: true),
    module("JSONText"),
    module("Autodiff", uses: ["Scalars"], isHot: true),
    module("Curvature", uses: ["Scalars", "Autodiff"], isHot: true),
    module("Notation", uses: ["Scalars"]),
    module(
      "WorkedExamples", uses: ["Scalars", "JSONText", "Autodiff", "Notation"], isHot: true),
    module("Checking", uses: ["Scalars", "Autodiff", "Notation", "WorkedExamples"], isHot: true),
    module("Grading", uses: ["Scalars", "JSONText", "Notation", "WorkedExamples", "Checking"]),
    module("CommandLine"),
    module(
      "Reports",
      uses: [
        "Scalars", "JSONText", "Autodiff", "Notation", "WorkedExamples", "Checking", "Grading",
        "CommandLine",
      ]),

    // The hostile witness: claims whose truth is known, for `bench soundness` and the tests.
    module(
      "Soundness", uses: ["Scalars", "Notation", "WorkedExamples", "Checking"], isHot: true),

    program(
      "bench",
      uses: [
        "Scalars", "JSONText", "Autodiff", "Curvature", "Notation", "WorkedExamples", "Checking",
        "Grading", "CommandLine", "Bundled", "Soundness",
      ]),

    // The exercises and solutions, written as Swift source by a plugin.
    module(
      "Bundled", uses: ["JSONText", "WorkedExamples", "CommandLine"], plugins: ["EmbedExercises"]),
    program("embed"),
    .plugin(
      name: "EmbedExercises", capability: .buildTool(), dependencies: ["embed"],
      path: "Sources/EmbedExercises"),

    program(
      "verify",
      uses: [
        "JSONText", "Notation", "WorkedExamples", "Checking", "Grading", "Reports", "CommandLine",
        "Bundled",
      ]),
    program(
      "grade",
      uses: [
        "Scalars", "JSONText", "WorkedExamples", "Checking", "Grading", "Reports", "CommandLine",
        "Bundled",
      ]),

    // What tests of several modules make and take apart.
    .target(
      name: "TestSupport", dependencies: ["WorkedExamples", "Grading"], path: "Tests/TestSupport",
      swiftSettings: strict),
    tests(of: "Scalars"),
    tests(of: "JSONText"),
    // What is built on the tape is tried beside it.
    tests(of: "Autodiff", uses: ["Scalars", "Curvature", "WorkedExamples"]),
    tests(of: "Notation", uses: ["Scalars"]),
    tests(of: "WorkedExamples", uses: ["Scalars", "JSONText", "Autodiff", "Notation"]),
    tests(of: "Checking", uses: ["Scalars", "JSONText", "Notation", "WorkedExamples"]),
    tests(of: "Soundness", uses: ["Scalars", "Notation", "Checking"]),
    tests(
      of: "Grading",
      uses: [
        "Scalars", "JSONText", "Notation", "WorkedExamples", "Checking", "Reports", "TestSupport",
      ],
      beside: ["Forms"]),
    tests(of: "CommandLine"),
    tests(
      of: "Reports",
      uses: [
        "Scalars", "JSONText", "Notation", "WorkedExamples", "Checking", "Grading", "CommandLine",
        "Bundled", "TestSupport",
      ]),
    .testTarget(
      name: "ProgramTests", dependencies: ["verify", "grade", "bench"],
      exclude: ["Fixtures", "Transcripts"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
