import CommandLine
import Reports
import WorkedExamples

/// Exercises as programs.
extension Verification {
  mutating func emit(_ exercise: Exercise, _ sheets: [Argument]) throws(UsageError) -> ExitStatus {
    guard sheets.isEmpty else { throw UsageError("--emit needs one exercise") }
    if isJSON { throw UsageError("--emit and --json exclude each other") }
    output.write(SwiftListing(exercise).text)
    return .right
  }
}
