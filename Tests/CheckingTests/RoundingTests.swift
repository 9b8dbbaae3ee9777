import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking

/// The one rule for decimals: in both directions, and with nothing to be gained by wide numbers.
struct RoundingTests {
  private func links(_ text: String) throws -> [String] {
    let chain = try Chain.parse(text, vocabulary: Vocabulary())
    return try Judge().check(chain, in: Setting(Scope())).links.map(word)
  }

  /// One link, read from either side.
  private func link(_ left: String, _ right: String, seed: UInt64) throws -> String {
    let found = try links("\(left) = \(right)")[0]
    #expect(try links("\(right) = \(left)") == [found], "\(left) = \(right), seed \(seed)")
    return found
  }

  @Test(
    "false equations of numbers do not hold",
    arguments: [
      ("1 = 2 + 1e9*(1.00 - 1.00) = 2", ["differs", "exact"]),
      ("3/2 = 2 + 1e9*(1.00 - 1.00) = 2", ["differs", "exact"]),
      ("100*sqrt(2) - 141 = 100*1.41 - 141 = 0", ["lost 0", "exact"]),
      ("(3 - 1.3)^2 = 1000*1.00 - 995 = 5", ["lost 0", "exact"]),
      ("min(2.345678, 2.35) = max(2.345678, 2.35)", ["differs"]),
      ("max(2.345678, 2.35) = min(2.345678, 2.35)", ["differs"]),
      ("1/12 = 0.0833333333333333", ["rounded"]), ("0.0833333333333333 = 1/12", ["rounded"]),
      ("1/12 = 0.0833333333333334", ["differs"]), ("0.0833333333333334 = 1/12", ["differs"]),
      // Some of the numbers that round to the divisor are 0.
      ("sqrt(2)*100 = 1/(1.00 - 0.995)", ["lost 0"]),
      // As good as worked out, a term moved over or not.
      ("1.452^2 = 2.109", ["differs"]), ("1.452^2 = 2.109 + 0", ["differs"]),
      ("1.452^2 = 1.109 + 1", ["differs"]), ("1.109 + 1 = 1.452^2", ["differs"]),
      ("0.949*2.898 = 2.751 - 0.002", ["differs"]), ("2.109 + 1 - 1 = 1.452^2", ["differs"]),
      ("1.452^2*2 = 2.109*2", ["differs"]), ("1.452^2 + 1 = 1.108 + 2", ["rounded"]),
      // Whole numbers are exact where everything is.
      ("315*4 = 314*4 + 2", ["differs"]), ("1234 + 5 = 1236 + 2.5", ["differs"]),
      ("6.158*exp(7.1) + 2.03 = 6.158*1212 + 2.03", ["rounded"]),
      ("6.158*exp(7.1) + 2.03 = 6.158*1213 + 2.03", ["differs"]),
      ("1.013^100 = exp(1.292)", ["rounded"]), ("3641/3 + 1 ≈ 1214 + 1", ["rounded"]),
      // The same number is written otherwise where it is a rounding.
      ("4.9*tanh(8.0) + 1.0 = 4.9*1.000 + 1.0", ["rounded"]),
      // A number that stands twice is one.
      ("sqrt(390) = sqrt(392)*9.10^20/9.10^20", ["differs"]),
      // Numbers of any size.
      ("3^60000*3^60000 = 1", ["differs"]), ("1 = 3^60000*3^60000", ["differs"]),
      ("2^65536 = 0", ["differs"]), ("exp(10^6) = 1", ["differs"]),
      ("exp(-10^6) = 0", ["differs"]), ("3^60000*3^60000 = 3^60000", ["differs"]),
      // A rounding needs no equality.
      ("sigmoid(2000) = 1.000", ["rounded"]), ("1.000 = sigmoid(2000)", ["rounded"]),
      ("sigmoid(2000) = 1", ["coarse 1<3"]), ("sigmoid(2000) = 1.001", ["differs"]),
      // Entry by entry.
      ("(1.452^2, 1) = (2.109, 1 + 0)", ["differs"]),
      ("(1/3, 2/3) = (0.333, 2*0.332)", ["differs [1]"]),
      ("(1/3, 2/3) = (0.333, 2*0.3333)", ["rounded"]),
    ])
  func examples(chain: String, expected: [String]) throws {
    #expect(try links(chain) == expected)
  }

  @Test("what is given is exact")
  func given() throws {
    let chain = try Chain.parse("1/3 + 1 = 2*0.667", vocabulary: Vocabulary())
    var setting = Setting(Scope())
    #expect(try Judge().check(chain, in: setting).links == [.holds(.rounded)])
    setting.given = [Rational(667) / 1000]
    #expect(try Judge().check(chain, in: setting).firstFailure == 0)
  }

  // MARK: Generated chains

  /// a*f(b) + c, worked out step by step.
  private struct Worked {
    /// What is to be computed, that with f(b) rounded, and the result of this rounded.
    var members: [String]
    /// The second and the third with their rounded number off by some units of its last digit.
    var broken: [String]

    init(seed: UInt64) throws {
      var random = SplitMix64(seed: seed)
      func decimal(_ range: ClosedRange<Int>) -> String {
        (Rational(Int.random(in: range, using: &random)) / 100).description
      }
      let function = ["exp", "tanh", "sigmoid", "sqrt", "ln"].randomElement(using: &random) ?? ""
      let inner = "\(function)(\(decimal(function == "ln" ? 150...600 : 10...250)))"
      let (factor, summand) = (decimal(2...900), decimal(0...500))
      // The next member keeps no more digits than come from this one.
      let digits = Int.random(in: 4...7, using: &random)
      let rounded = try Self.rounded(inner, digits: digits)
      let product = "\(factor)*\(rounded) + \(summand)"
      let result = try Self.rounded(product, digits: Int.random(in: 3..<digits, using: &random))
      let units = Int.random(in: 3...9, using: &random) * (Bool.random(using: &random) ? 1 : -1)
      members = ["\(factor)*\(inner) + \(summand)", product, result]
      broken = [
        "\(factor)*\(try Self.off(rounded, by: units)) + \(summand)",
        try Self.off(result, by: units),
      ]
    }

    private static func rounded(_ text: String, digits: Int) throws -> String {
      let value = try Setting(Scope()).evaluate(
        try Formula.parse(text, vocabulary: Vocabulary()))
      let near =
        value.exact[0].obstacle == nil ? value.exact[0] : value.enclosures(precision: 256)[0].lower
      return near.decimal(places: digits - 1 - near.decimalExponent)
    }

    private static func off(_ text: String, by units: Int) throws -> String {
      let places = text.split(separator: ".").dropFirst().first?.count ?? 0
      let value = try Rational(decimal: text) + Rational(units) / Rational(10).power(places)
      return value.decimal(places: places)
    }
  }

  @Test("honest roundings hold, from either side", arguments: UInt64(1)...400)
  func honest(seed: UInt64) throws {
    let members = try Worked(seed: seed).members
    for (left, right) in zip(members, members.dropFirst()) {
      let found = try link(left, right, seed: seed)
      #expect(found == "rounded" || found == "exact", "\(left) = \(right), seed \(seed)")
    }
  }

  @Test("what rounding does not explain never holds, from either side", arguments: UInt64(1)...400)
  func broken(seed: UInt64) throws {
    let worked = try Worked(seed: seed)
    for (left, right) in zip(worked.members, worked.broken) {
      let found = try link(left, right, seed: seed)
      #expect(found == "differs", "\(left) = \(right), seed \(seed)")
    }
  }

  @Test("factors 1 and summands 0 change no verdict", arguments: UInt64(1)...200)
  func neutral(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let worked = try Worked(seed: seed)
    func spelled(_ text: String) -> String {
      let ways = [
        "0 + (T)", "(T) + 0", "1*(T)", "(T)*1", "(T)/1", "(T)^1", "(T) - 0", "(T)*(3 - 2)",
      ]
      var text = text
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        text = (ways.randomElement(using: &random) ?? "T").replacing("T", with: text)
      }
      return text
    }
    let pairs =
      Array(zip(worked.members, worked.members.dropFirst()))
      + Array(zip(worked.members, worked.broken))
    for (left, right) in pairs {
      let (plain, other) = (spelled(left), spelled(right))
      #expect(
        try link(plain, other, seed: seed) == link(left, right, seed: seed),
        "\(plain) = \(other), seed \(seed)")
    }
  }

  @Test("a difference of decimals that is 0 makes nothing true", arguments: UInt64(1)...200)
  func wide(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let number = Int.random(in: 1...999, using: &random)
    let other = number + Int.random(in: 1...99, using: &random)
    let decimal = (Rational(Int.random(in: 101...999, using: &random)) / 100).decimal(places: 2)
    let factor = "1e\(Int.random(in: 2...12, using: &random))"
    let ends = ["\(number)", "\(number)/7", "sqrt(\(number))", "\(number).25*sqrt(2)"]
    for (left, right) in zip(
      ends, ["\(other)", "\(other)/7", "sqrt(\(other))", "\(other).25*sqrt(2)"])
    {
      for wide in [
        "\(right) + \(factor)*(\(decimal) - \(decimal))", "\(right)*\(decimal)^20/\(decimal)^20",
      ] {
        let found = try link(left, wide, seed: seed)
        let holds = ["exact", "rounded", "agreed"].contains(found)
        #expect(!holds, "\(left) = \(wide), seed \(seed)")
      }
    }
  }
}

/// How two numbers that differ are told.
struct QuantityTextTests {
  private func texts(_ left: String, _ right: String) throws -> [String] {
    let values = try Setting(Scope()).evaluate(
      [left, right].map { try Formula.parse($0, vocabulary: Vocabulary()) })
    let texts = RealQuantity.texts(values[0], values[1])
    return [texts.left, texts.right]
  }

  @Test(
    "two numbers are told to the first digit that differs, and no further than that takes",
    arguments: [
      ("1/(1 + e^-1)", "1/(1 + e)", ["0.731058578630…", "0.268941421369…"]),
      ("2.109", "1.452^2", ["2.109", "2.108304"]), ("1/3", "0.333", ["1/3", "0.333"]),
      (
        "sqrt(2)", "1.41421356237309504881",
        ["1.4142135623730950488016…", "1.41421356237309504881"]
      ),
      ("tanh(1)", "tanh(1) + 10^-13", ["0.761594155955764…", "0.761594155955864…"]),
      ("1/12", "0.0833333333333333", ["1/12", "0.0833333333333333"]),
      ("655752084/15967", "40542", ["41069.2104966…", "40542"]),
      ("2^20000", "2^20000 + 1", ["3.98027684033e6020…", "1 more"]),
      ("10^60 + exp(1)", "10^60", ["1.00000000000e60…", "2.71… less"]),
      ("10^-3000", "2*10^-3000", ["1e-3000", "2e-3000"]),
      ("exp(-10^6)", "0", ["3.29683147808e-434295…", "0"]),
      ("3^60000*3^60000", "1", ["3.55276399992e57254…", "1"]),
      (
        "1/10 + 10^-40", "1/10 + 2*10^-40",
        [
          "0.1000000000000000000000000000000000000001",
          "0.1000000000000000000000000000000000000002",
        ]
      ),
      ("(1/3, 2)", "(1/3, 2.00000000000005)", ["(1/3, 2)", "(1/3, 2.00000000000005)"]),
    ])
  func pairs(left: String, right: String, expected: [String]) throws {
    #expect(try texts(left, right) == expected)
  }

  @Test("texts of different numbers differ, and are short", arguments: UInt64(1)...100)
  func differ(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let left =
      ["sqrt(2)", "exp(1)/7", "22/7", "10^12/3", "1e-9", "3^400"].randomElement(using: &random)
      ?? ""
    let exponent = Int.random(in: 1...300, using: &random)
    let found = try texts(left, "(\(left))*(1 + 10^-\(exponent))")
    #expect(found[0] != found[1], "\(left), \(exponent)")
    #expect(
      found.allSatisfy { $0.count <= 120 && !$0.contains("±") }, "\(left), \(exponent): \(found)")
  }
}
