extension Formula {
  /// Refuses names that are not in scope, and suggests what may have been meant.
  ///
  /// The constants are always in scope.
  package func check(names scope: Set<String>, vocabulary: Vocabulary) throws(Diagnostic) {
    try check({ scope.contains($0) }, all: scope, vocabulary: vocabulary)
  }

  /// The same where names are looked up one by one; `all` of them are asked for in messages only.
  package func check(
    _ isInScope: (String) -> Bool, all scope: @autoclosure () -> Set<String>,
    vocabulary: Vocabulary
  ) throws(Diagnostic) {
    let unknown = names.first { !isInScope($0.name) && !Vocabulary.constants.contains($0.name) }
    guard let unknown else { return }
    let known = scope().union(Vocabulary.constants)
    if let quotient = differentialQuotient(outside: known) { throw quotient }
    let guess = NameGuess(name: unknown.name, known: known, vocabulary: vocabulary).text
    let factor = transposedFactor(unknown.name, known)
    let isPercent = ["percent", "pct", "percentage"].contains(unknown.name)
    throw Diagnostic(
      "\(unknown.name) is not defined here", at: unknown.range,
      help: (factor ?? guess).map { "did you mean \($0)?" } ?? (isPercent ? "write %" : nil),
      mistake: .name)
  }

  /// `^T*X` for the exponent of `X^TX`, where there is an X.
  private func transposedFactor(_ name: String, _ known: Set<String>) -> String? {
    if case .binary(.power, _, let exponent) = node, exponent.node == .name(name),
      name.first == "T", known.contains(String(name.dropFirst()))
    {
      return "^T*\(name.dropFirst())"
    }
    var found: String?
    node.forEachPart { found = found ?? $0.transposedFactor(name, known) }
    return found
  }

  /// Refuses names that are not declared and look like a function with its argument, or like a
  /// derivative; `used` are all names of the claim.
  package func checkMisread(
    declared: Set<String>, used: Set<String>, vocabulary: Vocabulary
  ) throws(Diagnostic) {
    if let quotient = differentialQuotient(outside: declared) { throw quotient }
    for use in names where !declared.contains(use.name) {
      let others = used.union(declared).subtracting([use.name])
      let guess = NameGuess(name: use.name, known: others, vocabulary: vocabulary)
      guard let application = guess.application else { continue }
      throw Diagnostic(
        "\(use.name) is not a name that was declared", at: use.range,
        help: "did you mean \(application)?", mistake: .name)
    }
  }

  /// `dL/do`, where these are not names.
  private func differentialQuotient(outside known: Set<String>) -> Diagnostic? {
    if case .binary(.over, let left, let right) = node,
      case .name(let top) = left.node, case .name(let bottom) = right.node,
      [top, bottom].allSatisfy({ $0.count > 1 && $0.hasPrefix("d") && !known.contains($0) })
    {
      return Diagnostic(
        "\(top)/\(bottom) would be a quotient of two names", at: range,
        help:
          "name the derivative, as in \(top)_\(bottom); an exercise writes der(\(top.dropFirst()), \(bottom.dropFirst()))"
      )
    }
    var found: Diagnostic?
    node.forEachPart { found = found ?? $0.differentialQuotient(outside: known) }
    return found
  }
}

/// What an unknown name may have been meant to be.
private struct NameGuess {
  let name: String
  let known: Set<String>
  let vocabulary: Vocabulary

  /// Such as `sin(x)`, `x*y`, `x[0]` or `yhat1`; nil rather than a wild guess.
  var text: String? {
    application ?? product ?? entry ?? near
  }

  /// `sinx`.
  var application: String? {
    splits.reversed().first { start, rest in
      vocabulary.function(named: start)?.arity.contains(1) == true
        && (known.contains(rest) || rest.utf8.allSatisfy { (0x30...0x39).contains($0) })
    }.map { "\($0)(\($1))" }
  }

  /// `xy`.
  private var product: String? {
    splits.first { known.contains($0) && known.contains($1) }.map { "\($0)*\($1)" }
  }

  /// `x_0`, where there is an `x`, and no `x0`.
  private var entry: String? {
    guard let mark = name.lastIndex(of: "_") else { return nil }
    let (list, place) = (String(name[..<mark]), String(name[name.index(after: mark)...]))
    let isPlace = !place.isEmpty && place.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard known.contains(list), isPlace || known.contains(place), !known.contains(list + place)
    else { return nil }
    return "\(list)[\(place)]"
  }

  /// A name that differs in more than its digits: `x2` is no slip of the pen for `x1`.
  private var near: String? {
    let letters = name.filter { !$0.isNumber }
    return Nearest.name(
      to: name, among: known.filter { letters != $0.filter { !$0.isNumber } })
  }

  /// The name cut in two, everywhere; none of a name longer than any that is meant.
  private var splits: [(String, String)] {
    guard name.utf8.count <= 64 else { return [] }
    return name.indices.dropFirst().map { (String(name[..<$0]), String(name[$0...])) }
  }
}
