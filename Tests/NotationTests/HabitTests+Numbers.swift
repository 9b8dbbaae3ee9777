import Testing

@testable import Notation

extension HabitTests {
  @Test(
    "numbers",
    arguments: blocks(
      #"""
      1:1: error: digits are not grouped with commas
      1 | 1,707,274
        | ^~~~~~~~~
        = help: write 1707274

      1:1: error: a decimal is written with a point, not with a comma
      1 | 3,4
        | ^~~
        = help: write 3.4

      1:5: error: a decimal is written with a point, not with a comma
      1 | 2 + 1,707
        |     ^~~~~
        = help: write 1.707, or 1707

      1:1: error: digits are not grouped with commas
      1 | 12,345.6
        | ^~~~~~~~
        = help: write 12345.6

      1:1: error: a decimal is written with a point, not with a comma
      1 | 0,333
        | ^~~~~
        = help: write 0.333

      1:1: error: a decimal is written with a point, not with a comma
      1 | 1234,567
        | ^~~~~~~~
        = help: write 1234.567

      1:2: error: digits are not grouped with _
      1 | 1_000
        |  ^
        = help: write 1000 for 1_000

      1:6: error: dots do not stand for digits or terms
      1 | 0.333...
        |      ^~~
        = help: round the number, or write it as a fraction; write a sum as sum(j, 1, n, x[j])

      1:8: error: dots do not stand for digits or terms
      1 | x[1] + … + x[n]
        |        ^
        = help: round the number, or write it as a fraction; write a sum as sum(j, 1, n, x[j])

      1:6: error: an operator is missing before 3
      1 | z is 3
        |      ^
        = help: write = for is

      1:7: error: an operator is missing before 3.4
      1 | about 3.4
        |       ^~~
        = help: write *; or the formula alone where about is only a word

      1:4: error: an operator is missing before 2
      1 | x1 2
        |    ^

      1:5: error: an operator is missing before 3
      1 | 2 x 3
        |     ^
        = help: write *, for x as well if it is a sign

      1:7: error: an operator is missing before 2
      1 | x mod 2
        |       ^
        = help: there is no operator for remainders

      1:1: error: an operator is missing between two numbers
      1 | 3 1/3
        | ^~~
        = help: write 3 + 1/3

      1:2: error: expected an operator, found :
      1 | 6:2
        |  ^
        = help: a quotient is written with /

      1:1: error: a comma stands only between parts in brackets
      1 | 1.5,2
        | ^~~~~
        = help: a vector is written (1.5, 2)

      1:1: error: an operator is missing between two numbers
      1 | 1 000
        | ^~~~~
        = help: digits are not grouped: write 1000

      1:1: error: an operator is missing between two numbers
      1 | 1 707 274
        | ^~~~~
        = help: digits are not grouped: write 1707274

      1:1: error: an operator is missing between two numbers
      1 | 1.2 5
        | ^~~~~

      1:1: error: a number has only one decimal point
      1 | 1.2.3
        | ^~~~~

      1:2: error: a decimal point needs a digit after it
      1 | 2.
        |  ^
        = help: write 2

      1:3: error: a decimal point needs a digit after it
      1 | x . y
        |   ^

      1:2: error: a point stands only in a decimal
      1 | x.T
        |  ^~
        = help: write ^T

      1:4: error: a point stands only in a decimal
      1 | (x).T
        |    ^~
        = help: write ^T

      1:3: error: a point stands only in a decimal
      1 | np.exp(x)
        |   ^~~~
        = help: write exp alone

      1:1: error: expected a formula, found +
      1 | +3
        | ^
        = help: a number above 0 has no sign

      1:2: error: expected a formula after (, found +
      1 | (+3, 1)
        |  ^
        = help: a number above 0 has no sign

      1:1: error: the power of ten is beyond 4096
      1 | 1e5000
        | ^~~~~~

      1:1: error: the power of ten is beyond 4096
      1 | 0.5e+5000
        | ^~~~~~~~~

      1:1: error: ½ is not part of the notation
      1 | ½
        | ^
        = help: write 1/2

      1:5: error: ± is not part of the notation
      1 | 0.5 ± 0.1
        |     ^
        = help: write one value, or a list of them

      1:3: error: ∘ is not part of the notation
      1 | a ∘ b
        |   ^
        = help: write .* for a product by entries

      1:3: error: → does not link formulas
      1 | x → 3
        |   ^
        = help: write = between them

      1:1: error: a number has no entries
      1 | 2[0]
        | ^~

      1:1: error: a number has no entries
      1 | 1 [x > 0]
        | ^~~
        = help: the indicator is written 1[x > 0]

      1:2: error: % stands only behind a number
      1 | x%
        |  ^
        = help: 12.5% is 12.5/100; remainders have no operator

      1:2: error: % means percent, and there is no operator for remainders
      1 | 7%3
        |  ^
        = help: 12.5% is 12.5/100; a product is written with *

      1:3: error: % means percent, and there is no operator for remainders
      1 | 7 % x
        |   ^
        = help: 12.5% is 12.5/100; a product is written with *
      """#))
  func numbers(_ message: String) {
    #expect(complaint(subject(of: message)) == message)
  }
}
