import Autodiff
import Scalars

/// What is seen of formulas without computing them: where they have kinks and jumps, and where
/// their domain may fall apart.
package struct FormulaStructure {
  /// The arguments of kinks: of abs and relu, of signs and steps.
  package private(set) var kinks: [Int] = []
  /// Those of signs and steps alone.
  package private(set) var jumps: [Int] = []
  /// The arguments of floors and ceilings.
  package private(set) var floors: [Int] = []
  /// What is not 0 wherever there is a value, or changes its sign unseen: the factors of what
  /// stands under a fraction bar, a root or a logarithm.
  package private(set) var walls: [Int] = []

  /// What is squared, or raised to another even power: an inequality is tight where it is 0.
  package private(set) var squared: [Int] = []

  /// What an argument must be for there to be a value.
  package enum Demand { case positive, notNegative, notZero }
  /// All that must be something for there to be a value.
  package private(set) var demands: [(place: Int, demand: Demand)] = []

  private let operations: FormulaOperations
  /// The places that depend on the variables.
  package let varies: [Bool]
  /// The places that are sums of multiples of the variables and a constant.
  package let isAffine: [Bool]
  /// The places whose values are above 0, wherever there is one, by what they are made of.
  private let isPositive: [Bool]
  private let isUsed: [Bool]

  init(of places: [Int], in operations: FormulaOperations) {
    self.operations = operations
    varies = operations.varying
    isAffine = operations.affine(varies)
    isPositive = operations.positive
    isUsed = operations.list.ancestors(of: places)
    var walls: [Int] = []
    for place in 0..<operations.list.count where isUsed[place] {
      let node = operations.list[place]
      switch node.kind {
      case .elementary(let function):
        switch function.domain {
        case .line: break
        case .positive: demands.append((node.left, .positive))
        case .notNegative: demands.append((node.left, .notNegative))
        }
      case .quotient: demands.append((node.right, .notZero))
      case .power where node.exponent < 0: demands.append((node.left, .notZero))
      default: break
      }
      guard varies[place] else { continue }
      switch node.kind {
      case .elementary(let function):
        if function.domain != .line { walls.append(node.left) }
        switch function.smoothness {
        case .smooth: if function.course == .even { note(node.left, in: \.squared) }
        case .corner: note(node.left, in: \.kinks)
        case .jump:
          note(node.left, in: \.kinks)
          note(node.left, in: \.jumps)
        case .stairs: note(node.left, in: \.floors)
        }
      case .quotient: walls.append(node.right)
      case .power:
        if node.exponent < 0 { walls.append(node.left) }
        if node.exponent.isMultiple(of: 2) { note(node.left, in: \.squared) }
      case .product where node.left == node.right: note(node.left, in: \.squared)
      default: continue
      }
    }
    self.walls = factors(of: walls)
  }

  private mutating func note(_ place: Int, in list: WritableKeyPath<Self, [Int]>) {
    if varies[place], !self[keyPath: list].contains(place) { self[keyPath: list].append(place) }
  }

  /// The arguments of kinks and roots, and what they are products, quotients and powers of, that are
  /// computed without another kink or root: a proof chooses signs for them where it knows none.
  package var signed: [Int] {
    var isChosen = [Bool](repeating: false, count: operations.list.count)
    var arguments: [Int] = []
    for place in isChosen.indices {
      let node = operations.list[place]
      guard node.kind != .input else { continue }
      isChosen[place] = node.operands.contains { isChosen[$0] }
      switch node.kind {
      case .elementary(.abs), .elementary(.relu), .elementary(.sign), .elementary(.step),
        .elementary(.sqrt):
        isChosen[place] = true
        if isUsed[place] { arguments.append(node.left) }
      default: continue
      }
    }
    // Products stand behind their factors.
    var found: Set<Int> = []
    var open = arguments
    while let place = open.popLast() {
      guard varies[place], found.insert(place).inserted else { continue }
      let node = operations.list[place]
      switch node.kind {
      case .product, .quotient: open += [node.left, node.right]
      case .negative, .power: open.append(node.left)
      default: continue
      }
    }
    return found.filter { !isChosen[$0] }.sorted()
  }

  /// What some places are products, quotients and powers of, and changes its sign somewhere.
  package func factors(of places: [Int]) -> [Int] {
    var found: [Int] = []
    var open = places
    while let place = open.popLast() {
      guard varies[place], !isPositive[place], !found.contains(place) else { continue }
      let node = operations.list[place]
      switch node.kind {
      case .product, .quotient: open += [node.left, node.right]
      case .negative, .power: open.append(node.left)
      // 1[u > 0] is a step of u - 0.
      case .sum, .difference:
        let operands = [node.left, node.right].filter { !operations.isZero($0) }
        if operands.count == 1 { open += operands } else { found.append(place) }
      // These are 0 where their argument is, and change their sign with it, if they do.
      case .elementary(let function) where function.facts.vanishesOnlyAtZero:
        open.append(node.left)
      default: found.append(place)
      }
    }
    return found.sorted()
  }
}

extension FormulaOperations {
  package func structure(of places: [Int]) -> FormulaStructure {
    FormulaStructure(of: places, in: self)
  }

  fileprivate func affine(_ varies: [Bool]) -> [Bool] {
    var isAffine = [Bool](repeating: false, count: list.count)
    for place in 0..<list.count {
      let node = list[place]
      switch node.kind {
      case _ where !varies[place]: isAffine[place] = true
      case .input: isAffine[place] = true
      case .negative, .copy: isAffine[place] = isAffine[node.left]
      case .sum, .difference: isAffine[place] = isAffine[node.left] && isAffine[node.right]
      case .product:
        isAffine[place] =
          isAffine[node.left] && !varies[node.right] || isAffine[node.right] && !varies[node.left]
      case .quotient: isAffine[place] = isAffine[node.left] && !varies[node.right]
      case .multiplyAdd:
        isAffine[place] =
          isAffine[node.left]
          && (isAffine[node.right] && !varies[node.factor]
            || isAffine[node.factor] && !varies[node.right])
      case .power: isAffine[place] = node.exponent == 1 && isAffine[node.left]
      case .constant, .dot, .elementary: continue
      }
    }
    return isAffine
  }

  /// Above 0 as exponentials, squares plus 1, and what is made of them: seen at a glance.
  fileprivate var positive: [Bool] {
    var isAbove = [Bool](repeating: false, count: list.count)
    var isNever = [Bool](repeating: false, count: list.count)  // below 0
    for place in 0..<list.count {
      let node = list[place]
      let (left, right) = (node.left, node.right)
      switch node.kind {
      case .input:
        isAbove[place] = isPositiveLeaf(left)
        isNever[place] = isAbove[place]
      case .sum:
        isNever[place] = isNever[left] && isNever[right]
        isAbove[place] = isNever[place] && (isAbove[left] || isAbove[right])
      case .product:
        isAbove[place] = isAbove[left] && isAbove[right]
        isNever[place] = left == right || isNever[left] && isNever[right]
      case .quotient:
        isAbove[place] = isAbove[left] && isAbove[right]
        isNever[place] = isNever[left] && isNever[right]
      case .multiplyAdd:
        let product = right == node.factor || isNever[right] && isNever[node.factor]
        isNever[place] = isNever[left] && product
        isAbove[place] = isAbove[left] && product
      case .power:
        isAbove[place] = isAbove[left]
        isNever[place] = isNever[left] || node.exponent.isMultiple(of: 2)
      case .elementary(let function):
        let (positive, never) = (function.facts.isPositive, function.facts.isNeverNegative)
        isAbove[place] = positive.everywhere || positive.ofPositive && isAbove[left]
        isNever[place] = never.everywhere || never.ofNeverNegative && isNever[left]
      default: continue
      }
    }
    return isAbove
  }
}
