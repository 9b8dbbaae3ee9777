import Autodiff
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
  func adding(_ other: Self) -> Self { Self(a + other.a, b + other.b, c + other.c, d + other.d) }

  @inlinable @inline(__always)
  func subtracting(_ other: Self) -> Self {
    Self(a - other.a, b - other.b, c - other.c, d - other.d)
  }

  @inlinable var negative: Self { @inline(__always) get { Self(-a, -b, -c, -d) } }

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

/// The memory of rows of numbers, of up to 32 lanes.
@frozen @usableFromInline
struct Rows<N: Recordable>: ~Copyable {
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
  func strip(_ rows: Range<Int>) -> RowStrip<N> {
    RowStrip(
      width: width, quads: quads.strip(rows.lowerBound * width..<rows.upperBound * width),
      reached: reached.strip(rows), zero: zero)
  }
}

/// One row of numbers for each node, seen but not owned: how it changes along up to 32 directions,
/// the lanes.
///
/// A row knows which lanes anything was added to. The others are 0 by structure, and stay so even
/// times a factor that has no value: ∂²(√x·z²)/∂z² is 0 at x = 0, though √ has no slope there.
///
/// - Invariant: a four is set, its lanes of structural zeros too, where one of its lanes is reached.
@frozen @usableFromInline
struct RowStrip<N: Recordable> {
  /// How many fours of lanes there are.
  @usableFromInline let width: Int
  @usableFromInline let quads: Strip<Quad<N>>
  /// The lanes of each row that anything was added to, a bit each.
  @usableFromInline let reached: Strip<UInt32>
  @usableFromInline let zero: N

  @inlinable
  init(width: Int, quads: Strip<Quad<N>>, reached: Strip<UInt32>, zero: N) {
    (self.width, self.quads, self.reached, self.zero) = (width, quads, reached, zero)
  }

  @inlinable
  subscript(index: Int, lane: Int) -> N {
    @inline(__always) get {
      isReached(index, four: lane >> 2)
        ? quads.part(lane & 3, of: index &* width &+ lane >> 2) : zero
    }
    nonmutating set {
      let place = index * width + lane / 4
      if !isReached(index, four: lane / 4) { quads[place] = Quad(zero, zero, zero, zero) }
      quads[place][lane % 4] = newValue
      reached[index] |= 1 << UInt32(truncatingIfNeeded: lane)
    }
  }

  /// Lets an input change along a direction at the rate of 1.
  @inlinable @inline(__always)
  func seed(_ input: Int, _ lane: Int) {
    if input < reached.count { self[input, lane] = zero.constant(1) }
  }

  @inlinable @inline(__always)
  func isReached(_ index: Int, four: Int) -> Bool {
    reached[index] >> UInt32(truncatingIfNeeded: 4 &* four) & 0b1111 != 0
  }

  /// Copies the lanes of a row; those of an input behind the last row are 0.
  @inlinable
  func copy(_ index: Int, lanes: Int, to target: Strip<N>) {
    guard index < reached.count else {
      for lane in 0..<lanes { target[lane] = zero }
      return
    }
    let (row, nothing) = (quads.from(index &* width), Quad(zero, zero, zero, zero))
    var rest = reached[index]
    for four in 0..<lanes / 4 {
      let (quad, place) = (rest & 0b1111 == 0 ? nothing : row[four], 4 &* four)
      target[place] = quad.a
      target[place &+ 1] = quad.b
      target[place &+ 2] = quad.c
      target[place &+ 3] = quad.d
      rest >>= 4
    }
    for lane in lanes & ~3..<lanes { target[lane] = self[index, lane] }
  }

  /// Adds to a row what becomes of two others; `isFresh` tells that nothing was added before.
  ///
  /// `left` and `right` add a four of theirs to one of the row, or put it there for the first time.
  @inlinable @inline(__always)
  func add(
    _ first: Self, _ from: Int, _ second: Self, _ other: Int, to index: Int, isFresh: Bool,
    left: (Quad<N>?, Quad<N>) -> Quad<N>, right: (Quad<N>?, Quad<N>) -> Quad<N>
  ) {
    var (leftRest, rightRest) = (first.reached[from], second.reached[other])
    var rest = leftRest | rightRest
    if rest == 0 { return }
    var old = isFresh ? 0 : reached[index]
    reached[index] = old | rest
    let (firstRow, secondRow) = (
      first.quads.from(from &* width), second.quads.from(other &* width)
    )
    let row = quads.from(index &* width)
    var four = 0
    while true {
      if leftRest & 0b1111 != 0 {
        let sum = left(old & 0b1111 == 0 ? nil : row[four], firstRow[four])
        row[four] = rightRest & 0b1111 == 0 ? sum : right(sum, secondRow[four])
      } else if rightRest & 0b1111 != 0 {
        row[four] = right(old & 0b1111 == 0 ? nil : row[four], secondRow[four])
      }
      if rest <= 0b1111 { return }
      rest >>= 4
      leftRest >>= 4
      rightRest >>= 4
      old >>= 4
      four &+= 1
    }
  }

  /// Adds to a row what becomes of another; `isFresh` tells that nothing was added before.
  ///
  /// `term` adds a four to one of the row, or puts it there for the first time.
  @inlinable @inline(__always)
  func add(
    _ source: Self, _ from: Int, to index: Int, isFresh: Bool = false,
    term: (Quad<N>?, Quad<N>) -> Quad<N>
  ) {
    var rest = source.reached[from]
    if rest == 0 { return }
    var old = isFresh ? 0 : reached[index]
    reached[index] = old | rest
    let (sourceRow, row) = (source.quads.from(from &* width), quads.from(index &* width))
    var four = 0
    while true {
      if rest & 0b1111 != 0 {
        row[four] = term(old & 0b1111 == 0 ? nil : row[four], sourceRow[four])
      }
      if rest <= 0b1111 { return }
      rest >>= 4
      old >>= 4
      four &+= 1
    }
  }

  /// Adds a row of `source` to a row.
  @inlinable @inline(__always)
  func add(_ source: Self, _ from: Int, to index: Int, isFresh: Bool = false) {
    add(source, from, to: index, isFresh: isFresh) { $0?.adding($1) ?? $1 }
  }

  /// Takes a row of `source` away from a row.
  @inlinable @inline(__always)
  func subtract(_ source: Self, _ from: Int, to index: Int, isFresh: Bool = false) {
    add(source, from, to: index, isFresh: isFresh) { $0?.subtracting($1) ?? $1.negative }
  }

  /// Adds multiples of two rows to a row.
  @inlinable @inline(__always)
  func add(
    _ factor: N, times first: Self, _ from: Int, _ otherFactor: N, times second: Self, _ other: Int,
    to index: Int, isFresh: Bool = false
  ) {
    guard factor.obstacle == nil, otherFactor.obstacle == nil else {
      addByLanes(factor, times: first, from, to: index)
      return addByLanes(otherFactor, times: second, other, to: index)
    }
    add(first, from, second, other, to: index, isFresh: isFresh) { sum, quad in
      sum?.adding(factor, times: quad) ?? quad.scaled(by: factor)
    } right: { sum, quad in
      sum?.adding(otherFactor, times: quad) ?? quad.scaled(by: otherFactor)
    }
  }

  /// Adds a multiple of a row of `source` to a row.
  @inlinable @inline(__always)
  func add(
    _ factor: N, times source: Self, _ from: Int, to index: Int, isFresh: Bool = false
  ) {
    guard factor.obstacle == nil else {
      return addByLanes(factor, times: source, from, to: index)
    }
    add(source, from, to: index, isFresh: isFresh) { sum, quad in
      sum?.adding(factor, times: quad) ?? quad.scaled(by: factor)
    }
  }

  /// Adds to the lanes that are reached and no others, so that zeros by structure stay zeros.
  @inlinable @inline(never)
  func addByLanes(_ factor: N, times source: Self, _ from: Int, to index: Int) {
    for lane in 0..<4 &* width
    where source.reached[from] >> UInt32(truncatingIfNeeded: lane) & 1 == 1 {
      self[index, lane] = self[index, lane] + factor * source[from, lane]
    }
  }

  /// The size of one row, for the budget.
  @inlinable @inline(__always)
  func words(_ index: Int) -> Int {
    if N.isPlain { return 4 &* width }
    var words = 0
    for place in index &* width..<(index &+ 1) &* width { words &+= quads[place].words }
    return words
  }
}
