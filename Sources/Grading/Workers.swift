import Foundation
import Synchronization

/// Work done on all cores, with results in the order of the input.
package enum Workers {
  /// Formulas recurse; the stack of a plain thread is small on some systems.
  private static let stackSize = 16 << 20

  /// Returns the results of a function for all items, in their order.
  ///
  /// `didFinish` is called after each item, on the thread that did the work.
  package static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], didFinish: @escaping @Sendable () -> Void = {},
    _ body: @escaping @Sendable (Item) -> Result
  ) -> [Result] {
    let count = min(items.count, max(1, ProcessInfo.processInfo.activeProcessorCount))
    guard count > 0 else { return [] }
    let state = State<Result>(count: items.count)
    let finished = DispatchGroup()
    for _ in 0..<count {
      finished.enter()
      let thread = Thread {
        while let index = state.next() {
          state.put(body(items[index]), at: index)
          didFinish()
        }
        finished.leave()
      }
      thread.stackSize = stackSize
      thread.start()
    }
    finished.wait()
    return state.results
  }

  private final class State<Result: Sendable>: Sendable {
    private let position = Atomic(0)
    private let slots: Mutex<[Result?]>
    private let count: Int

    init(count: Int) {
      self.count = count
      slots = Mutex(Array(repeating: nil, count: count))
    }

    func next() -> Int? {
      let index = position.wrappingAdd(1, ordering: .relaxed).oldValue
      return index < count ? index : nil
    }

    func put(_ result: Result, at index: Int) {
      slots.withLock { $0[index] = result }
    }

    var results: [Result] { slots.withLock { $0.compactMap(\.self) } }
  }
}
