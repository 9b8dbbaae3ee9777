extension Sequence<String> {
  /// The name that a mistyped one most likely means; the first of equals.
  ///
  /// At most a third of its characters may differ, upper and lower case aside;
  /// or it begins as the name does.
  package func nearest(to typed: String) -> String? {
    let characters = Array(typed.lowercased())
    // Nobody mistypes as much, and the time is a product of lengths.
    guard characters.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for name in self where name.count <= 64 {
      let candidate = Array(name.lowercased())
      var distance = editDistance(characters, candidate)
      if distance > Swift.max(1, candidate.count / 3) {
        guard characters.count >= 3, candidate.starts(with: characters) else { continue }
        distance = candidate.count
      }
      if distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }
}

/// The least number of insertions, deletions, replacements and exchanges of
/// neighbours between two texts (optimal string alignment).
func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        best = min(best, beforeLast[j - 1] + 1)
      }
      row.append(best)
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}
