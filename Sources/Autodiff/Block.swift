/// A fixed number of places in memory with one owner, all initialised.
///
/// An array does as well, but costs a sweep over a dozen nodes half its time.
@frozen @usableFromInline
struct Block<Element>: ~Copyable {
  @usableFromInline let base: UnsafeMutablePointer<Element>
  @usableFromInline let count: Int

  @inlinable
  init(repeating element: Element, count: Int) {
    self.count = count
    base = .allocate(capacity: count)
    base.initialize(repeating: element, count: count)
  }

  @inlinable
  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  @inlinable
  subscript(index: Int) -> Element {
    get {
      assert(0..<count ~= index)
      return base[index]
    }
    nonmutating set {
      assert(0..<count ~= index)
      base[index] = newValue
    }
  }
}
