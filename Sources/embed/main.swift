import Foundation

// Writes Swift source in which each file is a string literal, so that an installed program needs
// no files beside it. A literal costs the compiler nothing; an array of bytes takes it seconds.

/// One file as a member of an array literal.
func entry(_ path: String) throws -> String {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  var fence = "#"
  while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
  let name = URL(fileURLWithPath: path).lastPathComponent
  return
    "  (\"\(name)\", \"\(try id(of: text, at: path))\", \(fence)\"\"\"\n\(text)\n\"\"\"\(fence)),\n"
}

/// The exercise that a file is, or solves, so that nobody has to read it to find it.
func id(of text: String, at path: String) throws -> String {
  let value = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
  guard let id = (value?["exercise"] ?? value?["id"]) as? String,
    id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C })
  else { throw NoID(path: path) }
  return id
}

struct NoID: LocalizedError {
  let path: String
  var errorDescription: String? { "\(path): there is no id in this file" }
}

let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
  FileHandle.standardError.write(Data("usage: embed OUTPUT FILE…\n".utf8))
  exit(2)
}
do {
  let groups = Dictionary(grouping: arguments.dropFirst(2)) {
    URL(fileURLWithPath: $0).deletingLastPathComponent().lastPathComponent
  }
  var source = ""
  for folder in ["Exercises", "Solutions"] {
    let files = try (groups[folder] ?? []).sorted().map(entry).joined()
    source += "let bundled\(folder): [(name: String, id: String, text: String)] = [\n\(files)]\n\n"
  }
  try source.write(toFile: arguments[1], atomically: true, encoding: .utf8)
} catch {
  FileHandle.standardError.write(Data("embed: \(error.localizedDescription)\n".utf8))
  exit(2)
}
