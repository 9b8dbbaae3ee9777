import Scalars
import WorkedExamples

/// Draws other numbers like those of an exercise: whole where they are whole, classes where they are
/// classes, and parts of 1 where they are that.
struct NumberDraw {
  /// How far the numbers may go from those of the file.
  enum Manner: CaseIterable {
    /// With their signs, and with what is 0: where roots and logarithms have values.
    case near
    /// With any signs, so that each side of a kink is seen.
    case signed
    /// So large that constants do not hide a sign.
    case far
    /// The draw before this with all signs turned: what is on one side of a kink is then on the other.
    case mirrored
  }

  /// The draws that are made, and their order: what differs mostly does so at the first.
  static let manners: [Manner] = [
    .signed, .mirrored, .near, .far, .mirrored, .signed, .mirrored, .near, .far, .mirrored, .signed,
    .near,
  ]

  /// Which numbers are subscripts, sizes or classes.
  private let counting: Set<Int>
  private var generator = SplitMix64(seed: 0)
  private var last: [Quantity<Rational>] = []
  private var variant = VariantSeed(student: "", exercise: "", salt: "")

  init(counting: Set<Int>) {
    self.counting = counting
  }

  mutating func values(in numbers: [ExerciseNumbers], _ manner: Manner) -> [Quantity<Rational>] {
    last = numbers.indices.map { index in
      guard !counting.contains(index) else { return numbers[index].value }
      if let dealt = numbers[index].dealt(from: &variant) { return dealt }
      if manner == .mirrored, last.indices.contains(index), parts(of: last[index]) == nil {
        return last[index].map { -$0 }
      }
      return values(like: numbers[index].value, manner)
    }
    return last
  }

  /// Numbers right beside others, of which none need be whole; counts and parts of 1 stay.
  mutating func nudged(_ values: [Quantity<Rational>]) -> [Quantity<Rational>] {
    values.indices.map { index in
      let value = values[index]
      guard !counting.contains(index), parts(of: value) == nil else { return value }
      return value.map { entry in
        let shift = Rational(1 + below(64)) / Rational(4096)
        return entry.isZero ? shift : entry * (.one + shift)
      }
    }
  }

  // MARK: Numbers

  private mutating func values(like old: Quantity<Rational>, _ manner: Manner) -> Quantity<Rational>
  {
    if let parts = parts(of: old) {
      var entries = old.entries
      for part in parts {
        let new = share(like: part.map { old.entries[$0] }, manner)
        for (place, value) in zip(part, new) { entries[place] = value }
      }
      return Quantity(old.shape, entries)
    }
    let isDistinct = Set(old.entries.map(\.magnitude)).count == old.entries.count
    var entries: [Rational] = []
    for entry in old.entries {
      var new = number(like: entry, manner)
      // What ties by chance would be a jump.
      for _ in 0..<8 where isDistinct && entries.contains(where: { $0.magnitude == new.magnitude })
      {
        new = number(like: entry, manner)
      }
      entries.append(new)
    }
    return Quantity(old.shape, entries)
  }

  private mutating func number(like old: Rational, _ manner: Manner) -> Rational {
    if old.isZero, manner == .near { return .zero }
    let size = max(old.magnitude, old.isInteger ? Rational(5) : Rational(1, over: 100))
    // From a tenth to twice the size, in decimals that a person can follow.
    var new = size * Rational(1 + below(20)) / Rational(10)
    if manner == .far { new = new * Rational(500) }
    if old.isInteger { new = max(.one, new.floor) }
    let isNegative = manner == .near ? old < .zero : below(2) == 0
    return isNegative ? -new : new
  }

  /// What entries are classes, or probabilities, together: rows or columns of a matrix, or a vector.
  private func parts(of value: Quantity<Rational>) -> [[Int]]? {
    func isWhole(_ places: [Int]) -> Bool {
      let entries = places.map { value.entries[$0] }
      return entries.count > 1 && entries.allSatisfy { $0 >= .zero }
        && entries.reduce(.zero, +) == .one
    }
    let all = Array(value.entries.indices)
    switch value.shape {
    case .number: return nil
    case .vector: return isWhole(all) ? [all] : nil
    case .matrix(let rows, let columns):
      let choices = [
        (0..<rows).map { row in (0..<columns).map { row * columns + $0 } },
        (0..<columns).map { column in (0..<rows).map { $0 * columns + column } },
      ]
      return choices.first { $0.allSatisfy(isWhole) }
    }
  }

  /// Parts of 1; a class stays one.
  private mutating func share(like old: [Rational], _ manner: Manner) -> [Rational] {
    if old.allSatisfy(\.isInteger) {
      let hot = below(old.count)
      return old.indices.map { $0 == hot ? .one : .zero }
    }
    let weights = old.map { $0.isZero && manner == .near ? 0 : 1 + below(9) }
    let total = weights.reduce(0, +)
    return weights.map { Rational($0) / Rational(total) }
  }

  private mutating func below(_ count: Int) -> Int { Int(generator.next() % UInt64(count)) }
}
