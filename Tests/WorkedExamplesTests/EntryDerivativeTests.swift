import Notation
import Scalars
import Testing

@testable import WorkedExamples

/// Derivatives by one entry of an array.
struct EntryDerivativeTests {
  private static let statements = [
    "x = (2, 3)", "W = [[1, -1], [4, 5]]", "b = (7, 11)", "z = W*x + b", "c = 6",
  ]

  @Test(
    "0 where only other entries occur",
    arguments: [
      ("der(z[0], W[0, 1])", "3"), ("der(z[0], W[1, 0])", "0"), ("der(z[1], W[0, 1])", "0"),
      ("der(z[1], b[1])", "1"), ("der(z[1], b[0])", "0"), ("grad(z[1], W[0, :])", "[0, 0]"),
      ("grad(z[1], W[1, :])", "[2, 3]"), ("der(x[0]^2, x[1])", "0"),
    ])
  func byEntry(_ formula: String, _ value: String) throws {
    #expect(try Names(Self.statements).exact(formula).text == value)
  }

  @Test(
    "a name that does not occur is an error, with an entry or without",
    arguments: ["der(x[0], c)", "der(x[0], b[0])", "grad(W[0, 1], x)", "der(c, W[0, 0])"])
  func absentName(_ formula: String) throws {
    let complaint = try #require(Names(Self.statements).complaint(formula))
    #expect(complaint.message.contains(" does not depend on "))
    #expect(complaint.mistake == .name)
  }

  @Test("the entries of several arrays are counted together")
  func count() throws {
    #expect(try Names(Self.statements).exact("count(W, b)").text == "6")
    #expect(try Names(Self.statements).exact("count(W, b, c)").text == "7")
  }
}
