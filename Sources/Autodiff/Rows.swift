import Scalars

/// Four numbers side by side, so that a compiler can use the lanes of a vector for them.
@frozen @usableFromInline
struct Quad<N: Recordable> {
  @usableFromInline var a: N
  @usableFromInline var b: N
  @usableFromInline var c: N
  @usableFromInline var d: N

  @inlinable @inline(__always)
  init(_ a: N, _ b: N, _ c: N, _ d: N) { (self.a, self.b, self.c, self.d) = (a, b, c, d) }

  @inlinable @inline(__always)
  func adding(_ factor: N, times other: Self) -> Self {
    Self(
      a + factor * other.a, b + factor * other.b, c + factor * other.c, d + factor * other.d)
  }

  @inlinable
  subscript(lane: Int) -> N {
    get {
      switch lane {
      case 0: a
      case 1: b
      case 2: c
      default: d
      }
    }
    set {
      switch lane {
      case 0: a = newValue
      case 1: b = newValue
      case 2: c = newValue
      default: d = newValue
      }
    }
  }

  @inlinable var words: Int { a.words + b.words + c.words + d.words }
}

/// One row of numbers for each node: how it changes along up to 32 directions, the lanes.
///
/// A row knows which lanes anything was added to. The others are 0 by structure, and stay so even
/// times a factor that has no value: ∂²(√x·z²)/∂z² is 0 at x = 0, though √ has no slope there.
@frozen @usableFromInline
struct Rows<N: Recordable>: ~Copyable {
  /// How many fours of lanes there are.
  @usableFromInline let width: Int
  @usableFromInline let quads: Block<Quad<N>>
  @usableFromInline let reached: Block<UInt32>

  @inlinable
  init(zero: N, count: Int, lanes: Int) {
    assert(1...32 ~= lanes)
    width = (lanes + 3) / 4
    quads = Block(repeating: Quad(zero, zero, zero, zero), count: count * width)
    reached = Block(repeating: 0, count: count)
  }

  @inlinable
  subscript(index: Int, lane: Int) -> N {
    get { quads[index * width + lane / 4][lane % 4] }
    nonmutating set {
      quads.strip[index * width + lane / 4][lane % 4] = newValue
      reached[index] |= 1 << UInt32(truncatingIfNeeded: lane)
    }
  }

  /// Copies the lanes of a row into an array.
  @inlinable
  func copy(_ index: Int, lanes: Int, to array: inout [N], from start: Int) {
    for first in stride(from: 0, to: lanes, by: 4) {
      let quad = quads[index &* width &+ first / 4]
      let place = start + first
      array[place] = quad.a
      if first &+ 1 < lanes { array[place &+ 1] = quad.b }
      if first &+ 2 < lanes { array[place &+ 2] = quad.c }
      if first &+ 3 < lanes { array[place &+ 3] = quad.d }
    }
  }

  /// Adds a multiple of a row of `source` to a row.
  @inlinable @inline(__always)
  func add(_ factor: N, times source: borrowing Rows<N>, _ from: Int, to index: Int) {
    var mask = source.reached[from]
    if mask == 0 { return }
    reached[index] |= mask
    let (source, target) = (source.quads.strip, quads.strip)
    var (from, to) = (from &* width, index &* width)
    let hasValue = factor.obstacle == nil
    while mask != 0 {
      if mask & 0b1111 != 0 {
        if hasValue {
          target[to] = target[to].adding(factor, times: source[from])
        } else {
          for lane in 0..<4 where mask >> UInt32(truncatingIfNeeded: lane) & 1 == 1 {
            target[to][lane] = target[to][lane] + factor * source[from][lane]
          }
        }
      }
      mask >>= 4
      from &+= 1
      to &+= 1
    }
  }

  /// The size of one row, for the budget.
  @inlinable
  func words(_ index: Int) -> Int {
    var words = 0
    for place in index &* width..<(index &+ 1) &* width { words &+= quads[place].words }
    return words
  }
}
