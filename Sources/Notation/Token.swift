/// One piece of a formula's text.
struct Token: Equatable {
  enum Kind: Equatable {
    case number(Literal)
    /// In normal form.
    case name(String)
    case operation(Operator)
    case relation(Relation)
    /// `²` or `⁻¹`, as the number that it stands for.
    case superscript(isNegative: Bool, Literal)
    /// `ᵀ`; `^T` is found by the parser.
    case transposed
    case prime
    case open
    case close
    case openBracket
    case closeBracket
    case comma
    case colon
    case end
  }

  var kind: Kind
  /// UTF-8 offsets into the text.
  var range: Range<Int>
}
