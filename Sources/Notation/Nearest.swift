/// Finds the name that was probably meant.
package enum Nearest {
  /// Longer names are not compared.
  private static let lengthLimit = 40

  /// The one candidate that differs least: in case only, or by at most one slip in three letters.
  ///
  /// Of candidates equally near, one with the same first letter, and then the first in the alphabet.
  package static func name(to name: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(name.utf8)
    guard letters.count > 1, letters.count <= lengthLimit else { return nil }
    var best: (distance: Int, isElsewhere: Int, name: String)?
    for candidate in candidates where candidate != name {
      let other = Array(candidate.utf8)
      let isElsewhere = other.first == letters.first ? 0 : 1
      var distance = 0
      if candidate.lowercased() != name.lowercased() {
        let shorter = min(letters.count, other.count)
        // Of two letters one may be wrong, but not the first.
        let limit = shorter == 2 ? 1 - isElsewhere : shorter / 3
        guard other.count <= lengthLimit, abs(other.count - letters.count) <= limit else {
          continue
        }
        distance = Self.distance(letters, other)
        guard distance <= limit else { continue }
      }
      if let best,
        (best.distance, best.isElsewhere, best.name) <= (distance, isElsewhere, candidate)
      {
        continue
      }
      best = (distance, isElsewhere, candidate)
    }
    return best?.name
  }

  /// How many letters must be changed, put in, left out or swapped with their neighbour.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          least = min(least, beforeLast[j - 1] + 1)
        }
        row.append(least)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}
