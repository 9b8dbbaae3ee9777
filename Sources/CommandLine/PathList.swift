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
  /// The same paths, compared byte by byte.
  package func sorted() -> PathList {
    var order = Array(indices)
    bytes.withUnsafeBufferPointer { block in
      order.sort { left, right in
        block[range(left)].lexicographicallyPrecedes(block[range(right)])
      }
    }
    var sorted = PathList()
    sorted.bytes.reserveCapacity(bytes.count)
    sorted.ends.reserveCapacity(ends.count)
    for index in order {
      sorted.bytes += bytes[range(index)]
      sorted.ends.append(sorted.bytes.count)
    }
    return sorted
  }
}
