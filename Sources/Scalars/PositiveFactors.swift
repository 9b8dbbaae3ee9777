/// Elements of a field that stand for positive numbers, and products of two of them.
///
/// A sign or a root does not change its side where its argument is multiplied by one of these.
struct PositiveFactors {
  /// More numbers than this are not kept: each argument is compared with all products.
  static let limit = 4

  let field: PrimeField
  private var numbers: [UInt64] = []
  private var inverses: [UInt64] = []
  /// Each product with its inverse; the inverses are among the products, too.
  private(set) var products: [(element: UInt64, inverse: UInt64)] = []

  init(in field: PrimeField) { self.field = field }

  var isEmpty: Bool { products.isEmpty }

  mutating func insert(_ number: UInt64) {
    guard numbers.count < Self.limit, !numbers.contains(number),
      let inverse = field.inverse(number)
    else { return }
    numbers.append(number)
    inverses.append(inverse)
    for (one, other) in zip(numbers, inverses) {
      for (element, counterpart) in [(one, other), (other, one)] {
        add(field.product(number, element), field.product(inverse, counterpart))
      }
    }
    add(number, inverse)
  }

  private mutating func add(_ element: UInt64, _ inverse: UInt64) {
    guard element != field.one else { return }
    products.append((element, inverse))
    products.append((inverse, element))
  }
}
