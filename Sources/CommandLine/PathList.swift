/// Paths, one behind the other in one block of memory.
package struct PathList: RandomAccessCollection, Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  package init() {}

  package var startIndex: Int { 0 }
  package var endIndex: Int { ends.count }

  package subscript(index: Int) -> Path {
    Path(bytes: Array(bytes[range(index)]))
  }

  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  package mutating func append(_ path: Path) {
    bytes += path.bytes
    ends.append(bytes.count)
  }
}

extension PathList: Hashable {}

extension PathList {
  /// The places of all paths in the order of their bytes, each with a byte more at its end, if it
  /// has one.
  func order(ending end: (Int) -> UInt8?) -> [Int] {
    var order = Array(indices)
    bytes.withUnsafeBufferPointer { block in
      order.sort { left, right in
        let (a, b) = (block[range(left)], block[range(right)])
        let shared = Swift.min(a.count, b.count)
        for offset in 0..<shared where a[a.startIndex + offset] != b[b.startIndex + offset] {
          return a[a.startIndex + offset] < b[b.startIndex + offset]
        }
        // The next byte of each, where one has ended.
        let next = (
          a.count > shared ? a[a.startIndex + shared] : end(left),
          b.count > shared ? b[b.startIndex + shared] : end(right)
        )
        guard let one = next.0, let other = next.1, one != other else {
          return a.count + (end(left) == nil ? 0 : 1) < b.count + (end(right) == nil ? 0 : 1)
        }
        return one < other
      }
    }
    return order
  }

  /// The same paths, compared byte by byte.
  package func sorted() -> PathList {
    var sorted = PathList()
    sorted.bytes.reserveCapacity(bytes.count)
    sorted.ends.reserveCapacity(ends.count)
    for index in order(ending: { _ in nil }) {
      sorted.bytes += bytes[range(index)]
      sorted.ends.append(sorted.bytes.count)
    }
    return sorted
  }
}

extension PathList: ExpressibleByArrayLiteral {
  package init(arrayLiteral paths: Path...) {
    for path in paths { append(path) }
  }
}
