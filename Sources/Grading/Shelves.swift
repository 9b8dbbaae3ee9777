import Synchronization

/// What was found out lately: a young generation, and the one before it.
///
/// Where the young one is full, it becomes the old one, and what was old is forgotten. What is kept
/// again is young again: so what a class asks for often stays, and what one sheet has is soon gone.
///
/// - Invariant: each generation holds `limit` at most, or a single value; what is recent is young.
@usableFromInline
package struct Generations<Key: Hashable, Value> {
  @usableFromInline package internal(set) var young: [Key: Value] = [:]
  @usableFromInline package internal(set) var old: [Key: Value] = [:]
  /// The young ones that were asked for lately.
  @usableFromInline var recent: [(key: Key, value: Value)] = []
  /// Which of the recent ones makes room for the next.
  @usableFromInline var eldest = 0
  @usableFromInline var size = 0
  @usableFromInline let limit: Int

  @inlinable
  init(limit: Int) {
    self.limit = limit
  }

  /// Keeps a value as a young one; `size` is what it adds.
  @inlinable
  package mutating func keep(_ value: Value, for key: Key, size added: Int = 1) {
    if size + added > limit {
      old = young
      young = [:]
      recent = []
      size = 0
    }
    size += added
    young[key] = value
    recent.removeAll { $0.key == key }
  }

  /// The young value of a key.
  ///
  /// The few recent ones are compared one by one: keys that differ mostly do so in what is compared
  /// first, and to hash a text takes as long as to look through all of them.
  @inlinable
  package mutating func youngValue(of key: Key) -> Value? {
    for place in recent.indices where recent[place].key == key { return recent[place].value }
    guard let value = young[key] else { return nil }
    if recent.count < 16 {
      recent.append((key, value))
    } else {
      recent[eldest] = (key, value)
      eldest = (eldest + 1) % recent.count
    }
    return value
  }
}

/// A bounded memory that all cores use: eight parts with a lock each.
///
/// It is inlined where it is used: to look up a text of a page took 2,700 instructions else.
@usableFromInline
package final class Shelves<Key: Hashable, Value>: Sendable {
  @usableFromInline
  final class Shelf: Sendable {
    @usableFromInline let generations: Mutex<Generations<Key, Value>>

    @inlinable
    init(limit: Int) {
      generations = Mutex(Generations(limit: limit))
    }
  }

  @usableFromInline let shelves: [Shelf]
  /// What one generation of one part may hold.
  @usableFromInline package let limit: Int

  /// `limit` is for the young generations of all parts together.
  @inlinable
  package init(limit: Int) {
    let share = max(1, limit / 8)
    self.limit = share
    shelves = (0..<8).map { _ in Shelf(limit: share) }
  }

  /// Lets a function use the part for the step at a position, while nobody else does.
  @inlinable
  package func at<Result: Sendable>(
    _ position: Int, _ body: (inout Generations<Key, Value>) -> Result
  ) -> Result {
    shelves[position % shelves.count].generations.withLock { body(&$0) }
  }

  /// Adds up something of all that is kept.
  package func sum(_ term: (Key, Value) -> Int) -> Int {
    shelves.indices.reduce(0) { sum, position in
      sum
        + at(position) { part in
          (Array(part.young) + part.old).reduce(0) { $0 + term($1.key, $1.value) }
        }
    }
  }
}
