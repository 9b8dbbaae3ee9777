/// A name for a value, `z1 = …`, or a function, `f(x, y) = …`.
package struct Definition: Hashable, Sendable {
  package var name: String
  /// Empty for a value.
  package var parameters: [String]
  package var body: Formula
  /// Where the name stands in the text.
  package var range: Range<Int>

  package var isFunction: Bool { !parameters.isEmpty }

  package init(name: String, parameters: [String], body: Formula, range: Range<Int> = 0..<0) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.range = range
  }

  /// Reads a definition; the vocabulary has the functions before it, and not this one.
  package static func parse(
    _ text: String, vocabulary: Vocabulary
  ) throws(Diagnostic) -> Definition {
    var parser = try Parser(text, vocabulary: vocabulary, variable: nil)
    return try parser.definition()
  }

  /// Places aside.
  package static func == (left: Definition, right: Definition) -> Bool {
    left.name == right.name && left.parameters == right.parameters && left.body == right.body
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(parameters)
    hasher.combine(body)
  }
}

extension Definition: CustomStringConvertible {
  package var description: String {
    let head = isFunction ? "\(name)(\(parameters.joined(separator: ", ")))" : name
    return "\(head) = \(body)"
  }
}

extension Parser {
  mutating func definition() throws(Diagnostic) -> Definition {
    let range = current.range
    let name = try newName()
    var parameters: [String] = []
    if skip(.open) {
      repeat {
        let place = current.range
        let parameter = try newName()
        guard parameter != name, !parameters.contains(parameter) else {
          throw Diagnostic("\(parameter) stands here twice", at: place)
        }
        parameters.append(parameter)
      } while skip(.comma)
      guard skip(.close) else { throw expected(", or )") }
    }
    guard skip(.relation(.equal)) else { throw expected("=") }
    let bodyStart = position
    let body: Formula
    do throws(Diagnostic) {
      body = try expression()
    } catch {
      throw recursion(of: name, from: bodyStart, isFunction: !parameters.isEmpty) ?? error
    }
    if case .relation(.equal) = current.kind {
      throw Diagnostic(
        "a definition has one =", at: current.range, help: "two equal things need two definitions")
    }
    try expectEnd()
    return Definition(name: name, parameters: parameters, body: body, range: range)
  }

  /// Steps over a name that nothing else has.
  mutating func newName() throws(Diagnostic) -> String {
    guard case .name(let name) = current.kind else { throw expected("a name") }
    if let collision = Vocabulary.collision(of: name) {
      throw Diagnostic("\(collision) and cannot be another name", at: current.range)
    }
    guard vocabulary.function(named: name) == nil else {
      throw Diagnostic("\(name) is already a function", at: current.range)
    }
    advance()
    return name
  }

  /// A better message where a function is applied in its own definition.
  private func recursion(of name: String, from start: Int, isFunction: Bool) -> Diagnostic? {
    guard isFunction, current.kind == .name(name), token(ahead: 1).kind == .open else { return nil }
    return Diagnostic("\(name) is defined by itself", at: current.range)
  }
}
