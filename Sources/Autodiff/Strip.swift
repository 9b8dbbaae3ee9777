/// Places in memory side by side, seen but not owned.
///
/// With ``Arena`` and ``Block``, which own such places, this is where memory is handled by hand,
/// and nowhere else.
///
/// - Invariant: the first `count` places are initialised for as long as the view is used. Debug
///   builds check each index against `count`; in other builds nothing of it is left.
@frozen @usableFromInline
package struct Strip<Element> {
  @usableFromInline let base: UnsafeMutablePointer<Element>
  @usableFromInline package let count: Int

  @inlinable @inline(__always)
  package init(_ base: UnsafeMutablePointer<Element>, count: Int) {
    self.base = base
    self.count = count
  }

  @inlinable
  package subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(0..<count ~= index)
      return base[index]
    }
    @inline(__always) nonmutating _modify {
      assert(0..<count ~= index)
      yield &base[index]
    }
  }

  /// One of the equal parts that the element at an index consists of.
  @inlinable @inline(__always)
  package func part<Part>(_ place: Int, of index: Int) -> Part {
    assert(
      0..<count ~= index
        && (place + 1) * MemoryLayout<Part>.stride <= MemoryLayout<Element>.stride)
    return UnsafeRawPointer(base + index).load(
      fromByteOffset: place &* MemoryLayout<Part>.stride, as: Part.self)
  }

  /// The places from an index on.
  @inlinable @inline(__always)
  package func from(_ index: Int) -> Self {
    assert(0...count ~= index)
    return Self(base + index, count: count - index)
  }
}

extension Strip<Bool> {
  /// What the first places all are; nil where they differ, or there is none.
  ///
  /// Eight places are read as one word: a `Bool` is a byte of 0 or 1.
  @inlinable
  func common(_ count: Int) -> Bool? {
    assert(0...self.count ~= count && MemoryLayout<Bool>.size == 1)
    guard count > 0 else { return nil }
    let first = self[0]
    let word: UInt64 = first ? 0x0101_0101_0101_0101 : 0
    let bytes = UnsafeRawPointer(base)
    var place = 0
    while place &+ 8 <= count {
      if bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) != word { return nil }
      place &+= 8
    }
    while place < count {
      if self[place] != first { return nil }
      place &+= 1
    }
    return first
  }
}

/// A fixed number of places in memory with one owner, all initialised, or of plain bits.
///
/// An array does as well, but costs a sweep over a dozen nodes half its time.
@frozen @usableFromInline
package struct Block<Element>: ~Copyable {
  @usableFromInline let base: UnsafeMutablePointer<Element>
  @usableFromInline package let count: Int

  @inlinable
  package init(repeating element: Element, count: Int) {
    self.count = count
    base = .allocate(capacity: count)
    base.initialize(repeating: element, count: count)
  }

  /// Places for plain bits, which are of no use before they are set.
  @inlinable
  package init(unset count: Int) {
    self.count = count
    base = .allocate(capacity: count)
  }

  @inlinable
  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  @inlinable @inline(__always) package var strip: Strip<Element> { Strip(base, count: count) }

  @inlinable @inline(__always)
  package func strip(_ places: Range<Int>) -> Strip<Element> {
    assert(places.upperBound <= count)
    return Strip(base + places.lowerBound, count: places.count)
  }

  @inlinable
  package subscript(index: Int) -> Element {
    @inline(__always) get { strip[index] }
    @inline(__always) nonmutating set { strip[index] = newValue }
  }

  /// Sets the places from one up to another anew.
  @inlinable
  package func fill(_ start: Int, _ end: Int, with element: Element) {
    assert(0 <= start && start <= end && end <= count)
    (base + start).update(repeating: element, count: end &- start)
  }
}
