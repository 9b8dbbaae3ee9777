import Foundation
import Scalars

/// The numbers that follow from one student's id: the same on every machine, and for ever.
///
/// The id without blanks around it, in Unicode's form NFC, is hashed with the exercise's id and its
/// salt by FNV-1a (64 bits, Fowler, Noll, Vo); SplitMix64 (Steele, Lea and Flood, 2014) goes on from
/// there. Swift's own hashes differ from run to run, and its `random(in:)` promises no numbers.
package struct VariantSeed: Sendable {
  private var generator: SplitMix64

  package init(student: String, exercise: String, salt: String) {
    let text = "variant 1\n\(exercise)\n\(salt)\n\(Self.canonical(student))"
    generator = SplitMix64(
      seed: text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
  }

  /// The form in which two spellings of one id are the same.
  package static func canonical(_ student: String) -> String {
    student.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
  }

  mutating func next() -> UInt64 { generator.next() }

  /// A whole number from 0 to one less than `count`, each as likely as the others.
  mutating func next(below count: Int) -> Int {
    guard count > 1 else { return 0 }
    let count = UInt64(count)
    // What is beyond the last whole multiple would make the first numbers likelier.
    let end = UInt64.max - UInt64.max % count
    var number = next()
    while number >= end { number = next() }
    return Int(number % count)
  }
}
