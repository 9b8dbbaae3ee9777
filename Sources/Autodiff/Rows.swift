import Scalars

/// One row of numbers for each node: how it changes along up to 32 directions, the lanes.
///
/// A row knows which lanes anything was added to. The others are 0 by structure, and stay so even
/// times a factor that has no value: ∂²(√x·z²)/∂z² is 0 at x = 0, though √ has no slope there.
@frozen @usableFromInline
struct Rows<N: Recordable>: ~Copyable {
  @usableFromInline let lanes: Int
  @usableFromInline let numbers: Block<N>
  @usableFromInline let reached: Block<UInt32>

  @inlinable
  init(zero: N, count: Int, lanes: Int) {
    assert(1...32 ~= lanes)
    self.lanes = lanes
    numbers = Block(repeating: zero, count: count * lanes)
    reached = Block(repeating: 0, count: count)
  }

  @inlinable var count: Int { reached.count }

  @inlinable
  subscript(index: Int, lane: Int) -> N {
    get { numbers[index * lanes + lane] }
    nonmutating set {
      numbers[index * lanes + lane] = newValue
      reached[index] |= 1 << UInt32(truncatingIfNeeded: lane)
    }
  }

  /// Adds a multiple of a row of `source` to a row.
  @inlinable @inline(__always)
  func add(_ factor: N, times source: borrowing Rows<N>, _ from: Int, to index: Int) {
    let mask = source.reached[from]
    if mask == 0 { return }
    reached[index] |= mask
    let (source, target) = (source.numbers.base + from * lanes, numbers.base + index * lanes)
    if factor.obstacle == nil {
      for lane in 0..<lanes { target[lane] = target[lane] + factor * source[lane] }
    } else {
      for lane in 0..<lanes where mask >> UInt32(truncatingIfNeeded: lane) & 1 == 1 {
        target[lane] = target[lane] + factor * source[lane]
      }
    }
  }

  /// The size of one row, for the budget.
  @inlinable
  func words(_ index: Int) -> Int {
    var words = 0
    for place in index * lanes..<(index + 1) * lanes { words &+= numbers.base[place].words }
    return words
  }
}
