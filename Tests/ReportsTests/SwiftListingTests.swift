import Bundled
import Checking
import Foundation
import Notation
import Testing
import WorkedExamples

@testable import Reports

@Suite("exercises as straight-line Swift")
struct SwiftListingTests {
  static let exercises: [Exercise] = {
    guard let library = try? Library(addingFolder: nil) else { return [] }
    return library.ids.compactMap { library.exercise($0) }
  }()

  @Test("each operation and each derivative has a line, under the names of the exercise")
  func lines() throws {
    let exercise = try #require(Self.exercises.first { $0.id == "exercise5" })
    let text = SwiftListing(exercise).text
    for line in [
      "let z1: Double = t14 + theta_2", "let h1: Double = relu(z1)",
      "let yhat1: Double = t19 + theta_4", "let d_yhat1: Double = d_t22",
      "let d_z1: Double = z1 > 0.0 ? d_h1 : 0.0", "derivatives[1] = d_z1",
      "func relu(_ x: Double) -> Double { x > 0 ? x : 0 }",
    ] {
      #expect(text.contains(line + "\n"), "\(line)\n\(text)")
    }
  }

  @Test("there are functions in every exercise that differentiates by a name")
  func counts() {
    let counts = Self.exercises.map { ($0.id, SwiftListing($0).functionCount) }
    #expect(counts.first { $0.0 == "exercise5" }?.1 == 3)
    #expect(counts.allSatisfy { $0.1 < 50 } && counts.contains { $0.1 > 3 }, "\(counts)")
  }

  @Test("compiled, it prints the exercise's values", .enabled(if: compiler != nil))
  func compiled() throws {
    let exercise = try #require(Self.exercises.first { $0.id == "exercise5" })
    let setting = Setting(try #require(exercise.questions.first).scope)
    let lines = try run(SwiftListing(exercise).text)
    let expected = [
      ("L1", ["yhat1", "z1", "theta"]), ("L2", ["yhat2", "z2", "theta"]), ("risk", ["theta"]),
    ]
    #expect(lines.count == expected.count)
    for (line, (name, variables)) in zip(lines, expected) {
      var exact = try setting.evaluate(Formula(.name(name))).exact
      for variable in variables {
        let slope = Formula(
          .call("grad", order: 0, [Formula(.name(name)), Formula(.name(variable))]))
        exact += try setting.evaluate(slope).exact
      }
      let numbers = line.split { !"0123456789.-e".contains($0) }.compactMap { Double($0) }
      #expect(line.hasPrefix("\(name) ") && numbers.count >= exact.count, "\(line)")
      // At most 60 roundings of numbers below 16: 60·2⁴·2⁻⁵³ < 2⁻⁴³.
      for (number, exact) in zip(numbers.suffix(exact.count), exact) {
        #expect((number - Double(exact)).magnitude < 0x1p-43, "\(line)")
      }
    }
  }

  /// The compiler, where there is one on the search path.
  static let compiler: URL? = {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { URL(fileURLWithPath: String($0)).appendingPathComponent("swiftc") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()

  /// Compiles and runs a program, and returns the lines that it prints.
  private func run(_ source: String) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("listing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("listing.swift")
    try Data(source.utf8).write(to: file)
    let program = folder.appendingPathComponent("listing")
    let compiler = try #require(Self.compiler)
    _ = try output(of: compiler, [file.path, "-O", "-warnings-as-errors", "-o", program.path])
    return try output(of: program, []).split(separator: "\n").map(String.init)
  }

  private func output(of program: URL, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    #expect(process.terminationStatus == 0, "\(text)")
    return text
  }
}
