/// A strict reader of RFC 4180, written from its grammar: an independent witness.
struct CSVReader {
  enum Failure: Error { case quoteInCell, textAfterQuote, openQuote, bareLineEnd }

  static func rows(_ text: String) throws -> [[String]] {
    var scalars = Array(text.unicodeScalars)[...]
    var rows: [[String]] = []
    while !scalars.isEmpty {
      var row: [String] = []
      while true {
        row.append(try cell(&scalars))
        guard scalars.first == "," else { break }
        scalars.removeFirst()
      }
      guard scalars.starts(with: ["\r", "\n"]) else { throw Failure.bareLineEnd }
      scalars.removeFirst(2)
      rows.append(row)
    }
    return rows
  }

  private static func cell(_ scalars: inout ArraySlice<Unicode.Scalar>) throws -> String {
    var content = String.UnicodeScalarView()
    if scalars.first == "\"" {
      scalars.removeFirst()
      while let scalar = scalars.popFirst() {
        guard scalar == "\"" else {
          content.append(scalar)
          continue
        }
        if scalars.first == "\"" {
          content.append(scalars.removeFirst())
        } else if scalars.first == "," || scalars.first == "\r" {
          return String(content)
        } else {
          throw Failure.textAfterQuote
        }
      }
      throw Failure.openQuote
    }
    while let scalar = scalars.first, scalar != ",", scalar != "\r", scalar != "\n" {
      if scalar == "\"" { throw Failure.quoteInCell }
      content.append(scalars.removeFirst())
    }
    return String(content)
  }
}
