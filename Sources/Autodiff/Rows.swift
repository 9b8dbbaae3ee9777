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
  func scaled(by factor: N) -> Self { Self(factor * a, factor * b, factor * c, factor * d) }

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
///
/// - Invariant: a four is set, its lanes of structural zeros too, where one of its lanes is reached.
@frozen @usableFromInline
struct Rows<N: Recordable>: ~Copyable {
  /// How many fours of lanes there are.
  @usableFromInline let width: Int
  @usableFromInline let quads: Block<Quad<N>>
  @usableFromInline let reached: Block<UInt32>
  @usableFromInline let zero: N

  @inlinable
  init(zero: N, count: Int, lanes: Int) {
    assert(1...32 ~= lanes)
    width = (lanes + 3) / 4
    self.zero = zero
    quads =
      N.isPlain
      ? Block(unset: count * width)
      : Block(repeating: Quad(zero, zero, zero, zero), count: count * width)
    reached = Block(repeating: 0, count: count)
  }

  @inlinable
  subscript(index: Int, lane: Int) -> N {
    get { isReached(index, four: lane / 4) ? quads[index * width + lane / 4][lane % 4] : zero }
    nonmutating set {
      let place = index * width + lane / 4
      if !isReached(index, four: lane / 4) { quads[place] = Quad(zero, zero, zero, zero) }
      quads.strip[place][lane % 4] = newValue
      reached[index] |= 1 << UInt32(truncatingIfNeeded: lane)
    }
  }

  @inlinable @inline(__always)
  func isReached(_ index: Int, four: Int) -> Bool {
    reached[index] >> UInt32(truncatingIfNeeded: 4 &* four) & 0b1111 != 0
  }

  /// Copies the lanes of a row into an array, which holds zeros so far.
  @inlinable
  func copy(_ index: Int, lanes: Int, to target: Strip<N>) {
    let row = quads.strip.from(index &* width)
    for four in 0..<lanes / 4 where isReached(index, four: four) {
      let (quad, place) = (row[four], 4 &* four)
      target[place] = quad.a
      target[place &+ 1] = quad.b
      target[place &+ 2] = quad.c
      target[place &+ 3] = quad.d
    }
    for lane in lanes & ~3..<lanes { target[lane] = self[index, lane] }
  }

  /// Adds a multiple of a row of `source` to a row.
  @inlinable @inline(__always)
  func add(_ factor: N, times source: borrowing Rows<N>, _ from: Int, to index: Int) {
    let mask = source.reached[from]
    if mask == 0 { return }
    var (rest, old) = (mask, reached[index])
    reached[index] = old | mask
    let (source, target) = (source.quads.strip, quads.strip)
    var (from, to) = (from &* width, index &* width)
    guard factor.obstacle == nil else {
      return addByLanes(factor, times: source.from(from), mask, to: target.from(to), old)
    }
    while rest != 0 {
      if rest & 0b1111 != 0 {
        target[to] =
          old & 0b1111 == 0
          ? source[from].scaled(by: factor) : target[to].adding(factor, times: source[from])
      }
      rest >>= 4
      old >>= 4
      from &+= 1
      to &+= 1
    }
  }

  /// Adds to the lanes that are reached and no others, so that zeros by structure stay zeros.
  @inlinable @inline(never)
  func addByLanes(
    _ factor: N, times source: Strip<Quad<N>>, _ mask: UInt32, to target: Strip<Quad<N>>,
    _ old: UInt32
  ) {
    for four in 0..<width {
      let shift = UInt32(truncatingIfNeeded: 4 &* four)
      let lanes = mask >> shift & 0b1111
      if lanes == 0 { continue }
      if old >> shift & 0b1111 == 0 { target[four] = Quad(zero, zero, zero, zero) }
      for lane in 0..<4 where lanes >> UInt32(truncatingIfNeeded: lane) & 1 == 1 {
        target[four][lane] = target[four][lane] + factor * source[four][lane]
      }
    }
  }

  /// The size of one row, for the budget.
  @inlinable
  func words(_ index: Int) -> Int {
    if N.isPlain { return 4 &* width }
    var words = 0
    for place in index &* width..<(index &+ 1) &* width { words &+= quads[place].words }
    return words
  }
}
