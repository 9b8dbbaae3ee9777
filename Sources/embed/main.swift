import Foundation

// Writes Swift source in which each file is a string literal, so that an installed program needs
// no files beside it. A literal costs the compiler nothing; an array of bytes takes it seconds.

/// One file as a member of an array literal.
func entry(_ path: String) throws -> String {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  var fence = "#"
  while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
  let name = URL(fileURLWithPath: path).lastPathComponent
  return "  (\"\(name)\", \(fence)\"\"\"\n\(text)\n\"\"\"\(fence)),\n"
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
    source += "let bundled\(folder): [(name: String, text: String)] = [\n\(files)]\n\n"
  }
  try source.write(toFile: arguments[1], atomically: true, encoding: .utf8)
} catch {
  FileHandle.standardError.write(Data("embed: \(error.localizedDescription)\n".utf8))
  exit(2)
}
