/// Standard output or standard error, as reports write to them.
package final class StreamWriter: TextOutputStream {
  private var output: Output

  private init(_ output: consuming Output) { self.output = output }

  package static func standardOutput() -> StreamWriter { StreamWriter(.standardOutput()) }
  package static func standardError() -> StreamWriter { StreamWriter(.standardError()) }

  package func write(_ text: String) { output.write(text.utf8) }
  package func write(_ bytes: [UInt8]) { output.write(bytes) }
  package func writeLine(_ line: String) { output.writeLine(line) }
  package func flush() { output.flush() }

  /// Why text was lost; nil where none was, or nobody wanted it.
  package var error: FileError? { output.error }
}
