import Notation
import Scalars

/// A free name of a claim, and where it ranges.
struct FreeVariable: Sendable {
  enum Range: Sendable {
    case real(lower: Bound?, upper: Bound?)
    case whole(lower: Int, upper: Int)
    case vector(Int)
    case matrix(rows: Int, columns: Int)
    case index(Int)
  }

  struct Bound: Sendable {
    var value: Rational
    var isStrict: Bool
    var text: String { "\(isStrict ? "" : "=") \(Formula(number: value))" }
  }

  var name: String
  var range: Range

  /// What `verify --let` takes; nil for a real without bounds, which needs no declaration.
  var declaration: String? {
    switch range {
    case .real(nil, nil): nil
    case .real(let lower, let upper):
      "\(name) : real" + (lower.map { " >\($0.text)" } ?? "") + (upper.map { " <\($0.text)" } ?? "")
    case .whole(let lower, let upper): "\(name) : integer >= \(lower) <= \(upper)"
    case .vector(let size): "\(name) : vector(\(size))"
    case .matrix(let rows, let columns): "\(name) : matrix(\(rows), \(columns))"
    case .index(let size): "\(name) : index(\(size))"
    }
  }

  /// Whether a variable can be put in another's place as far as sizes go.
  func isLike(_ other: FreeVariable) -> Bool {
    switch (range, other.range) {
    case (.real, .real), (.whole, .whole): true
    case (.vector(let a), .vector(let b)), (.index(let a), .index(let b)): a == b
    case (.matrix(let a, let b), .matrix(let c, let d)): a == c && b == d
    default: false
    }
  }

  /// How many numbers it takes.
  var count: Int {
    switch range {
    case .real, .whole, .index: 1
    case .vector(let size): size
    case .matrix(let rows, let columns): rows * columns
    }
  }

  func admits(_ number: Rational) -> Bool {
    switch range {
    case .real(let lower, let upper):
      let isAbove = lower.map { $0.isStrict ? number > $0.value : number >= $0.value } ?? true
      let isBelow = upper.map { $0.isStrict ? number < $0.value : number <= $0.value } ?? true
      return isAbove && isBelow
    case .whole(let lower, let upper):
      return number.isInteger && number >= Rational(lower) && number <= Rational(upper)
    case .index(let size):
      return number.isInteger && number >= 0 && number < Rational(size)
    case .vector, .matrix: return true
    }
  }

  /// A number somewhere in the range, or close to one of its ends.
  func number(using random: inout SplitMix64) -> Rational {
    // A prime denominator, so that no number lies on a dyadic fraction by chance.
    let fraction = Rational(Int.random(in: 1...1008, using: &random)) / 1009
    let sliver = Bool.random(using: &random) ? fraction : fraction / 4096
    switch range {
    case .real(let lower?, let upper?):
      let width = upper.value - lower.value
      return Bool.random(using: &random)
        ? lower.value + width * sliver : upper.value - width * sliver
    case .real(let lower?, nil): return lower.value + sliver * distance(using: &random)
    case .real(nil, let upper?): return upper.value - sliver * distance(using: &random)
    case .whole(let lower, let upper):
      return Rational(Int.random(in: lower...upper, using: &random))
    case .index(let size): return Rational(Int.random(in: 0..<size, using: &random))
    case .real(nil, nil), .vector, .matrix:
      return (fraction * 2 - 1) * distance(using: &random)
    }
  }

  private func distance(using random: inout SplitMix64) -> Rational {
    [1, 2, 3, 20].randomElement(using: &random) ?? 1
  }

  /// Numbers where claims often fail, as far as they lie in the range.
  var notable: [Rational] {
    var numbers: [Rational] = [0, 1, -1, 2, Rational(1, over: 2), -2, 5, -7]
    if case .real(let lower, let upper) = range {
      let width = lower.flatMap { lower in upper.map { $0.value - lower.value } } ?? 1
      for power in [0, 3, 9] {
        let step = width / Rational(10).power(power)
        if let lower { numbers += [lower.value, lower.value + step] }
        if let upper { numbers += [upper.value, upper.value - step] }
      }
    }
    return numbers.filter(admits)
  }

  func table(of numbers: [Rational], precision: Int) -> Table {
    let entries = numbers.map { Jet(Known($0, precision: precision)) }
    if case .matrix(let rows, let columns) = range {
      return Table(rows: rows, columns: columns, entries: entries)
    }
    return Table(column: entries)
  }
}

extension Formula {
  /// A number as people write it: a decimal where one ends soon, else a fraction.
  init(number value: Rational) {
    guard value.signum >= 0 else {
      self.init(.negative(Formula(number: -value)))
      return
    }
    for places in 0...12 {
      let scaled = value * Rational(10).power(places)
      guard scaled.isInteger else { continue }
      let digits = "\(scaled.numerator)"
      guard places > 0 else {
        self.init(.number(Literal(value: value, text: digits)))
        return
      }
      let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
      let text = "\(padded.dropLast(places)).\(padded.suffix(places))"
      self.init(.number(Literal(value: value, text: text)))
      return
    }
    self.init(
      .binary(
        .over, Formula(number: Rational(value.numerator)),
        Formula(number: Rational(value.denominator))))
  }

  /// The formula with names replaced, those of indices in sums and of subscripts too.
  func replacingNames(_ replacement: (String) -> Formula?) -> Formula {
    switch node {
    case .name(let name): return replacement(name) ?? self
    case .entry(let base, let subscripts):
      return Formula(
        .entry(
          base.replacingNames(replacement),
          subscripts.map { part in
            guard case .position(let place) = part else { return part }
            return .position(place.replacingNames(replacement))
          }))
    case .sum(let index, let bounds, let body):
      var name = index
      if case .name(let other)? = replacement(index)?.node { name = other }
      return Formula(
        .sum(
          index: name,
          bounds: bounds.map {
            .init(
              lower: $0.lower.replacingNames(replacement),
              upper: $0.upper.replacingNames(replacement))
          }, body.replacingNames(replacement)))
    default: return mappingParts { $0.replacingNames(replacement) }
    }
  }

  /// All functions, names and operations in it that satisfy something.
  func contains(where condition: (Formula) -> Bool) -> Bool {
    var found = condition(self)
    node.forEachPart { found = found || $0.contains(where: condition) }
    return found
  }

  /// Whether derivatives are taken anywhere: at kinks these are conventions.
  var takesDerivatives: Bool {
    contains {
      guard case .call(let name, let order, _) = $0.node else { return false }
      return order > 0 || CalculusFunction(rawValue: name) != nil
    }
  }
}
