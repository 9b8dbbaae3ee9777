import Dispatch
import Foundation
import Synchronization

/// Work done on all cores, with results in the order of the input.
package enum Workers {
  /// Formulas recurse; the stack of a plain thread is small on some systems.
  private static let stackSize = 16 << 20

  /// How many cores may work in this process; 0 for all.
  private static let limit = Atomic(0)

  /// Lets only so many cores work from now on.
  package static func limit(to cores: Int) { limit.store(max(0, cores), ordering: .relaxed) }

  private static var cores: Int {
    let limit = limit.load(ordering: .relaxed)
    return limit > 0 ? limit : max(1, ProcessInfo.processInfo.activeProcessorCount)
  }

  /// Returns the results of a function for all items, in their order.
  ///
  /// `didFinish` is called after each item, on the thread that did the work.
  package static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], didFinish: @escaping @Sendable () -> Void = {},
    _ body: @escaping @Sendable (Item) -> Result
  ) -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(items.count)
    var rest = items.makeIterator()
    stream(
      count: items.count, next: { rest.next() },
      { item in
        defer { didFinish() }
        return body(item)
      }, consume: { results.append($0) })
    return results
  }

  /// Takes items one by one, works on them on all cores, and hands on the results in their order.
  ///
  /// `next` and `consume` are called on this thread, which does its share of the work instead of
  /// waiting: so all is done, if slowly, where no other thread can be started. Only so many items are under way at a time
  /// that memory does not grow with their number. `count` is about how many there are: of few,
  /// each is handed out by itself; of many, several at once.
  package static func stream<Item: Sendable, Result: Sendable>(
    count: Int, next: () -> Item?,
    _ body: @escaping @Sendable (Item) -> Result, consume: (Result) -> Void
  ) {
    let cores = cores
    let workers = min(count, cores)
    guard workers > 0 else { return }
    let batchSize = min(16, max(1, count / (8 * workers)))
    let queue = Queue<Item, Result>()
    for _ in 1..<workers {
      let thread = Thread { queue.work(body) }
      thread.stackSize = stackSize
      thread.start()
    }
    let most = cores == 1 ? 1 : 4 * workers
    var handedOut = 0
    var consumed = 0
    var isAtEnd = false
    while true {
      while !isAtEnd, handedOut - consumed < most {
        var batch: [Item] = []
        while batch.count < batchSize, let item = next() { batch.append(item) }
        isAtEnd = batch.count < batchSize
        if !batch.isEmpty {
          queue.put(batch, at: handedOut)
          handedOut += 1
        }
      }
      guard consumed < handedOut else { break }
      for result in queue.results(of: consumed, body) { consume(result) }
      consumed += 1
    }
    queue.close(workers - 1)
  }

  /// Batches on their way to the workers and back.
  private final class Queue<Item: Sendable, Result: Sendable>: Sendable {
    private struct Waiting {
      var batches: [(place: Int, items: [Item])] = []
      var isClosed = false
    }

    private let waiting = Mutex(Waiting())
    private let done = Mutex<[Int: [Result]]>([:])
    private let isWorkThere = DispatchSemaphore(value: 0)
    private let isResultThere = DispatchSemaphore(value: 0)

    func put(_ items: [Item], at place: Int) {
      waiting.withLock { $0.batches.append((place, items)) }
      isWorkThere.signal()
    }

    /// Lets so many workers end.
    func close(_ workers: Int) {
      waiting.withLock { $0.isClosed = true }
      for _ in 0..<workers { isWorkThere.signal() }
    }

    func work(_ body: (Item) -> Result) {
      while true {
        isWorkThere.wait()
        // Somebody else may have been faster.
        if !workOnBatch(body), waiting.withLock(\.isClosed) { return }
      }
    }

    /// Works on the first batch that waits; false where none does.
    private func workOnBatch(_ body: (Item) -> Result) -> Bool {
      guard let batch = waiting.withLock({ $0.batches.isEmpty ? nil : $0.batches.removeFirst() })
      else { return false }
      let results = batch.items.map(body)
      done.withLock { $0[batch.place] = results }
      isResultThere.signal()
      return true
    }

    func results(of place: Int, _ body: (Item) -> Result) -> [Result] {
      while true {
        if let results = done.withLock({ $0.removeValue(forKey: place) }) { return results }
        if !workOnBatch(body) { isResultThere.wait() }
      }
    }
  }
}
