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
    let (escape, first) = (UInt8(ascii: "\\"), UInt8(ascii: "v"))
    // Foundation's search takes longer than reading the sheet.
    return bytes.withUnsafeBufferPointer { bytes in
      stride(from: 0, to: bytes.count, by: 64).contains { start in
        let block = start..<min(start + 64, bytes.count)
        // A loop without a way out, so that many bytes are compared at a time.
        let isWorthALook = block.reduce(into: 0 as UInt8) { found, index in
          found |= (bytes[index] == escape ? 1 : 0) | (bytes[index] == first ? 1 : 0)
        }
        return isWorthALook != 0
          && block.contains { index in
            bytes[index] == escape
              || bytes[index] == first && bytes[index...].starts(with: word)
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
    guard !path.isStandardInput, let bytes = try? path.read() else { return nil }
    let source = SourceText(name: path.text, saved: bytes)
    guard mayHaveVariant(source.bytes), let root = try? JSONDocument(source).root,
      let exercise = root["exercise"]?.string, let variant = root["variant"]?.string
    else { return nil }
    return (exercise, VariantSeed.canonical(variant))
  }
}
