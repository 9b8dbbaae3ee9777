import Testing

@testable import Notation

/// Each message is given whole; its second line has the text that it is about.
@Suite("Messages about formulas")
struct MessageTests {
  @Test(
    "what is missing or too much",
    arguments: blocks(
      #"""
      1:4: error: expected a formula after +, found the end
      1 | 1 +
        |    ^

      1:5: error: expected a formula after +, found *
      1 | 1 + * 2
        |     ^

      1:5: error: expected a formula after +, found +
      1 | x + +3
        |     ^

      1:1: error: this ( is not closed
      1 | (1 + 2
        | ^

      1:6: error: this ) closes nothing
      1 | 1 + 2)
        |      ^

      1:6: error: expected ), found ]
      1 | (1, 2]
        |      ^

      1:2: error: expected a formula after (, found )
      1 | ()
        |  ^

      1:4: error: expected a formula after a comma, found )
      1 | (1,)
        |    ^

      1:3: error: expected a formula after [, found the end
      1 | x[
        |   ^

      1:3: error: expected a formula after [, found ]
      1 | x[]
        |   ^

      1:1: error: a vector is written in parentheses, and a matrix by rows
      1 | [1, 2]
        | ^
        = help: write (1, 2) or [[1, 2], [3, 4]]

      1:10: error: this row has length 1, and the first one 2
      1 | [[1, 2], [3]]
        |          ^~~

      1:10: error: expected a row in brackets after a comma, found 3
      1 | [[1, 2], 3]
        |          ^

      1:2: error: a comma stands only between parts in brackets
      1 | x, y
        |  ^
        = help: a vector is written (1, 2)

      1:3: error: an operator is missing before 2
      1 | x 2
        |   ^
        = help: write *

      1:2: error: expected an operator, found :
      1 | 2:3
        |  ^
        = help: a quotient is written with /

      1:3: error: a formula does not contain =
      1 | a = b
        |   ^

      1:5: error: expected a formula after (, found )
      1 | max()
        |     ^

      1:3: error: this ( is not closed
      1 | ln(2
        |   ^
      """#))
  func somethingIsMissing(_ message: String) {
    #expect(complaint(subject(of: message)) == message)
  }

  @Test(
    "what can be read in two ways",
    arguments: blocks(
      #"""
      1:3: error: a product without * after / can be read in two ways
      1 | 1/2(x)
        |   ^~
        = help: write *, or put the divisor in parentheses

      1:3: error: a product without * after / can be read in two ways
      1 | 1/2x
        |   ^~
        = help: write *, or put the divisor in parentheses

      1:3: error: a product without * after / can be read in two ways
      1 | a/b c
        |   ^~~
        = help: write *, or put the divisor in parentheses

      1:6: error: a product without * after / can be read in two ways
      1 | a ./ 2 b
        |      ^~~
        = help: write *, or put the divisor in parentheses

      1:3: error: a product without * after / can be read in two ways
      1 | 1/x^2 y
        |   ^~~~~
        = help: write *, or put the divisor in parentheses

      1:3: error: this exponent can be read in two ways
      1 | e^2x
        |   ^~
        = help: write ^(2*x), or ^2*x

      1:3: error: this exponent can be read in two ways
      1 | e^-2x
        |   ^~~
        = help: write ^(-2*x), or ^-2*x

      1:1: error: a negative power of a function can be read in two ways
      1 | sin^-1(x)
        | ^~~~~~
        = help: write 1/sin(x) for the reciprocal

      1:1: error: a negative power of a function can be read in two ways
      1 | sin⁻¹(x)
        | ^~~~~
        = help: write 1/sin(x) for the reciprocal

      1:3: error: this can be read in two ways
      1 | A^2'
        |   ^~
        = help: put what is transposed in parentheses

      1:1: error: this can be read in two ways
      1 | A²'
        | ^~~
        = help: put the power in parentheses

      1:1: error: this can be read in two ways
      1 | A²[0]
        | ^~~
        = help: put the power in parentheses

      1:1: error: this can be read in two ways
      1 | x²^3
        | ^~~
        = help: put the power in parentheses

      1:1: error: this can be read in two ways
      1 | tanh^2(x)[0]
        | ^~~~~~~~~~
        = help: put the power in parentheses

      1:4: error: T in an exponent means the transpose, so this can be read in two ways
      1 | x^-T
        |    ^
        = help: write (A^T)^-1, or x^(T) for a name

      1:3: error: this can be read in two ways
      1 | x^A^T
        |   ^~~
        = help: put what is transposed in parentheses

      1:8: error: an operator is missing before 3
      1 | x^T[0] 3
        |        ^
      """#))
  func ambiguities(_ message: String) {
    #expect(complaint(subject(of: message)) == message)
  }

  @Test(
    "functions",
    arguments: blocks(
      #"""
      1:1: error: log10 is not a function of the notation
      1 | log10(8)
        | ^~~~~
        = help: write ln(x)/ln(10)

      1:1: error: atan is not a function of the notation
      1 | atan(1)
        | ^~~~
        = help: functions of a number are exp, ln, sqrt, sin, cos, sinh, cosh, tanh, sigmoid, softplus, abs, sign, relu, floor, ceil, leaky_relu, log2, swish

      1:1: error: x is not a function
      1 | x(1)
        | ^
        = help: for a product write x*(1)

      1:5: error: xσ is not a function
      1 | 2 + xσ(x)^2
        |     ^~
        = help: write x*σ(x)

      1:1: error: dσ is not a function
      1 | dσ(x)
        | ^~
        = help: did you mean sigma(x)?

      1:1: error: x is not a function
      1 | x'(1)
        | ^
        = help: for a product write x'*(1)

      1:1: error: w is not a function
      1 | w(x + 1)^2
        | ^
        = help: for a product write w*(x + 1)

      1:1: error: sn is not a function
      1 | sn(x)
        | ^~
        = help: did you mean sin(x)?

      1:1: error: Swish is not a function
      1 | Swish(x)
        | ^~~~~
        = help: did you mean swish(x)?

      1:1: error: log2 takes 1 argument, found 2
      1 | log_2(8, 2)
        | ^~~~~~~~~~~

      1:1: error: prod is not a function of the notation
      1 | prod(k, 1, 4, k)
        | ^~~~
        = help: functions of a number are exp, ln, sqrt, sin, cos, sinh, cosh, tanh, sigmoid, softplus, abs, sign, relu, floor, ceil, leaky_relu, log2, swish

      1:1: error: Σ is not a function of the notation
      1 | Σ(k, 1, 3, k)
        | ^
        = help: write sum(j, 1, n, x[j])

      1:1: error: f is not a function
      1 | f''(x)
        | ^

      1:1: error: Tanh is not a function
      1 | Tanh(x)
        | ^~~~
        = help: did you mean tanh(x)?

      1:1: error: sgn is not a function
      1 | sgn(x)
        | ^~~
        = help: did you mean sign(x)?

      1:1: error: ReLU is not a function
      1 | ReLU(x)
        | ^~~~
        = help: did you mean relu(x)?

      1:1: error: phy is not a function
      1 | phy'(z)
        | ^~~
        = help: did you mean phi'(z)?

      1:1: error: f is not a function
      1 | f(x)
        | ^
        = help: for a product write f*(x)

      1:1: error: sin needs an argument in parentheses
      1 | sin x
        | ^~~
        = help: write sin(x)

      1:1: error: sin needs an argument in parentheses
      1 | sin 2
        | ^~~
        = help: write sin(2)

      1:1: error: tanh needs an argument in parentheses
      1 | tanh + 1
        | ^~~~
        = help: write tanh(x)

      1:1: error: phi needs an argument in parentheses
      1 | phi^2
        | ^~~
        = help: write phi(x)

      1:1: error: max needs an argument in parentheses
      1 | max
        | ^~~
        = help: write max(x)

      1:1: error: softmax has no derivative by ': it is not a function of one number
      1 | softmax'(x)
        | ^~~~~~~~

      1:1: error: pre has no derivative by ': it is not a function of one number
      1 | pre'(x, t)
        | ^~~~

      1:1: error: relu takes 1 argument, found 2
      1 | relu(1, 2)
        | ^~~~~~~~~~

      1:1: error: mean takes 1 argument, found 2
      1 | mean(1, 2)
        | ^~~~~~~~~~
        = help: the mean of several is mean((x, y))

      1:1: error: leaky_relu takes 2 arguments, found 1
      1 | leaky_relu(x)
        | ^~~~~~~~~~~~~

      1:1: error: pre takes 2 arguments, found 1
      1 | pre(x)
        | ^~~~~~

      1:1: error: zeros takes 1 or 2 arguments, found 3
      1 | zeros(1, 2, 3)
        | ^~~~~~~~~~~~~~

      1:1: error: repmat takes 2 arguments, found 1
      1 | repmat(x)
        | ^~~~~~~~~

      1:1: error: descend takes 4 arguments, found 2
      1 | descend(E, w)
        | ^~~~~~~~~~~~~
      """#))
  func functions(_ message: String) {
    #expect(complaint(subject(of: message)) == message)
  }
}
