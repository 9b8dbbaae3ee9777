import Grading
import Notation
import WorkedExamples

/// Writes the formulas of a page, within bounds: however long an answer is, its page stays small.
struct PageFormulas {
  /// Characters of the notation that may still become MathML, which is some 25 times as long.
  private var room = 4_500
  /// Lines of chains that may still be shown.
  private var lines = 600
  /// Whether something was shortened since there was no more room for it.
  private var isCut = false

  init() {}

  /// For what is written once for all pages, each of which has its own bounds.
  static let unbounded: PageFormulas = {
    var formulas = PageFormulas()
    (formulas.room, formulas.lines) = (.max, .max)
    return formulas
  }()

  mutating func math(_ formula: Formula) -> HTML { math(formula, formula.description) }

  /// Writes a formula that is typed like this.
  private mutating func math(_ formula: Formula, _ text: String) -> HTML {
    guard text.utf8.count <= 1_500, take(text) else { return .code(text.cut(to: 160)) }
    return MathML.math(formula)
  }

  /// Takes the room for a formula, if there is enough.
  private mutating func take(_ text: String) -> Bool {
    guard text.utf8.count <= room else {
      isCut = true
      return false
    }
    room -= text.utf8.count
    return true
  }

  /// A formula among words; a long one stands on a line of its own, where it can be moved.
  mutating func mathInText(_ formula: Formula) -> HTML {
    let text = formula.description
    guard text.utf8.count > 24 else { return math(formula, text) }
    return Self.movable("formula", [math(formula, text)], text)
  }

  /// A line with a formula, which keys can move if it may be wider than a phone.
  private static func movable(_ name: String, _ parts: [HTML], _ text: String) -> HTML {
    text.utf8.count > 34
      ? .tag(
        "span", ["class": name, "tabindex": "0", "role": "group", "aria-label": "formula"], parts)
      : .tag("span", ["class": name], parts)
  }

  /// What an exercise gives, such as `x = (2, 1)`; the vocabulary learns its functions.
  mutating func given(_ statements: [String]) -> HTML {
    var vocabulary = Vocabulary()
    let items = statements.map { text -> HTML in
      guard let statement = try? Statement.parse(text, vocabulary: vocabulary),
        case .definition(let definition) = statement, take(text)
      else { return .tag("li", [.code(text.cut(to: 400))]) }
      if definition.isFunction {
        vocabulary.define(definition.name, arity: definition.parameters.count)
      }
      let name = Formula(.name(definition.name))
      let head =
        definition.isFunction
        ? Formula(
          .call(definition.name, order: 0, definition.parameters.map { Formula(.name($0)) })) : name
      return .tag(
        "li",
        [
          Self.movable(
            "formula",
            [
              .tag(
                "math", ["displaystyle": "true"],
                [MathML.markup(head), .tag("mo", "="), MathML.markup(definition.body)])
            ], definition.body.description)
        ])
    }
    return .tag("ul", ["class": "given"], items)
  }

  /// A chain as a list: an item for each member, with what was found out about its link.
  mutating func chain(_ strand: StepAccount.Strand) -> HTML {
    chain(strand, strand.members.map(\.description))
  }

  /// Writes a chain of which the members are typed like this.
  mutating func chain(_ strand: StepAccount.Strand, _ texts: [String]) -> HTML {
    guard let start = strand.members.first else { return "" }
    var items = [
      HTML.tag("li", [Self.movable("member", [math(start, texts[0])], texts[0])])
    ]
    var left = 0
    for (index, link) in strand.links.enumerated() {
      guard lines > 0 || link.isFirst else {
        left += 1
        isCut = true
        continue
      }
      lines -= 1
      items.append(item(link, strand.members[index + 1], texts[index + 1]))
    }
    if left > 0 {
      items.append(
        .tag("li", [.tag("span", ["class": "found"], "\(counted(left, "link")) not shown")]))
    }
    return .tag("ol", ["class": "chain"], items)
  }

  private mutating func item(_ link: StepAccount.Link, _ member: Formula, _ text: String) -> HTML {
    let (sign, name) =
      switch link.mark {
      case .held: ("✓", "held")
      case .failed: ("✗", link.isFirst ? "first" : "failed")
      case .undecided: ("?", "doubt")
      case .notJudged: ("", "")
      }
    let relation = HTML.tag("math", [.tag("mo", MathML.symbol(link.relation))])
    var parts: [HTML] = []
    if !sign.isEmpty {
      parts.append(.tag("span", ["class": "sign", "aria-hidden": "true"], sign))
    }
    parts.append(Self.movable("member", [relation, " ", math(member, text)], text))
    if link.mark == .held, link.words == "follows" {
      parts.append(.spoken(link.words))
    } else if !link.words.isEmpty {
      parts.append(.tag("span", ["class": "found"], link.pointer + link.words))
    }
    return name.isEmpty ? .tag("li", parts) : .tag("li", ["class": name], parts)
  }
}

// MARK: - Pieces

/// A piece of a page with what it takes of the page's bounds.
struct PagePiece: Sendable {
  let html: [UInt8]
  fileprivate let room: Int
  fileprivate let lines: Int
}

extension PageFormulas {
  /// Writes a piece; nil besides where it is shorter than it would be elsewhere.
  mutating func write(_ body: (inout PageFormulas) -> HTML) -> (html: [UInt8], piece: PagePiece?) {
    let before = self
    isCut = false
    let html = body(&self).bytes
    defer { isCut = isCut || before.isCut }
    guard !isCut else { return (html, nil) }
    return (
      html,
      // What was written piece by piece has room to grow, which a copy has not.
      PagePiece(
        html: Array(html[...]), room: before.room - room, lines: before.lines - lines)
    )
  }

  /// Whether a piece that was written before fits as it is: then it would be written so again.
  mutating func take(_ piece: PagePiece) -> Bool {
    guard piece.room <= room, piece.lines <= lines else { return false }
    room -= piece.room
    lines -= piece.lines
    return true
  }
}
