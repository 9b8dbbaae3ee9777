import Testing

@testable import Notation

/// Each message is given whole; its second line has the text that it is about.
@Suite("Messages about what is written otherwise elsewhere")
struct HabitTests {
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

      1:1: error: an indicator has a 1 before its brackets
      1 | [x > 0]*x
        | ^~~~~~~
        = help: write 1[x > 0]

      1:3: error: an indicator has a 1 before its brackets
      1 | 2*[x[0] >= 0]
        |   ^~~~~~~~~~~
        = help: write 1[x[0] >= 0]

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
