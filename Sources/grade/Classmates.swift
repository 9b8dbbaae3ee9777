import CommandLine
import Grading
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
    return bytes.withUnsafeBufferPointer { bytes in
      bytes.indices.contains { index in
        switch bytes[index] {
        case UInt8(ascii: "\\"): true
        case UInt8(ascii: "v"): bytes[index...].starts(with: word)
        default: false
        }
      }
    }
  }

  /// Reads all files, on all cores: who grades waits for it.
  private func read() -> [String: Set<String>] {
    let size = 64
    let starts = Array(stride(from: 0, to: intake.count, by: size))
    let parts = Workers.map(starts) { [intake] start in
      (start..<min(start + size, intake.count)).compactMap { Self.claim(of: intake.item($0).path) }
    }
    var students: [String: Set<String>] = [:]
    for claim in parts.joined() where !claim.student.isEmpty {
      students[claim.exercise, default: []].insert(claim.student)
    }
    return students
  }

  /// Whose numbers a file says that it answers; what cannot be read is told where it is graded.
  private static func claim(of path: Path) -> (exercise: String, student: String)? {
    guard !path.isStandardInput, let bytes = try? path.read(), mayHaveVariant(bytes),
      let root = try? JSONDocument(SourceText(name: path.text, bytes: bytes)).root,
      let exercise = root["exercise"]?.string, let variant = root["variant"]?.string
    else { return nil }
    return (exercise, VariantSeed.canonical(variant))
  }
}
