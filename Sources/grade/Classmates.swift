import CommandLine
import JSONText
import Synchronization
import WorkedExamples

/// Who has a sheet with numbers of one's own among the files of a run: of all shards together, so
/// that each finds the same.
final class Classmates: Sendable {
  private let intake: Intake
  private let known = Mutex<[String: Set<String>]?>(nil)

  init(_ intake: Intake) {
    self.intake = intake
  }

  /// The ids of those who answer an exercise, in normal form; the files are read when the first one
  /// is asked for.
  func students(of exercise: String) -> Set<String> {
    known.withLock { known in
      let students = known ?? read()
      known = students
      return students[exercise] ?? []
    }
  }

  /// Whether a key may be "variant", plainly or with escapes; most sheets need not be read for it.
  private static func mayHaveVariant(_ bytes: [UInt8]) -> Bool {
    let word = Array("variant".utf8)
    // Foundation's search takes longer than reading the sheet.
    return bytes.indices.contains { index in
      bytes[index] == UInt8(ascii: "\\")
        || bytes[index] == word[0] && bytes[index...].starts(with: word)
    }
  }

  private func read() -> [String: Set<String>] {
    var students: [String: Set<String>] = [:]
    for index in 0..<intake.count {
      let path = intake.item(index).path
      // What cannot be read is told where it is graded.
      guard !path.isStandardInput, let bytes = try? path.read(), Self.mayHaveVariant(bytes),
        let root = try? JSONDocument(SourceText(name: path.text, bytes: bytes)).root,
        let exercise = root["exercise"]?.string, let variant = root["variant"]?.string
      else { continue }
      let student = VariantSeed.canonical(variant)
      if !student.isEmpty { students[exercise, default: []].insert(student) }
    }
    return students
  }
}
