import JSONText
import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking

/// One word for a verdict, and what belongs to it.
func word(_ verdict: Verdict) -> String {
  switch verdict {
  case .holds(.exact): "exact"
  case .holds(.rounded): "rounded"
  case .holds(.agreed): "agreed"
  case .holds: "proven"
  case .fails(.differs(let entries)): entries == [0] ? "differs" : "differs \(entries)"
  case .fails(.tooCoarse(let digits, .digits(let wanted))): "coarse \(digits)<\(wanted)"
  case .fails(.tooCoarse(let digits, .decimals(let wanted))): "coarse \(digits), \(wanted) decimals"
  case .fails(.digitsLost(let left)): "lost \(left)"
  case .fails(.shapes): "shapes"
  case .fails(.noValue(let obstacle)): "none: \(obstacle)"
  case .fails: "fails"
  case .undecided: "undecided"
  }
}

/// What may be written for a value, word for word from the rules of rounding.
struct WrittenNumberTests {
  private func judged(_ written: String, against value: String, digits: Int = 3) throws -> String {
    let number = try #require(WrittenNumber(try Formula.parse(written, vocabulary: Vocabulary())))
    let right = try Setting(Scope()).evaluate(try Formula.parse(value, vocabulary: Vocabulary()))
    return word(Judge().judge(number, against: right, 0, precision: .digits(digits)))
  }

  @Test(
    "a number is exact, or the correct rounding at the digits written",
    arguments: [
      ("2.898", "2.898", "exact"), ("2.8980", "2.898", "exact"), ("3", "3", "exact"),
      ("2.90", "2.898", "rounded"), ("2.9", "2.898", "coarse 2<3"), ("3", "2.898", "coarse 1<3"),
      ("2.89", "2.898", "differs"), ("2.91", "2.898", "differs"),
      ("300", "299.7", "rounded"), ("300", "300.5", "rounded"), ("300", "300.6", "coarse 2<3"),
      ("2.750", "2.7502", "rounded"), ("2.750", "2.7506", "differs"),
      // Ties go either way.
      ("0.125", "0.1245", "rounded"), ("0.124", "0.1245", "rounded"),
      ("-0.125", "-0.1245", "rounded"), ("-0.124", "-0.1245", "rounded"),
      ("0.123", "0.1245", "differs"), ("-0.574", "0.574", "differs"),
      // 0 is exact, whatever stands behind its point.
      ("0", "0", "exact"), ("0.00", "0.002", "differs"), ("0.000", "0.0000001", "differs"),
      ("0", "0.4", "differs"), ("0.000", "0", "exact"), ("-0", "0", "exact"),
      // What rounds away the first digit says nothing; 0.97 has one digit as 1.
      ("1", "0.684", "differs"), ("-1", "-0.5", "differs"), ("1", "0.97", "coarse 1<3"),
      ("1", "1.4", "coarse 1<3"), ("0.1", "0.06", "differs"), ("2", "1.6", "coarse 1<3"),
      // Digits count from the first that is not 0.
      ("0.00123", "0.0012304", "rounded"), ("0.001", "0.0012", "coarse 1<3"),
      ("1e-3", "0.001", "exact"), ("1e-3", "0.0012", "coarse 1<3"),
      ("1.00e-3", "0.0010004", "rounded"), ("1.23e5", "123400", "rounded"),
      ("1.23e5", "123600", "differs"), ("123000", "123400", "differs"),
      // Fractions and powers mean what they say.
      ("1/3", "1/3", "exact"), ("2/3", "0.667", "differs"), ("333/1000", "1/3", "differs"),
      ("2^10", "1024", "exact"), ("2^10", "1024.001", "differs"), ("-3/4", "-0.75", "exact"),
      ("10^-3", "0.001", "exact"), ("10^-3", "0.00100004", "differs"), ("1/3", "2/6", "exact"),
    ])
  func rounding(written: String, value: String, verdict: String) throws {
    #expect(try judged(written, against: value) == verdict)
  }

  @Test("a sign that nobody can see agrees with nothing")
  func invisibleSign() throws {
    for formula in ["sign(exp(ln(2)) - 2)", "relu'(exp(ln(2)) - 2)"] {
      let value = try Setting(Scope()).evaluate(
        try Formula.parse(formula, vocabulary: Vocabulary()))
      let one = try Setting(Scope()).evaluate(try Formula.parse("1", vocabulary: Vocabulary()))
      #expect(word(Judge().compare(value, one)) == "undecided", "\(formula)")
    }
  }

  @Test(
    "an irrational value is decided by enclosures",
    arguments: [
      // sigmoid(0.3) = 0.574442516811659…, tanh(1) = 0.761594155955764…
      ("0.574", "sigmoid(0.3)", "rounded"), ("0.575", "sigmoid(0.3)", "differs"),
      ("0.5744", "sigmoid(0.3)", "rounded"), ("0.5745", "sigmoid(0.3)", "differs"),
      ("0.574442516811659", "sigmoid(0.3)", "rounded"),
      ("0.574442516811658", "sigmoid(0.3)", "differs"), ("0.57", "sigmoid(0.3)", "coarse 2<3"),
      ("0.762", "tanh(1)", "rounded"), ("-0.762", "-tanh(1)", "rounded"),
      ("0.761", "tanh(1)", "differs"), ("1.00", "tanh(1000)", "rounded"),
      ("1", "tanh(1000)", "coarse 1<3"), ("0.000", "exp(-1000)", "differs"),
      ("2", "ln(e^2)", "agreed"), ("2.00", "8^(1/3)", "rounded"), ("2", "8^(1/3)", "agreed"),
      ("1/2", "exp(-ln(2))", "agreed"), ("2/3", "sqrt(2)*sqrt(2)/3", "agreed"),
      ("0", "sqrt(2)*sqrt(2) - 2", "agreed"), ("0", "cos(pi/2)", "agreed"),
      ("0", "exp(-1000)", "differs"), ("2/3", "sqrt(2)*sqrt(2)/3 + 10^-200", "differs"),
      ("1", "tanh(0.75)", "differs"), ("1", "tanh(2)", "coarse 1<3"),
      ("1.41421", "sqrt(2)", "rounded"),
      ("1.41422", "sqrt(2)", "differs"), ("7/5", "sqrt(2)", "differs"),
      ("1", "1/0", "none: divisionByZero"), ("1.00", "ln(-1)", "none: outsideDomain(\"ln\")"),
      // There is a value, and more digits of it than may be used.
      ("1", "exp(10^9)/exp(10^9)", "undecided"), ("1.00", "exp(exp(60))", "undecided"),
    ])
  func irrational(written: String, value: String, verdict: String) throws {
    #expect(try judged(written, against: value) == verdict)
  }

  @Test(
    "a step may ask for other digits",
    arguments: [(1, "rounded"), (2, "rounded"), (4, "coarse 3<4")])
  func digits(wanted: Int, verdict: String) throws {
    #expect(try judged("2.90", against: "2.898", digits: wanted) == verdict)
  }

  @Test(
    "what is still a computation is no number",
    arguments: [
      "1 + 1", "2*3", "sqrt(4)", "x", "(1, 2)", "1/0", "2^(1/2)", "2^(10^9)", "e", "1[1 > 0]",
    ])
  func unworked(text: String) throws {
    let formula = try Formula.parse(text, vocabulary: Vocabulary())
    #expect(WrittenNumber(formula) == nil)
  }

  @Test("a rounding that is off by one in the last place never passes", arguments: 0..<40)
  func property(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<20 {
      let value =
        Rational(Int.random(in: 1...9999, using: &generator))
        / Rational(Int.random(in: 1...9999, using: &generator))
      // Python rounds the same way: half a unit at most, ties aside.
      let places = Int.random(in: 4...9, using: &generator)
      let unit = Rational(10).power(-places)
      let below = Rational((value / unit).wholePart) * unit
      let isUp = (value - below) * Rational(2) > unit
      let rounded = (isUp ? below + unit : below).decimal(places: places)
      let other = (isUp ? below : below + unit).decimal(places: places)
      let first = try judged(rounded, against: "\(value)", digits: 1)
      let second = try judged(other, against: "\(value)", digits: 1)
      let isTie = (value - below) * Rational(2) == unit
      #expect(["exact", "rounded"].contains(first) || below.isZero, "seed \(seed): \(value)")
      #expect(second == "differs" || isTie || below == value, "seed \(seed): \(value)")
    }
  }
}
