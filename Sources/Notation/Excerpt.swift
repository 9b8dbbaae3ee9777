/// One line of a text, with a place in it underlined.
struct Excerpt {
  /// Of a longer line, only the surroundings of the place are shown.
  static let widthLimit = 100

  /// From the number that the first line has.
  let line: Int
  /// In characters, from 1.
  let column: Int
  let text: String
  /// `^` for the first character and `~` for the others.
  let underline: String

  init(of range: Range<Int>, in text: String, firstLine: Int = 1) {
    let utf8 = text.utf8
    let start = utf8.index(
      utf8.startIndex, offsetBy: min(range.lowerBound, utf8.count))
    let end = utf8.index(start, offsetBy: max(0, min(range.count, utf8[start...].count)))

    var lineStart = text.startIndex
    var number = firstLine
    for index in text.indices where text[index].isNewline && index < start {
      lineStart = text.index(after: index)
      number += 1
    }
    let lineEnd = text[lineStart...].firstIndex(where: \.isNewline) ?? text.endIndex
    line = number

    let characters = text[lineStart..<lineEnd]
    let before = characters.indices.prefix { text.index(after: $0) <= start }.count
    let marked = characters.indices.dropFirst(before).prefix { $0 < end }.count
    column = before + 1

    let shown = Self.shown(characters.map(Self.visible), around: before)
    self.text = shown.text
    let room = max(1, Self.widthLimit - shown.offset)
    underline =
      String(repeating: " ", count: shown.offset) + "^"
      + String(repeating: "~", count: max(0, min(marked, room) - 1))
  }

  /// Cuts a long line, so that the character at `offset` stays with some of what is around it.
  private static func shown(
    _ characters: [Character], around offset: Int
  ) -> (text: String, offset: Int) {
    guard characters.count > widthLimit else { return (String(characters), offset) }
    let start = max(0, min(offset - widthLimit / 4, characters.count - widthLimit))
    let end = min(start + widthLimit, characters.count)
    var text = String(characters[start..<end])
    if start > 0 { text = "…" + text.dropFirst() }
    if end < characters.count { text = text.dropLast() + "…" }
    return (text, offset - start)
  }

  /// A tab is shown as a space, and what would disturb the terminal as a replacement.
  private static func visible(_ character: Character) -> Character {
    if character == "\t" { return " " }
    let isHarmless = character.unicodeScalars.allSatisfy {
      switch $0.properties.generalCategory {
      case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .unassigned: false
      default: true
      }
    }
    return isHarmless ? character : "\u{FFFD}"
  }
}
