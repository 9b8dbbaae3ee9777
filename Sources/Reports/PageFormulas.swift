import Notation
import WorkedExamples

/// Writes the formulas of a page, within bounds: however long an answer is, its page stays small.
struct PageFormulas {
  /// Characters of the notation that may still become MathML, which is some 25 times as long.
  private var room = 4_500
  /// Lines of chains that may still be shown.
  private var lines = 600

  mutating func math(_ formula: Formula) -> HTML {
    let text = formula.description
    guard text.utf8.count <= min(room, 1_500) else { return .code(text.cut(to: 160)) }
    room -= text.utf8.count
    return MathML.math(formula)
  }

  /// What an exercise gives, such as `x = (2, 1)`; the vocabulary learns its functions.
  mutating func given(_ statements: [String]) -> HTML {
    var vocabulary = Vocabulary()
    let items = statements.map { text -> HTML in
      guard let statement = try? Statement.parse(text, vocabulary: vocabulary),
        case .definition(let definition) = statement, text.utf8.count <= room
      else { return .tag("li", [.code(text.cut(to: 400))]) }
      if definition.isFunction {
        vocabulary.define(definition.name, arity: definition.parameters.count)
      }
      room -= text.utf8.count
      let name = Formula(.name(definition.name))
      let head =
        definition.isFunction
        ? Formula(
          .call(definition.name, order: 0, definition.parameters.map { Formula(.name($0)) })) : name
      return .tag(
        "li",
        [
          .tag(
            "math", ["displaystyle": "true"],
            [MathML.markup(head), .tag("mo", "="), MathML.markup(definition.body)])
        ])
    }
    return .tag("ul", ["class": "given"], items)
  }

  /// A chain as a table: a row for each member, with what was found out about its link.
  mutating func chain(_ strand: PageStep.Strand) -> HTML {
    guard let start = strand.members.first else { return "" }
    var rows = [
      HTML.tag(
        "tr", [.tag("th", ["scope": "row"], ""), .tag("td", ["class": "member"], [math(start)])])
    ]
    var left = 0
    for (link, member) in zip(strand.links, strand.members.dropFirst()) {
      guard lines > 0 || link.isFirst else {
        left += 1
        continue
      }
      lines -= 1
      rows.append(row(link, member))
    }
    if left > 0 {
      rows.append(
        .tag(
          "tr",
          [.tag("th", ["scope": "row"], "…"), .tag("td", "\(counted(left, "link")) not shown")]))
    }
    return .tag("table", ["class": "chain"], [.tag("tbody", rows)])
  }

  private mutating func row(_ link: PageStep.Link, _ member: Formula) -> HTML {
    let (sign, name) =
      switch link.mark {
      case .held: ("✓", "held")
      case .failed: ("✗", link.isFirst ? "first" : "")
      case .undecided: ("?", "doubt")
      case .notJudged: ("", "")
      }
    let isQuiet = link.mark == .held && link.words == "follows"
    var words: [HTML] = []
    if isQuiet {
      words = [.spoken(link.words)]
    } else if !link.words.isEmpty {
      words = [.tag("span", ["class": "found"], link.words)]
    }
    let relation = HTML.tag("math", [.tag("mo", MathML.symbol(link.relation))])
    return .tag(
      "tr", ["class": name],
      [
        .tag(
          "th", ["scope": "row", "class": name],
          [.tag("span", ["aria-hidden": "true"], sign)]),
        .tag("td", ["class": "member"], [relation, " ", math(member)] + words),
      ])
  }
}
