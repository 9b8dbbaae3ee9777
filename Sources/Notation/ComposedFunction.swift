/// A function that is a formula of others: a definition that every formula may use.
///
/// A row of the table is all that there is of it. It is unfolded where it is applied, so that it is
/// proven, differentiated and drawn as its formula is, and `swish'(x)` is the derivative of that.
/// A name that an exercise gives to something of its own is the exercise's; and it is a function
/// only where it is applied, so that a number may be called `trace`.
package struct ComposedFunction: Sendable {
  /// Its name, and others that people know it by.
  package let names: [String]
  /// One `x` for a function of a number.
  package let parameters: [String]
  /// What it comes to, in its parameters, the constants, and functions that stand before it.
  package let formula: String
  /// One line of words.
  package let meaning: String
  /// Who says so.
  package let source: String

  package var name: String { names[0] }
}

extension ComposedFunction {
  package static let all = [
    ComposedFunction(
      names: ["log2", "log_2"], parameters: ["x"], formula: "ln(x)/ln(2)",
      meaning: "the logarithm to the base 2", source: "ISO 80000-2:2019, 2-13.5"),
    ComposedFunction(
      names: ["swish", "silu"], parameters: ["x"], formula: "x*sigmoid(x)",
      meaning: "the sigmoid-weighted linear unit",
      source: "Elfwing, Uchibe, Doya, Neural Networks 107, 2018; Ramachandran et al., 2017"),
    ComposedFunction(
      names: ["trace", "tr"], parameters: ["A"], formula: "sum(j, A[j, j])",
      meaning: "the sum of a matrix's diagonal", source: "ISO 80000-2:2019, 2-18.10"),
  ]

  private static let places = Dictionary(
    uniqueKeysWithValues: all.indices.flatMap { place in all[place].names.map { ($0, place) } })

  /// The function of this name, or of this other name.
  package init?(named name: String) {
    guard let place = Self.places[name] else { return nil }
    self = Self.all[place]
  }

  /// Read once, when the first of them is needed: to read one, the names of all are looked up.
  private static let bodies: [Formula?] = all.map {
    try? Formula.parse($0.formula, vocabulary: Vocabulary())
  }

  /// The formula as it is evaluated; nil where it cannot be read.
  package var body: Formula? { Self.places[name].flatMap { Self.bodies[$0] } }
}
