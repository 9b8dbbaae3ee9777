import JSONText
import Notation

/// A picture that an exercise asks for; what it shows is computed anew whenever it is drawn.
///
/// Its kinds, their fields and how these are read stand in this file, so that a new kind needs no
/// other one here.
package struct Picture: Sendable {
  package let content: Content
  /// A sentence of the author's, or nothing.
  package let caption: String
  /// Where the picture stands in the exercise's file.
  package let place: Range<Int>

  package enum Content: Sendable {
    /// Units in layers, each a number or a vector with a name, from the inputs to the loss.
    case network(layers: [Written], loss: Written)
    /// How a penalty μ‖w‖²/2 pulls the minimizer of a loss with this Hessian towards 0.
    case shrinkage(hessian: Written, penalty: Written, minimizer: Written)
    /// A loss along the line of one step of gradient descent.
    case descent(loss: Written, parameters: Written, rate: Written)
    /// The losses of a run, one for each step.
    case run(losses: Written)
    /// A function of one number, with its derivative.
    case function(Written, of: String, from: Written?, to: Written?)
  }

  /// The kinds by their names in a file.
  enum Kind: String, CaseIterable {
    case network, shrinkage, descent, run, function

    var required: [String] {
      switch self {
      case .network: ["layers", "loss"]
      case .shrinkage: ["hessian", "penalty", "minimizer"]
      case .descent: ["loss", "parameters", "rate"]
      case .run: ["losses"]
      case .function: ["function", "of"]
      }
    }

    var optional: [String] { self == .function ? ["from", "to"] : [] }
  }
}

/// Pictures: which of the exercise's own names they show.
extension ExerciseReader {
  mutating func pictures(of question: JSONValue, _ names: Namespace) -> [Picture] {
    var pictures: [Picture] = []
    for value in fields.list("pictures", of: question) {
      if let picture = picture(value, names) { pictures.append(picture) }
    }
    return pictures
  }

  private mutating func picture(_ value: JSONValue, _ names: Namespace) -> Picture? {
    guard value.members != nil else {
      fields.report("a picture must be an object", at: value.range)
      return nil
    }
    guard let name = fields.string("kind", of: value, "a picture") else { return nil }
    guard let kind = Picture.Kind(rawValue: name) else {
      let kinds = Picture.Kind.allCases.map(\.rawValue)
      fields.report(
        "there is no picture of the kind \(name)", at: value["kind"]?.range ?? value.range.prefix,
        help: Nearest.name(to: name, among: kinds).map { "did you mean \"\($0)\"?" }
          ?? "the kinds are \(kinds.joined(separator: ", "))")
      return nil
    }
    let what = "a picture of the kind \(name)"
    guard
      fields.object(
        value, what, knows: ["kind", "caption"] + kind.required + kind.optional) != nil,
      // All that is missing is said at once.
      kind.required.map({ fields.has($0, value, what) }).allSatisfy(\.self),
      let content = content(kind, of: value, names)
    else { return nil }
    return Picture(
      content: content, caption: fields.optionalString("caption", of: value) ?? "",
      place: value.range)
  }

  private mutating func content(_ kind: Picture.Kind, of value: JSONValue, _ names: Namespace)
    -> Picture.Content?
  {
    switch kind {
    case .network:
      var layers: [Written] = []
      for layer in fields.list("layers", of: value) {
        guard let written = self.name(layer, "layers", names) else { return nil }
        layers.append(written)
      }
      guard layers.count > 1 else {
        fields.report(
          "a network has two layers or more", at: value["layers"]?.range ?? value.range.prefix)
        return nil
      }
      guard let loss = self.name("loss", of: value, names) else { return nil }
      return .network(layers: layers, loss: loss)
    case .shrinkage:
      guard let hessian = formula("hessian", of: value, names),
        let penalty = formula("penalty", of: value, names),
        let minimizer = formula("minimizer", of: value, names)
      else { return nil }
      return .shrinkage(hessian: hessian, penalty: penalty, minimizer: minimizer)
    case .descent:
      guard let loss = formula("loss", of: value, names),
        let parameters = self.name("parameters", of: value, names),
        let rate = formula("rate", of: value, names)
      else { return nil }
      return .descent(loss: loss, parameters: parameters, rate: rate)
    case .run:
      return formula("losses", of: value, names).map { .run(losses: $0) }
    case .function:
      return function(of: value, names)
    }
  }

  private mutating func function(of value: JSONValue, _ outer: Namespace) -> Picture.Content? {
    guard let written = fields.written("of", of: value, vocabulary: outer.vocabulary) else {
      return nil
    }
    guard case .name(let variable) = written.formula.node else {
      fields.report("\"of\" takes the name of a number", at: written.inscription.place)
      return nil
    }
    var names = outer
    do {
      names.beginScope()
      try names.add("\(variable) : real", visible: true)
    } catch {
      fields.report(error, in: written.inscription)
      return nil
    }
    guard let function = formula("function", of: value, names) else { return nil }
    let ends = ["from", "to"].map { key in
      value[key] == nil ? nil : formula(key, of: value, outer)
    }
    return .function(function, of: variable, from: ends[0], to: ends[1])
  }

  private mutating func formula(_ key: String, of value: JSONValue, _ names: Namespace) -> Written?
  {
    guard let written = fields.written(key, of: value, vocabulary: names.vocabulary) else {
      return nil
    }
    check(written, in: names, also: [])
    return written
  }

  /// A name, because derivatives are taken by names.
  private mutating func name(_ key: String, of value: JSONValue, _ names: Namespace) -> Written? {
    value[key].flatMap { name($0, key, names) }
  }

  private mutating func name(_ value: JSONValue, _ key: String, _ names: Namespace) -> Written? {
    guard let written = fields.written(value, key, vocabulary: names.vocabulary) else { return nil }
    guard case .name = written.formula.node else {
      fields.report(
        "\"\(key)\" takes names, because derivatives are taken by them", at: value.range,
        help: "add a definition for this")
      return nil
    }
    check(written, in: names, also: [])
    return written
  }
}
