import Autodiff
import Scalars

extension Tape where N: Number {
  /// The slope of an output where an input comes from one side.
  ///
  /// At a kink each side has a slope of its own, and a convention for the slope of one function,
  /// such as relu′(0) = 0, is none for what is composed of several: relu(x) − relu(−x) is x. So the
  /// input moves, everything moves with it, and at a kink that side is taken to which the argument
  /// moves. That is the chain rule of directional derivatives: A. Griewank, "On stable piecewise
  /// linearization and generalized algorithmic differentiation", Optimization Methods and Software
  /// 28(6), 2013, section 2.
  ///
  /// There is no slope where a jump makes the output leave its value; where it cannot be told to
  /// which side a jump goes, it is undecided.
  ///
  /// - Parameters:
  ///   - output: What to differentiate.
  ///   - input: What moves.
  ///   - side: Where it comes from.
  ///   - powers: Powers that change with their exponents.
  ///   - landed: Kinks that are known to be at 0, though their arguments are too vague to tell.
  ///   - fading: Nodes that have their value here and are 0 beside, where the arguments of these
  ///     kinks move.
  /// - Returns: The limit of the difference quotients from that side.
  @specialized(where N == Rational)
  @specialized(where N == Ball)
  package borrowing func slope(
    of output: Variable<N>, along input: Variable<N>, from side: Side,
    powers: NamedPowers<N> = [:], landed: Set<Int> = [], fading: [Int: [Int]] = [:]
  ) -> N {
    let zero = self[output].constant(0)
    guard input.index <= output.index else { return zero }
    let direction = zero.constant(side == .above ? 1 : -1)
    var moves = Moves(
      nodes: nodes, values: values, count: output.index + 1, landed: landed)
    moves.tangents[input.index] = direction
    for index in input.index...output.index where index != input.index {
      if let kinks = fading[index] {
        moves.fade(at: index, beside: kinks)
      } else if let power = powers[index] {
        moves.pass(power, at: index)
      } else {
        moves.pass(self[index], at: index)
      }
    }
    if let shift = moves.shifts[output.index] {
      return zero.obstructed(
        by: shift.obstacle
          ?? (shift.certainSign == nil ? .undecided : .outsideDomain("the derivative")))
    }
    return (moves.tangents[output.index] ?? zero) * direction
  }
}

/// How nodes change where an input moves a little.
private struct Moves<N: Number> {
  let nodes: Strip<Node>
  let values: Strip<N>
  let landed: Set<Int>
  /// How far a node jumps from its value at once; nil where it does not.
  var shifts: [N?]
  /// How fast a node changes then; nil where it stays as it is, whatever its slope would be.
  var tangents: [N?]

  init(nodes: Strip<Node>, values: Strip<N>, count: Int, landed: Set<Int>) {
    (self.nodes, self.values, self.landed) = (nodes, values, landed)
    shifts = Array(repeating: nil, count: count)
    tangents = shifts
  }

  private func recorded(_ index: Int) -> N { values[index] }
  private func value(_ index: Int) -> N {
    shifts[index].map { recorded(index) + $0 } ?? recorded(index)
  }
  private func isMoving(_ index: Int) -> Bool { shifts[index] != nil || tangents[index] != nil }

  private mutating func set(_ index: Int, shift: N?, tangent: N?) {
    shifts[index] = shift?.certainSign == 0 ? nil : shift
    tangents[index] = tangent
  }

  /// The same where an operand that jumps makes the node jump to a value.
  private mutating func set(_ index: Int, to value: @autoclosure () -> N, tangent: N?) {
    let jumps = nodes[index].operands.contains { shifts[$0] != nil }
    set(index, shift: jumps ? value() - recorded(index) : nil, tangent: tangent)
  }

  mutating func fade(at index: Int, beside kinks: [Int]) {
    let leaves = kinks.allSatisfy { kink in
      let argument = nodes[kink].left
      return (tangents[argument]?.certainSign ?? 0) != 0
    }
    let value = recorded(index)
    set(index, shift: leaves ? -value : value.obstructed(by: .undecided), tangent: nil)
  }

  mutating func pass(_ node: Node, at index: Int) {
    guard node.operands.contains(where: isMoving) else { return }
    let (x, dx) = (node.left, tangents[node.left])
    switch node.kind {
    case .input, .constant: break
    case .copy: set(index, shift: shifts[x], tangent: dx)
    case .negative: set(index, shift: shifts[x].map { -$0 }, tangent: dx.map { -$0 })
    case .sum:
      let y = node.right
      set(index, shift: sum(shifts[x], shifts[y]), tangent: sum(dx, tangents[y]))
    case .difference:
      let y = node.right
      set(
        index, shift: sum(shifts[x], shifts[y].map { -$0 }),
        tangent: sum(dx, tangents[y].map { -$0 }))
    case .product: set(index, shift: jump(of: x, node.right), tangent: slope(of: x, node.right))
    case .multiplyAdd:
      set(
        index, shift: sum(shifts[x], jump(of: node.right, node.factor)),
        tangent: sum(dx, slope(of: node.right, node.factor)))
    case .dot:
      let pairs = (0..<node.terms).map { (node.left + $0, node.right + $0) }
      set(
        index, shift: pairs.reduce(nil) { sum($0, jump(of: $1.0, $1.1)) },
        tangent: pairs.reduce(nil) { sum($0, slope(of: $1.0, $1.1)) })
    case .quotient:
      let (y, dy) = (value(node.right), tangents[node.right])
      let quotient = value(x) / y
      set(index, to: quotient, tangent: sum(dx, dy.map { -(quotient * $0) }).map { $0 / y })
    case .power:
      let power = value(x).power(node.exponent)
      set(
        index, to: power,
        tangent: node.exponent == 0
          ? nil : dx.map { value(x).slope(ofPower: node.exponent, value: power) * $0 })
    case .elementary(let function): pass(function, at: index, of: x)
    }
  }

  mutating func pass(_ power: NamedPower<N>, at index: Int) {
    let (x, dx) = (value(power.base.index), tangents[power.base.index])
    pass(nodes[index], at: index)
    guard let speed = tangents[power.exponent.index] else { return }
    let change = recorded(index) * x.applying(.ln) * speed
    // The node itself knows of its base only.
    set(
      index, shift: shifts[power.exponent.index].map { _ in x.obstructed(by: .undecided) },
      tangent: sum(dx == nil ? nil : tangents[index], change))
  }

  private mutating func pass(_ function: Elementary, at index: Int, of argument: Int) {
    let (x, dx) = (value(argument), tangents[argument])
    let sign = shifts[argument] == nil && landed.contains(index) ? 0 : x.certainSign
    switch function.smoothness {
    case .smooth:
      let y = shifts[argument] == nil ? recorded(index) : x.applying(function)
      set(index, to: y, tangent: dx.map { function.derivative(at: x, value: y) * $0 })
    case .corner(let isFlatBelow):
      // Constant left of the kink, so that no infinite slope further in counts there.
      let goesLeft = sign == -1 || (sign == 0 && dx?.certainSign == -1)
      let y = x.applying(function)
      set(
        index, to: y,
        tangent: isFlatBelow && goesLeft
          ? nil
          : dx.map {
            sign == 0 ? $0.applying(function) : function.derivative(at: x, value: y) * $0
          })
    case .jump:
      switch landing(of: argument, distance: sign) {
      case .here: set(index, to: x.applying(function), tangent: nil)
      case .beside(let side): jump(index, to: x.constant(side).applying(function))
      case .unknown: jump(index, to: x.obstructed(by: .undecided))
      }
    case .stairs(let side):
      let whole = x.applying(function)
      switch landing(of: argument, distance: (whole - x).certainSign) {
      case .here: set(index, to: whole, tangent: nil)
      case .beside(let way):
        let isOutside = (side == .above) == (way < 0)
        jump(index, to: isOutside ? whole + x.constant(way) : whole)
      case .unknown: jump(index, to: x.obstructed(by: .undecided))
      }
    }
  }

  /// Where the argument of a jump gets to.
  private enum Landing { case here, beside(Int), unknown }

  /// `distance` is the sign of what separates the argument from the jump.
  private func landing(of argument: Int, distance: Int?) -> Landing {
    guard let distance else { return .unknown }
    guard distance == 0, let tangent = tangents[argument] else { return .here }
    guard let side = tangent.certainSign, side != 0 else { return .unknown }
    return .beside(side)
  }

  private mutating func jump(_ index: Int, to value: N) {
    set(index, shift: value - recorded(index), tangent: nil)
  }

  private func sum(_ left: N?, _ right: N?) -> N? {
    guard let left, let right else { return left ?? right }
    return left + right
  }

  private func jump(of left: Int, _ right: Int) -> N? {
    sum(shifts[left].map { $0 * value(right) }, shifts[right].map { recorded(left) * $0 })
  }

  private func slope(of left: Int, _ right: Int) -> N? {
    sum(tangents[left].map { $0 * value(right) }, tangents[right].map { value(left) * $0 })
  }
}
