import Notation
import Scalars
import Testing

@testable import WorkedExamples

/// What a person may type to make a program work for ever ends with a message, and soon.
struct BombTests {
  struct Bomb: CustomTestStringConvertible, Sendable {
    let name: String
    var statements: [String] = []
    let formula: String
    /// How the message ends; nil where there may be a value.
    var end: String?
    var testDescription: String { name }
  }

  static let bombs = [
    Bomb(
      name: "a long sum", formula: "sum(j, 1, 10^9, j)", end: "this sum has more than 65536 terms"),
    Bomb(
      name: "sums in sums", formula: "sum(i, 1, 9999, sum(j, 1, 9999, sum(k, 1, 9999, 1)))",
      end: "this takes more operations than a check may use"),
    Bomb(
      name: "a sum of large powers", formula: "sum(j, 1, 60000, j^60000)",
      end: "this takes more operations than a check may use"),
    Bomb(
      name: "a harmonic sum", formula: "sum(j, 1, 30000, 1/j)"),
    Bomb(name: "a tower", formula: "9^9^9^9", end: "exponents up to 65536 are possible"),
    Bomb(name: "a large power", formula: "2^(10^9)", end: "exponents up to 65536 are possible"),
    Bomb(name: "powers of powers", formula: "((((7^999)^999)^999)^999)^999"),
    Bomb(name: "a large matrix", formula: "zeros(10^6, 10^6)", end: "a size is from 1 to 65536"),
    Bomb(
      name: "a size past all words", formula: "zeros(10^30)", end: "a size must be a whole number"),
    Bomb(name: "a large unit matrix", formula: "eye(10^5)", end: "a size is from 1 to 65536"),
    Bomb(
      name: "a unit matrix of many entries", formula: "eye(60000)",
      end: "this has 3600000000 entries, at most 65536 are possible"),
    Bomb(
      name: "an outer product", formula: "ones(60000, 1)*ones(1, 60000)",
      end: "this has 3600000000 entries, at most 65536 are possible"),
    Bomb(
      name: "a product of matrices", formula: "ones(250, 250)*ones(250, 250)",
      end: "this takes more operations than a check may use"),
    Bomb(
      name: "a power of a matrix", formula: "ones(250, 250)^64",
      end: "this takes more operations than a check may use"),
    Bomb(
      name: "a power of a matrix past all words", formula: "eye(2)^-9223372036854775808",
      end: "powers of a matrix up to 64 are possible"),
    Bomb(
      name: "an inverse", formula: "(eye(32) + ones(32, 32))^-64",
      end: "this takes more operations than a check may use"),
    Bomb(
      name: "a large repmat", formula: "repmat(ones(60000), 60000)",
      end: "this has 3600000000 entries, at most 65536 are possible"),
    Bomb(
      name: "a large diagonal", formula: "diag(ones(60000))",
      end: "this has 3600000000 entries, at most 65536 are possible"),
    Bomb(
      name: "the largest of many", formula: "argmax(zeros(60000))",
      end: "this takes more operations than a check may use"),
    Bomb(
      name: "a large Jacobian", statements: ["v = ones(60000)"], formula: "jacobian(2*v, v)",
      end: "this has 3600000000 entries, at most 65536 are possible"),
    Bomb(
      name: "a large Hessian", statements: ["v = ones(60000)"], formula: "hessian(dot(v, v), v)",
      end: "this has 3600000000 entries, at most 65536 are possible"),
    Bomb(
      name: "deep brackets", formula: brackets(5000), end: "brackets are nested more than 64 deep"),
    Bomb(name: "deep calls", formula: calls(199), end: "brackets are nested more than 64 deep"),
    Bomb(
      name: "doubling functions",
      statements: ["f0(x) = x + x"] + (1...40).map { "f\($0)(x) = f\($0 - 1)(x) + f\($0 - 1)(x)" },
      formula: "f40(1)", end: "this takes more operations than a check may use"),
    Bomb(
      name: "doubling functions that record nothing",
      statements: ["f0(x) = x"] + (1...40).map { "f\($0)(x) = f\($0 - 1)(f\($0 - 1)(x))" },
      formula: "f40(1)", end: "this takes more operations than a check may use"),
    Bomb(
      name: "doubling arguments under a size",
      statements: ["f0(x, y) = sum(j, 1, x, y)"]
        + (1...40).map { "f\($0)(x, y) = f\($0 - 1)(x - y, x - y)" },
      formula: "f40(1, 1)"),
    Bomb(
      name: "squares of squares",
      statements: ["d0 = 3"] + (1...30).map { "d\($0) = d\($0 - 1)*d\($0 - 1)" }, formula: "d30"),
    Bomb(
      name: "squares of squares of a fraction",
      statements: ["d0 = 3/7"] + (1...30).map { "d\($0) = d\($0 - 1)^2" }, formula: "d30"),
    Bomb(
      name: "an exponent of many definitions",
      statements: ["d0 = 1/2"] + (1...40).map { "d\($0) = d\($0 - 1) - d\($0 - 1)" },
      formula: "2^d40"),
    Bomb(
      name: "a failing exponent of many definitions",
      statements: ["d0 = (1, 2)[7]"] + (1...40).map { "d\($0) = d\($0 - 1) - d\($0 - 1)" },
      formula: "2^d40", end: "there is no entry 7: they are numbered from 0 to 1"),
    Bomb(
      name: "a long chain of definitions",
      statements: ["d0 = 1"] + (1...700).map { "d\($0) = d\($0 - 1) + 1" }, formula: "d700",
      end: "this is nested too deeply"),
    Bomb(
      name: "a long chain of functions",
      statements: ["f0(x) = x"] + (1...700).map { "f\($0)(x) = f\($0 - 1)(x) + 1" },
      formula: "f700(1)", end: "this is nested too deeply"),
    Bomb(
      name: "derivatives of derivatives",
      statements: ["f0(x) = x^9"] + (1...20).map { "f\($0)(x) = f\($0 - 1)''''(x)" },
      formula: "f20(1)"),
    Bomb(
      name: "a derivative of high order",
      formula: "tanh" + String(repeating: "'", count: 60) + "(1)",
      end: "derivatives up to the fourth are possible"),
    Bomb(
      name: "a size of a function applied entry by entry",
      statements: ["f(x) = onehot(x, 3)"], formula: "f((1, 2))",
      end: "in f: a class must be a whole number"),
    Bomb(
      name: "a derivative by a size",
      statements: ["f(n) = sum(j, 1, n, j)"], formula: "f'(3)",
      end: "a derivative is taken by n, which is a size here"),
    Bomb(name: "exponentials of exponentials", formula: "exp(exp(exp(exp(exp(exp(9))))))"),
    Bomb(name: "a sine of a large number", formula: "sin(10^4000)"),
    Bomb(name: "a softmax of large numbers", formula: "softmax((10^9, -10^9, 1e4000))"),
    Bomb(name: "subscripts in subscripts", formula: subscripts(60)),
    Bomb(
      name: "many sums over functions",
      statements: ["f(x) = sum(j, 1, 99, x^j)"], formula: "f(f(1/3))"),
    // Collected anew for each of them, all names took a minute and more.
    Bomb(
      name: "forty thousand names",
      statements: ["a0 = 1"] + (1..<40_000).map { "a\($0) = a\($0 / 2) + 1" },
      formula: "a39999", end: "a value"),
  ]

  private static func brackets(_ depth: Int) -> String {
    String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
  }

  private static func calls(_ depth: Int) -> String {
    String(repeating: "tanh(", count: depth) + "1" + String(repeating: ")", count: depth)
  }

  private static func subscripts(_ depth: Int) -> String {
    String(repeating: "(0, 1)[", count: depth) + "1" + String(repeating: "]", count: depth)
  }

  @Test("nothing that is typed takes long", .timeLimit(.minutes(1)), arguments: bombs)
  func bomb(_ bomb: Bomb) {
    for isExact in [true, false] {
      var end = "a value"
      let time = ContinuousClock().measure {
        do throws(Diagnostic) {
          let names = try Names(bomb.statements)
          if isExact {
            _ = try names.exact(bomb.formula)
          } else {
            _ = try names.enclosure(bomb.formula)
          }
        } catch {
          end = error.message
        }
      }
      #expect(bomb.end.map { end.hasSuffix($0) } ?? true, "\(end)")
      // None takes a second alone; other tests may run beside this one.
      #expect(time < .seconds(20), "\(isExact ? "exact" : "enclosed"): \(end)")
    }
  }
}
