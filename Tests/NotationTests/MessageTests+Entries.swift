import Testing
@testable import Notation

/// What is told of sums, entries and bare names.
extension MessageTests {
  @Test(
    "sums, indicators and entries",
    arguments: blocks(
      #"""
      1:4: error: sum begins with the name of an index and a comma
      1 | sum
        |    ^
        = help: write sum(j, x[j]) or sum(j, 1, n, x[j])

      1:5: error: sum begins with the name of an index and a comma
      1 | sum(x)
        |     ^
        = help: write sum(j, x[j]) or sum(j, 1, n, x[j])

      1:5: error: sum begins with the name of an index and a comma
      1 | sum(j)
        |     ^
        = help: write sum(j, x[j]) or sum(j, 1, n, x[j])

      1:5: error: sum begins with the name of an index and a comma
      1 | sum(1, x)
        |     ^
        = help: write sum(j, x[j]) or sum(j, 1, n, x[j])

      1:1: error: sum takes 2 or 4 arguments, found 3
      1 | sum(j, 1, x)
        | ^~~~~~~~~~~~
        = help: write sum(j, x[j]) or sum(j, 1, n, x[j])

      1:5: error: e is a constant, not an index
      1 | sum(e, 1)
        |     ^

      1:5: error: tanh is a built-in function, not an index
      1 | sum(tanh, 1)
        |     ^~~~

      1:5: error: phi is a function, not an index
      1 | sum(phi, 1)
        |     ^~~

      1:4: error: expected a comparison after x, found ]
      1 | 1[x]
        |    ^

      1:9: error: an indicator holds one comparison
      1 | 1[0 < x < 1]
        |         ^
        = help: write a product, such as 1[0 < x]*1[x < 1]

      1:5: error: ≈ is not a condition
      1 | 1[x ≈ 0]
        |     ^
        = help: write = or <

      1:2: error: this [ is not closed
      1 | 1[x > 0
        |  ^

      1:5: error: a comparison stands only in an indicator
      1 | I[x > 0]
        |     ^
        = help: write 1[x > 0]

      1:1: error: an entry has one or two subscripts, found 3
      1 | x[0, 1, 2]
        | ^~~~~~~~~~

      1:3: error: an operator is missing between two numbers
      1 | x[1 2]
        |   ^~~

      1:4: error: expected an operator, found :
      1 | x[0:3]
        |    ^
        = help: entries are named one by one, as in (x[0], x[1]), or all of a row, as in W[k, :]
      """#))
  func sumsAndIndicators(_ message: String) {
    #expect(complaint(subject(of: message)) == message)
  }

  @Test(
    "function names alone, in a question about x",
    arguments: blocks(
      #"""
      1:1: error: σ(1-tanh) can be read in two ways, because tanh has no argument
      1 | σ(1-tanh)
        | ^
        = help: write σ*(1-tanh), or give tanh its argument

      1:1: error: dot needs arguments in parentheses
      1 | dot
        | ^~~

      1:5: error: sigma is a built-in function, not an index
      1 | sum(σ, 1)
        |     ^
      """#))
  func bare(_ message: String) {
    #expect(complaint(subject(of: message), of: "x") == message)
  }

  @Test("nothing at all", arguments: ["", " ", "\n\t "])
  func nothing(_ text: String) {
    let error = #expect(throws: Diagnostic.self) {
      try Formula.parse(text, vocabulary: vocabulary)
    }
    #expect(error == Diagnostic("expected a formula, found the end", at: 0..<0))
  }
}
