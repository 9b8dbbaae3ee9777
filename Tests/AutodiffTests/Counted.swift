import Foundation
import Scalars

/// A number on the heap that counts how many of its kind are alive.
struct Counted: Recordable, PrimitiveScalar {
  final class Census {
    var alive = 0
  }

  final class Box {
    let value: Double
    let census: Census

    init(_ value: Double, _ census: Census) {
      (self.value, self.census) = (value, census)
      census.alive += 1
    }

    deinit { census.alive -= 1 }
  }

  let box: Box

  init(_ value: Double, in census: Census) { box = Box(value, census) }

  func map(_ value: Double) -> Self { Self(value, in: box.census) }
  var value: Double { box.value }

  var obstacle: Obstacle? { value.isFinite ? nil : .undecided }
  var words: Int { 1 }

  func constant(_ value: Int) -> Self { map(Double(value)) }
  static func + (left: Self, right: Self) -> Self { left.map(left.value + right.value) }
  static func - (left: Self, right: Self) -> Self { left.map(left.value - right.value) }
  static func * (left: Self, right: Self) -> Self { left.map(left.value * right.value) }
  static func / (left: Self, right: Self) -> Self { left.map(left.value / right.value) }
  static prefix func - (operand: Self) -> Self { operand.map(-operand.value) }
  func power(_ exponent: Int) -> Self { map(Foundation.pow(value, Double(exponent))) }

  var sign: Self { map(value > 0 ? 1 : value < 0 ? -1 : 0) }
  var step: Self { map(value > 0 ? 1 : 0) }
  var floor: Self { map(value.rounded(.down)) }
  var exp: Self { map(Foundation.exp(value)) }
  var ln: Self { map(Foundation.log(value)) }
  var sqrt: Self { map(value.squareRoot()) }
  var sin: Self { map(Foundation.sin(value)) }
  var cos: Self { map(Foundation.cos(value)) }
}
