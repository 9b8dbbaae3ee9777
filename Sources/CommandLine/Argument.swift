/// One argument of a command line: text, or the name of a file byte by byte.
package struct Argument: Hashable, Sendable {
  package var bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  package var text: String { String(decoding: bytes, as: UTF8.self) }
  package var path: Path { Path(bytes: bytes) }

  /// Whether this asks for standard input in place of a file.
  package var isStandardInput: Bool { bytes == [UInt8(ascii: "-")] }

  /// The arguments of this process, without the name of the program.
  package static var ofProcess: [Argument] {
    // `Swift.CommandLine.arguments` repairs what is not UTF-8, and so loses files.
    let pointers = UnsafeBufferPointer(
      start: Swift.CommandLine.unsafeArgv, count: Int(Swift.CommandLine.argc))
    return pointers.dropFirst().compactMap { pointer in
      guard let pointer else { return nil }
      var bytes: [UInt8] = []
      var next = pointer
      while next.pointee != 0 {
        bytes.append(UInt8(bitPattern: next.pointee))
        next += 1
      }
      return Argument(bytes: bytes)
    }
  }
}

extension Argument: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self.init(bytes: Array(text.utf8)) }
}
