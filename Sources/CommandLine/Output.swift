/// Text on its way to standard output or standard error, in large blocks.
///
/// Nothing is thrown: what went wrong is kept, later text is dropped, and the
/// end of the program says it once. A reader that has gone (`| head`) is nothing
/// wrong.
package final class Output: TextOutputStream {
  private let descriptor: Int32
  private let path: Path
  private var block: [UInt8] = []
  private var state = State.open

  private enum State {
    case open
    case closed
    case failed(FileError)
  }

  private static let blockSize = 1 << 16

  init(_ descriptor: Int32, named path: Path) {
    self.descriptor = descriptor
    self.path = path
  }

  package static func standardOutput() -> Output { Output(1, named: "standard output") }
  package static func standardError() -> Output { Output(2, named: "standard error") }

  /// Whether anybody still reads; long work may stop where nobody does.
  package var isOpen: Bool { if case .open = state { true } else { false } }

  /// Why text was lost; nil where none was, or nobody wanted it.
  package var error: FileError? { if case .failed(let error) = state { error } else { nil } }

  package func write(_ text: String) { write(text.utf8) }

  package func write(_ bytes: some Sequence<UInt8>) {
    guard isOpen else { return }
    block += bytes
    if block.count >= Self.blockSize { flush() }
  }

  package func writeLine(_ line: String = "") {
    write(line)
    write("\n")
  }

  /// Sends what is kept: at the end, and before anything is waited for.
  package func flush() {
    guard isOpen, !block.isEmpty else { return }
    do {
      try System.write(block, to: descriptor)
    } catch {
      state = error == .closedPipe ? .closed : .failed(FileError(path, failure: error))
    }
    block.removeAll(keepingCapacity: true)
  }

  deinit {
    guard case .open = state, !block.isEmpty else { return }
    try? System.write(block, to: descriptor)
  }
}
