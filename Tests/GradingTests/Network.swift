import JSONText
import Notation
import Scalars
import Testing
import WorkedExamples

@testable import Checking
@testable import Grading

/// The network of exercise 5 with parameters that hide nothing: no weight is 0 or 1, and the
/// inputs differ in size and sign.
enum Network {
  static let text = #"""
    {
      "id": "network",
      "given": ["x1 = (2, 1)", "y1 = 1.3", "x2 = (-3, 2)", "y2 = 1.9",
        "theta = (2, -1, 3, 0.5, -0.25)", "w0 = theta[0]", "w1 = theta[1]", "w2 = theta[2]",
        "w3 = theta[3]", "w4 = theta[4]", "eta = 0.01"],
      "definitions": [
        "pre(x, t) = t[0]*x[0] + t[1]*x[1] + t[2]", "out(h, t) = t[3]*h + t[4]",
        "z1 = pre(x1, theta)", "h1 = relu(z1)", "yhat1 = out(h1, theta)", "L1 = (yhat1 - y1)^2",
        "z2 = pre(x2, theta)", "h2 = relu(z2)", "yhat2 = out(h2, theta)", "L2 = (yhat2 - y2)^2",
        "risk = (L1 + L2)/2", "theta_new = theta - eta*grad(risk, theta)",
        "z1_after = pre(x1, theta_new)", "yhat1_after = out(relu(z1_after), theta_new)",
        "L1_after = (yhat1_after - y1)^2"],
      "questions": [
        {"id": "forward", "steps": [
          {"id": "z1", "via": "w0*x1[0] + w1*x1[1] + w2", "slips": [
            {"code": "w2", "value": "w0*x1[0] + w1*x1[1]", "hint": "w2 is added"},
            {"code": "swapped", "value": "w0*x1[1] + w1*x1[0] + w2", "hint": "w0 goes first"}]},
          {"id": "h1", "via": "relu(z1)"},
          {"id": "yhat1", "via": "w3*h1 + w4", "slips": [
            {"code": "w4", "value": "w3*h1", "hint": "w4 is added"},
            {"code": "w3", "value": "h1 + w4", "hint": "w3 multiplies"}]},
          {"id": "L1", "via": "(yhat1 - y1)^2"},
          {"id": "z2", "via": "w0*x2[0] + w1*x2[1] + w2", "slips": [
            {"code": "w2", "value": "w0*x2[0] + w1*x2[1]", "hint": "w2 is added"}]},
          {"id": "h2", "via": "relu(z2)", "slips": [
            {"code": "relu", "value": "z2", "hint": "relu cuts"}]},
          {"id": "yhat2", "via": "w3*h2 + w4"},
          {"id": "L2", "via": "(yhat2 - y2)^2"},
          {"id": "risk", "via": "(L1 + L2)/2", "slips": [
            {"code": "mean", "value": "L1 + L2", "hint": "it is the mean"}]}]},
        {"id": "backward", "steps": [
          {"id": "dy1", "value": "der(L1, yhat1)", "via": "2*(yhat1 - y1)"},
          {"id": "dz1", "value": "der(L1, z1)", "via": "dy1*w3*relu'(z1)", "slips": [
            {"code": "w3", "value": "dy1*relu'(z1)", "hint": "w3 is in between"}]},
          {"id": "g1", "value": "grad(L1, theta)", "points": 5,
            "via": "(dz1*x1[0], dz1*x1[1], dz1, dy1*h1, dy1)", "slips": [
            {"code": "swapped", "value": "(dz1*x1[1], dz1*x1[0], dz1, dy1*h1, dy1)", "hint": "w0 goes first"}]},
          {"id": "dy2", "value": "der(L2, yhat2)", "via": "2*(yhat2 - y2)"},
          {"id": "dz2", "value": "der(L2, z2)", "via": "dy2*w3*relu'(z2)"},
          {"id": "g2", "value": "grad(L2, theta)", "points": 5,
            "via": "(dz2*x2[0], dz2*x2[1], dz2, dy2*h2, dy2)"},
          {"id": "g", "value": "grad(risk, theta)", "via": "(g1 + g2)/2", "points": 5},
          {"id": "theta_new", "via": "theta - eta*g", "points": 5}]},
        {"id": "again", "steps": [
          {"id": "z1_after", "via": "theta_new[0]*x1[0] + theta_new[1]*x1[1] + theta_new[2]"},
          {"id": "yhat1_after", "via": "theta_new[3]*relu(z1_after) + theta_new[4]"},
          {"id": "L1_after", "via": "(yhat1_after - y1)^2"},
          {"id": "why", "prose": true, "points": 2},
          {"id": "way", "choice": ["up", "down"], "value": "down"},
          {"id": "outer", "value": "x1*x2^T"}]}]
    }
    """#

  static let judge = Result {
    SheetJudge(AnswerKey(try Exercise(JSONDocument(name: "network.json", text: text))))
  }

  /// Judges answers, written as the members of a JSON object.
  static func mark(_ answers: String) throws -> SheetFinding {
    let sheet = try AnswerSheet(
      JSONDocument(name: "s.json", text: #"{"exercise": "network", "answers": {\#(answers)}}"#))
    return try judge.get().judge(sheet)
  }

  static func mark(_ answers: [String: String]) throws -> SheetFinding {
    try mark(
      answers.sorted { $0.key < $1.key }.map { #""\#($0.key)": \#($0.value)"# }.joined(
        separator: ", "))
  }
}

/// The same computation in plain fractions: no tape, no notation, no follow-through.
struct ByHand {
  var values: [String: [Rational]] = [:]

  /// Computes all steps; a step in `instead` has that value, and later steps follow from it.
  init(instead: [String: [Rational]] = [:]) {
    let x = [[2, 1], [-3, 2]].map { $0.map { Rational($0) } }
    let y = [Rational(13) / 10, Rational(19) / 10]
    let theta = [Rational(2), -1, 3, Rational(1) / 2, Rational(-1) / 4]
    var values: [String: [Rational]] = [:]
    func put(_ name: String, _ value: [Rational]) { values[name] = instead[name] ?? value }
    func one(_ name: String) -> Rational { values[name]?.first ?? 0 }
    for n in 0..<2 {
      let i = "\(n + 1)"
      put("z" + i, [theta[0] * x[n][0] + theta[1] * x[n][1] + theta[2]])
      put("h" + i, [one("z" + i) > 0 ? one("z" + i) : 0])
      put("yhat" + i, [theta[3] * one("h" + i) + theta[4]])
      let error = one("yhat" + i) - y[n]
      put("L" + i, [error * error])
      put("dy" + i, [error + error])
      put("dz" + i, [one("z" + i) > 0 ? one("dy" + i) * theta[3] : 0])
      let (dz, dy) = (one("dz" + i), one("dy" + i))
      put("g" + i, [dz * x[n][0], dz * x[n][1], dz, dy * one("h" + i), dy])
    }
    put("risk", [(one("L1") + one("L2")) / 2])
    let sums = zip(values["g1"] ?? [], values["g2"] ?? []).map { ($0 + $1) / 2 }
    put("g", sums)
    put("theta_new", zip(theta, values["g"] ?? []).map { $0 - $1 / 100 })
    let new = values["theta_new"] ?? []
    put("z1_after", [new[0] * x[0][0] + new[1] * x[0][1] + new[2]])
    put("yhat1_after", [new[3] * (one("z1_after") > 0 ? one("z1_after") : 0) + new[4]])
    let error = one("yhat1_after") - y[0]
    put("L1_after", [error * error])
    self.values = values
  }

  /// The sheet: `"3"` or `["6.8", "3.4"]`.
  var sheet: [String: String] {
    values.mapValues { entries in
      let texts = entries.map { "\"\($0)\"" }
      return texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    }
  }
}

extension Outcome {
  /// One word, and what belongs to it.
  var word: String {
    switch self {
    case .open: "open"
    case .right(.exact): "right"
    case .right(.rounded): "rounded"
    case .right: "agreed"
    case .roundedEarly(let names): "early from \(names.joined(separator: ", "))"
    case .followsThrough(let names): "follows from \(names.joined(separator: ", "))"
    case .brokenLink: "broken"
    case .tooCoarse: "coarse"
    case .notWorkedOut: "not worked out"
    case .notInForm: "not in form"
    case .partly: "partly"
    case .wrong(.shapes): "shapes"
    case .wrong: "wrong"
    case .undecided: "undecided"
    case .unreadable: "unreadable"
    case .awaitsMarker: "marker"
    }
  }
}
