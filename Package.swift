// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors everywhere, and no target sees more than it declares.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// One module of the house; `uses` is the whole of what it may import.
func module(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(of name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.target(name: name)] + dependencies,
    swiftSettings: strict)
}

let package = Package(
  name: "backcheck",
  platforms: [.macOS(.v15)],
  targets: [
    module("Scalars"),
    tests(of: "Scalars"),
    module("Notation", uses: ["Scalars"]),
    tests(of: "Notation", uses: ["Scalars"]),
  ],
  swiftLanguageModes: [.v6]
)
