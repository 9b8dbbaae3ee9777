import Testing

@testable import Notation

/// Each message is given whole; its second line has the text that it is about.
@Suite("Messages about what is written otherwise elsewhere")
struct HabitTests {
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

  @Test(
    "habits from paper, LaTeX and programming",
    arguments: blocks(
      #"""
      1:1: error: an absolute value has a name
      1 | |x|
        | ^~~
        = help: write abs(x)

      1:3: error: an absolute value has a name
      1 | 2*|x - 1| + 3
        |   ^~~~~~~
        = help: write abs(x - 1)

      1:1: error: an absolute value has a name
      1 | |x
        | ^
        = help: write abs(x)

      1:1: error: a norm has a name
      1 | ||x||
        | ^~
        = help: write norm2(x)

      1:1: error: a norm has a name
      1 | ‖x‖
        | ^~~
        = help: write norm2(x)

      1:2: error: an indicator is written with brackets
      1 | 1{x>0}
        |  ^~~~~
        = help: write 1[x>0]

      1:3: error: an exponent stands in parentheses, not in braces
      1 | x^{2}
        |   ^~~
        = help: write ^(2)

      1:3: error: an exponent has no braces
      1 | x^{T}
        |   ^~~
        = help: write ^T

      1:3: error: a subscript is part of the name, or the number of an entry
      1 | x_{1}
        |   ^~~
        = help: write x_1, or x[1] for an entry

      1:1: error: \ is not part of the notation
      1 | \(x\)
        | ^
        = help: write the formula without \( and \)

      1:1: error: \ is not part of the notation
      1 | \[x\]
        | ^
        = help: write the formula without \[ and \]

      1:1: error: braces are not part of the notation
      1 | {x}
        | ^
        = help: write ( and )

      1:2: error: braces are not part of the notation
      1 | x}
        |  ^
        = help: write ( and )

      1:1: error: ∂ is not part of the notation
      1 | ∂L/∂o
        | ^
        = help: name the derivative, as in dL_do; an exercise writes der(L, o)

      1:1: error: ∇ is not part of the notation
      1 | ∇L
        | ^
        = help: an exercise writes grad(L, w)

      1:1: error: ∑ is not part of the notation
      1 | ∑ x
        | ^
        = help: write sum(j, 1, n, x[j])

      1:1: error: ⌊ is not part of the notation
      1 | ⌊x/2⌋
        | ^
        = help: write floor(x)

      1:1: error: LaTeX commands such as \lceil are not part of the notation
      1 | \lceil x \rceil
        | ^~~~~~
        = help: write ceil(x)

      1:3: error: expected a formula after /, found /
      1 | x//2
        |   ^
        = help: a quotient without its rest is floor(x/y)

      1:1: error: round is not a function of the notation
      1 | round(x)
        | ^~~~~
        = help: write floor(x + 1/2)

      1:1: error: √ is not part of the notation
      1 | √2
        | ^
        = help: write sqrt(x)

      1:2: error: ! is not part of the notation
      1 | x!
        |  ^

      1:2: error: ; is not part of the notation
      1 | 1; 2
        |  ^
        = help: the rows of a matrix are [[1, 2], [3, 4]]

      1:3: error: an equation is written with one =
      1 | a == b
        |   ^~

      1:3: error: => is not a comparison
      1 | a => b
        |   ^~
        = help: write >=

      1:3: error: =< is not a comparison
      1 | a =< b
        |   ^~
        = help: write <=

      1:3: error: a definition is written with =, not with :=
      1 | a := b
        |   ^~

      1:2: error: a power is written with ^
      1 | x**2
        |  ^~
        = help: write ^

      1:1: error: LaTeX commands such as \frac are not part of the notation
      1 | \frac{1}{2}
        | ^~~~~
        = help: write a/b

      1:1: error: LaTeX commands such as \sigma are not part of the notation
      1 | \sigma(x)
        | ^~~~~~
        = help: write sigma

      1:1: error: LaTeX commands such as \tanh are not part of the notation
      1 | \tanh(x)
        | ^~~~~
        = help: write tanh

      1:1: error: LaTeX commands such as \cdot are not part of the notation
      1 | \cdot
        | ^~~~~
        = help: write *

      1:1: error: LaTeX commands such as \hat are not part of the notation
      1 | \hat{y}
        | ^~~~
        = help: write yhat

      1:1: error: LaTeX commands such as \varepsilon are not part of the notation
      1 | \varepsilon
        | ^~~~~~~~~~~
        = help: write epsilon

      1:1: error: LaTeX commands such as \left are not part of the notation
      1 | \left(x
        | ^~~~~
        = help: write the bracket alone

      1:1: error: LaTeX commands such as \foo are not part of the notation
      1 | \foo
        | ^~~~

      1:1: error: \ is not part of the notation
      1 | \
        | ^

      1:1: error: a name does not begin with _
      1 | _x
        | ^
      """#))
  func otherNotations(_ message: String) {
    #expect(complaint(subject(of: message)) == message)
  }

  @Test(
    "characters",
    arguments: blocks(
      #"""
      1:1: error: unknown character é (U+00E9)
      1 | é
        | ^
        = help: names are made of Latin and Greek letters

      1:1: error: unknown character U+0301
      1 | é
        | ^

      1:1: error: unknown character х (U+0445)
      1 | х + 1
        | ^
        = help: names are made of Latin and Greek letters

      1:3: error: unknown character ? (U+003F)
      1 | x ? y
        |   ^

      1:1: error: $ is not part of the notation
      1 | $x$
        | ^
        = help: write the formula without $

      1:2: error: @ is not part of the notation
      1 | x@y
        |  ^
        = help: a product is written with *

      1:3: error: ∘ is not part of the notation
      1 | x ∘ y
        |   ^
        = help: write .* for a product by entries

      1:3: error: LaTeX commands such as \top are not part of the notation
      1 | x^\top
        |   ^~~~
        = help: write ^T

      1:3: error: \ is not part of the notation
      1 | 50\%
        |   ^
        = help: write %

      1:1: error: Σ is not a function of the notation
      1 | Σ(j, 1, n, x[j])
        | ^
        = help: write sum(j, 1, n, x[j])

      1:2: error: unknown character ⁿ (U+207F)
      1 | xⁿ
        |  ^
        = help: write an exponent with ^

      1:2: error: unknown character ª (U+00AA)
      1 | xª
        |  ^
        = help: write an exponent with ^

      1:2: error: expected a digit after ⁻
      1 | x⁻
        |  ^

      1:2: error: unknown character 🙂 (U+1F642)
      1 | x🙂
        |  ^

      1:1: error: unknown character ₁ (U+2081)
      1 | ₁
        | ^
      """#))
  func characters(_ message: String) {
    #expect(complaint(subject(of: message)) == message)
  }
}
