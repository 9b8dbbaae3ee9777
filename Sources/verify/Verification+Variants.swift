import Checking
import CommandLine
import Reports
import WorkedExamples

/// Numbers of one's own.
extension Verification {
  /// The exercise with the numbers that `--variant` asks for; nil, after saying why, where there
  /// are none.
  mutating func dealt(_ exercise: Exercise) throws(UsageError) -> Exercise? {
    guard let student = arguments.value(of: Options.variant)?.text else { return exercise }
    guard !VariantSeed.canonical(student).isEmpty else {
      throw UsageError("--variant takes a student's id, which is not empty")
    }
    do throws(Fault) {
      return try exercise.dealt(to: student)
    } catch {
      _ = refuse([error])
      return nil
    }
  }
}
