import Foundation

@testable import CommandLine

/// A new folder that is gone after the test.
final class TemporaryFolder: Sendable {
  let path: Path

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("backcheck-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = Path(url.path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path.text) }

  /// Makes a file, and the folders that it stands in.
  @discardableResult
  func file(_ name: String, _ text: String = "{}") throws -> Path {
    let file = path.appending(name)
    try FileManager.default.createDirectory(
      atPath: file.folder.text, withIntermediateDirectories: true)
    try file.write(Array(text.utf8), over: .anything)
    return file
  }

  @discardableResult
  func folder(_ name: String) throws -> Path {
    let folder = path.appending(name)
    try FileManager.default.createDirectory(
      atPath: folder.text, withIntermediateDirectories: true)
    return folder
  }

  @discardableResult
  func link(_ name: String, to target: String) throws -> Path {
    let link = path.appending(name)
    try FileManager.default.createSymbolicLink(
      atPath: link.text, withDestinationPath: target)
    return link
  }

  @discardableResult
  func pipe(_ name: String) throws -> Path {
    let pipe = path.appending(name)
    guard mkfifo(pipe.text, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    return pipe
  }

  /// The part of a path below this folder.
  func name(of path: Path) -> String {
    String(path.text.dropFirst(self.path.text.count + 1))
  }
}

extension FileError {
  /// The error of a body; nil where there is none.
  static func of(_ body: () throws(FileError) -> Void) -> FileError? {
    do {
      try body()
      return nil
    } catch {
      return error
    }
  }
}
