import Scalars
import WorkedExamples

/// Numbers of an interval: in the middle, near both ends, far out.
extension Interval {
  /// Parts of the way from one end to the other, near both of them too.
  private static let parts = [
    Rational(1, over: 2), Rational(1, over: 8), Rational(7, over: 8), Rational(1, over: 64),
    Rational(63, over: 64), Rational(1, over: 3),
  ]
  /// How far from the only end.
  private static let distances = [
    Rational(1), Rational(1, over: 2), Rational(3), Rational(1, over: 64), Rational(1, over: 1024),
    Rational(10),
  ]

  /// A number that is short to write, another one for each of six rounds.
  func inside(round: Int) -> Rational {
    let round = round % Self.parts.count
    // At an end that is reached much happens; one round in six is for each.
    if round == 3, let lower, lower.isReached { return settled(lower.value) }
    if round == 4, let upper, upper.isReached { return settled(upper.value) }
    switch (lower, upper) {
    case (let lower?, let upper?):
      return settled(lower.value + (upper.value - lower.value) * Self.parts[round])
    case (let lower?, nil): return settled(lower.value + Self.distances[round])
    case (nil, let upper?): return settled(upper.value - Self.distances[round])
    case (nil, nil): return settled(Rational(round))
    }
  }

  /// All numbers of an interval of whole ones; nil where there are more than so many.
  func allNumbers(upTo limit: Int) -> [Rational]? {
    guard isWhole, let low = lower?.value, let high = upper?.value, high - low < Rational(limit)
    else { return nil }
    return Array(sequence(first: low) { $0 < high ? $0 + 1 : nil }).filter(admits)
  }

  /// The ends, as far as they are reached, and numbers very near them.
  var edges: [Rational] {
    var found: [Rational] = []
    let width = lower.flatMap { low in upper.map { $0.value - low.value } } ?? .one
    for (end, direction) in [(lower, 1), (upper, -1)] {
      guard let end else { continue }
      if end.isReached { found.append(end.value) }
      for exponent in isWhole ? [] : [-8, -20, -40] {
        found.append(end.value + width * Rational(direction) * Rational(2).power(exponent))
      }
    }
    return found.filter(admits)
  }

  /// A random number: about as large as 1, or between 2^-6 and 2^6, or 2^-40 and 2^40, from the ends or
  /// from 0.
  func random(round: Int, using generator: inout SplitMix64) -> Rational {
    if isWhole { return wholeNumber(isWide: round % 4 == 3, using: &generator) }
    let size = Self.magnitude(
      within: round % 4 == 3 ? 40 : round % 4 == 1 ? 6 : 1, using: &generator)
    let isNegative = !Bool.random(using: &generator)
    switch (lower, upper) {
    case (let lower?, let upper?):
      // From 0 to ∞ onto the inside, from either end.
      let part = (upper.value - lower.value) / (1 + size)
      return settled(isNegative ? upper.value - part : lower.value + part)
    case (let lower?, nil): return settled(lower.value + size)
    case (nil, let upper?): return settled(upper.value - size)
    case (nil, nil): return settled(isNegative ? -size : size)
    }
  }

  private static func magnitude(
    within reach: Int, using generator: inout SplitMix64
  ) -> Rational {
    let mantissa = Int.random(in: (1 << 16)..<(1 << 17), using: &generator)
    let exponent = reach > 1 ? Int.random(in: -reach...reach, using: &generator) : 1
    let shift = exponent - 16 - Int.random(in: 0...2, using: &generator)
    return Rational(mantissa) * Rational(2).power(shift)
  }

  /// Powers are raised to whole numbers, so that these stay small.
  private func wholeNumber(isWide: Bool, using generator: inout SplitMix64) -> Rational {
    let reach = isWide ? 64 : 9
    let offset = Rational(Int.random(in: 0...reach, using: &generator))
    switch (lower, upper) {
    case (let lower?, let upper?):
      let width = upper.value - lower.value + 1
      let rest = offset - (offset / width).floor * width
      return settled(lower.value + rest)
    case (let lower?, nil): return settled(lower.value + offset)
    case (nil, let upper?): return settled(upper.value - offset)
    case (nil, nil): return settled(Bool.random(using: &generator) ? offset : -offset)
    }
  }

  /// A number of the other sign; nil where there is none.
  func opposite(of number: Rational) -> Rational? {
    if number.isZero { return nil }
    if admits(-number) { return -number }
    let end = number.signum > 0 ? lower : upper
    guard let end, end.value.signum == -number.signum else { return nil }
    // The larger the number, the nearer to the end.
    let size = number.magnitude
    let moved = isWhole ? end.value : end.value * (size / (1 + size))
    return admits(moved) ? moved : nil
  }

  /// The number itself, or one beside it where it is left out.
  private func settled(_ number: Rational) -> Rational {
    if admits(number) { return number }
    let whole = isWhole ? number.floor : number
    for step in 0..<64 {
      for offset in [Rational(step), Rational(-step)] {
        let beside = whole + (isWhole ? offset : offset / 1024)
        if admits(beside) { return beside }
      }
    }
    // A gap narrower than that: its middle, or an end that is reached.
    guard let lower, let upper else { return (lower ?? upper)?.value ?? number }
    let middle = (lower.value + upper.value) / 2
    return admits(middle) ? middle : lower.isReached ? lower.value : upper.value
  }

  /// A number as far beyond another as it is before, or between it and the end where that is nearer;
  /// nil where nothing lies beyond.
  func beyond(_ zero: Rational, from number: Rational, factor: Int = 2) -> Rational? {
    let distance = zero - number
    let target = number + distance * Rational(factor)
    if isWhole {
      return [target, target.floor, target.applying(.ceil)].first(where: admits)
    }
    if admits(target) { return target }
    let end = distance.signum > 0 ? upper : lower
    guard let end, (end.value - zero).signum == distance.signum else { return nil }
    let middle = (zero + end.value) / 2
    return admits(middle) ? middle : nil
  }
}
