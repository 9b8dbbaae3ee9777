import Synchronization

/// A bounded cache that all threads use.
///
/// There are two generations: where the young one is full, it becomes the old one, and what was old
/// is forgotten. What is asked for again is young again. So what a class asks for often stays, and
/// what one sheet has is soon gone. A key must hold all that its value depends on: then nobody can
/// tell whether a value was made or remembered.
///
///     let roots = Memo<Rational, Ball>(limit: 64)
///     let root = roots.value(for: 2) { squareRoot(of: 2) }
///
/// - Invariant: each generation holds `limit` at most, or a single value for each of its parts.
@usableFromInline
package final class Memo<Key: Hashable, Value>: Sendable {
  @usableFromInline
  final class Part: Sendable {
    @usableFromInline let generations: Mutex<Generations<Key, Value>>

    @inlinable
    init(limit: Int) {
      generations = Mutex(Generations(limit: limit))
    }
  }

  /// Each with a lock of its own, so that threads seldom wait.
  @usableFromInline let parts: [Part]
  /// What one generation of one part may hold.
  @usableFromInline let limit: Int
  /// What a value adds to what the limit is about.
  @usableFromInline let size: @Sendable (Value) -> Int

  /// `limit` is for the young generations of all parts together.
  @inlinable
  package init(
    limit: Int, parts count: Int = 8, size: @escaping @Sendable (Value) -> Int = { _ in 1 }
  ) {
    let share = max(1, limit / count)
    self.limit = share
    self.size = size
    parts = (0..<count).map { _ in Part(limit: share) }
  }

  /// Lets a function use the part for keys with a number, while nobody else does.
  @inlinable
  package func at<Result: Sendable>(
    _ number: Int, _ body: (inout Generations<Key, Value>) -> Result
  ) -> Result {
    parts[number % parts.count].generations.withLock { body(&$0) }
  }

  /// Adds up something of all that is kept.
  package func sum(_ term: (Key, Value) -> Int) -> Int {
    parts.indices.reduce(0) { sum, number in
      sum
        + at(number) { part in
          (Array(part.young) + part.old).reduce(0) { $0 + term($1.key, $1.value) }
        }
    }
  }
}

extension Memo where Value: Sendable {
  private func number(of key: Key) -> Int { key.hashValue & (.max >> 1) }

  /// What is known; it counts as just asked for.
  package subscript(_ key: Key) -> Value? {
    at(number(of: key)) { part in
      if let value = part.young[key] { return value }
      guard let value = part.old[key] else { return nil }
      part.keep(value, for: key, size: size(value))
      return value
    }
  }

  package func keep(_ value: Value, for key: Key) {
    let size = size(value)
    // One long value must not push out many that others ask for, too.
    guard size <= max(1, limit / 8) else { return }
    at(number(of: key)) { $0.keep(value, for: key, size: size) }
  }

  /// What is known, or is made now; two threads may both make it.
  package func value<Failure>(
    for key: Key, make: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    if let known = self[key] { return known }
    let value = try make()
    keep(value, for: key)
    return value
  }
}

/// What was found out lately, in one part of a memo: a young generation, and the one before it.
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
