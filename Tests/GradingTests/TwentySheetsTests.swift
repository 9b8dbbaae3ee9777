import Scalars
import Testing

@testable import Checking
@testable import Grading

/// Twenty sheets as students write them, each with the marks that a careful marker gives, and why.
struct HandMarkedSheet: CustomTestStringConvertible, Sendable {
  let student: String
  let exercise: String
  /// The answers, each written as JSON.
  let answers: [(step: String, json: String)]
  /// What every answer earns; all other steps earn nothing.
  let marks: [String: Double]
  /// What the mistakes are called.
  var codes: [String: String] = [:]

  var testDescription: String { "\(student): \(exercise)" }
}

@Suite("Twenty sheets marked by hand")
struct TwentySheetsTests {
  @Test("the marks are what a careful marker gives", arguments: sheets)
  func marks(sheet: HandMarkedSheet) throws {
    let finding = try Shelf.mark(sheet.exercise, sheet.answers)
    #expect(finding.strays.isEmpty)
    for step in finding.steps {
      let expected = Rational(exactlyDouble: sheet.marks[step.step.id] ?? 0)
      #expect(step.points == expected, "\(step.step.id): \(step.outcome.code), \(step.code)")
    }
    for (step, code) in sheet.codes { #expect(finding.finding(step)?.code == code, "\(step)") }
    // A sheet with marks for steps that do not exist would test nothing.
    #expect(Set(sheet.marks.keys).isSubset(of: finding.steps.map(\.step.id)))
    #expect(Set(sheet.answers.map(\.step)).isSubset(of: finding.steps.map(\.step.id)))
  }

  static let sheets: [HandMarkedSheet] = [
    // Everything right, in words as in the document.
    HandMarkedSheet(
      student: "Ann", exercise: "exercise5",
      answers: [
        ("z1", #""1*2 + 1*1 + 0 = 3""#), ("h1", "3"), ("yhat1", #""1*3 + 0 = 3""#), ("z2", "-1"),
        ("h2", "0"), ("yhat2", "0"), ("L1", #""(3 - 1.3)^2 = 1.7^2 = 2.89""#), ("L2", "3.61"),
        ("risk", #""(2.89 + 3.61)/2 = 3.25""#),
      ],
      marks: [
        "z1": 1, "h1": 1, "yhat1": 1, "z2": 1, "h2": 1, "yhat2": 1, "L1": 1, "L2": 1, "risk": 1,
      ]),
    // z1 loses w1·x1[1]: that mark is gone. Everything after it is worked out rightly from z1 = 2:
    // h = 2, ŷ = 2, L = (2 - 1.3)² = 0.49, and the risk (0.49 + 3.61)/2 = 2.05. One slip, one mark.
    HandMarkedSheet(
      student: "Ben", exercise: "exercise5",
      answers: [
        ("z1", #""1*2 + 0 = 2""#), ("h1", "2"), ("yhat1", "2"), ("z2", "-1"), ("h2", "0"),
        ("yhat2", "0"), ("L1", "0.49"), ("L2", "3.61"), ("risk", "2.05"),
      ],
      marks: [
        "h1": 1, "yhat1": 1, "z2": 1, "h2": 1, "yhat2": 1, "L1": 1, "L2": 1, "risk": 1,
      ],
      codes: ["z1": "weight-dropped", "h1": "follows", "risk": "follows"]),
    // The relu of -1 is left out: h2 is lost. From there ŷ = 1·(-1) + 0 = -1 and
    // L = (-1 - 1.9)² = 8.41 are right work, and so is the risk (2.89 + 8.41)/2 = 5.65.
    HandMarkedSheet(
      student: "Cas", exercise: "exercise5",
      answers: [
        ("z2", "-1"), ("h2", "-1"), ("yhat2", "-1"), ("L1", "2.89"), ("L2", "8.41"),
        ("risk", "5.65"),
      ],
      marks: ["z2": 1, "yhat2": 1, "L1": 1, "L2": 1, "risk": 1],
      codes: ["h2": "activation-left-out", "yhat2": "follows"]),
    // The mean is forgotten twice. The risk is lost; so is the gradient, all five marks, because no
    // entry of g1 + g2 is right. The update from it is right work: 5, and the new z: 1.
    HandMarkedSheet(
      student: "Dia", exercise: "exercise5",
      answers: [
        ("L1", "2.89"), ("L2", "3.61"), ("risk", "6.5"), ("g1", "[6.8, 3.4, 3.4, 10.2, 3.4]"),
        ("g2", "[0, 0, 0, 0, -3.8]"), ("g", "[6.8, 3.4, 3.4, 10.2, -0.4]"),
        ("theta_new", "[0.932, 0.966, -0.034, 0.898, 0.004]"),
        ("z1_after", #""0.932*2 + 0.966 - 0.034 = 2.796""#),
      ],
      marks: ["L1": 1, "L2": 1, "g1": 5, "g2": 5, "theta_new": 5, "z1_after": 1],
      codes: ["risk": "mean-forgotten", "g": "mean-forgotten"]),
    // The prediction is rounded to 2.752, which is correct; the loss is worked out from that, as the
    // document itself does: 2.108 for 2.109. It is rounded early, not wrong; nobody loses a mark.
    HandMarkedSheet(
      student: "Eve", exercise: "exercise5",
      answers: [
        ("yhat1_after", #""2.752""#), ("L1_after", #""(2.752 - 1.3)^2 = 1.452^2 = 2.108""#),
        ("risk_after", "2.855"),
      ],
      marks: ["yhat1_after": 1, "L1_after": 1, "risk_after": 1],
      codes: ["yhat1_after": "rounded", "L1_after": "rounded-early", "risk_after": "rounded-early"]
    ),
    // 2.9 and 3.6 are correct, but too coarse: half. 3 for 3.25 could be a guess: nothing.
    HandMarkedSheet(
      student: "Flo", exercise: "exercise5",
      answers: [
        ("z1", "3"), ("yhat1", "3.0"), ("L1", "2.9"), ("L2", #""1.9^2 = 3.6""#), ("risk", "3"),
      ],
      marks: ["z1": 1, "yhat1": 1, "L1": 0.5, "L2": 0.5],
      codes: ["L1": "too-coarse", "risk": "too-coarse"]),
    // 1.7² is not 1.7·2: the end is right, the way is not: half. In g1 the inputs are exchanged:
    // two entries of five are lost, three marks stay. The 2 of the square is missing in δ: lost.
    HandMarkedSheet(
      student: "Gil", exercise: "exercise5",
      answers: [
        ("L1", #""(3 - 1.3)^2 = 1.7*2 = 2.89""#), ("g1", "[3.4, 6.8, 3.4, 10.2, 3.4]"),
        ("delta_yhat2", "-1.9"), ("delta_h2", "0"),
      ],
      marks: ["L1": 0.5, "g1": 3, "delta_h2": 1],
      codes: [
        "L1": "broken-link", "g1": "inputs-exchanged", "delta_yhat2": "factor-2-forgotten",
      ]),
    // Zeros everywhere. What is 0 in truth is right, whoever wrote it: h2, ŷ2, δ2, the relu of the
    // dead unit after the step, and four entries of g2. Nothing follows from nothing.
    HandMarkedSheet(
      student: "Hal", exercise: "exercise5",
      answers: [
        ("z1", "0"), ("h1", "0"), ("yhat1", "0"), ("z2", "0"), ("h2", "0"), ("yhat2", "0"),
        ("L1", "0"), ("L2", "0"), ("risk", "0"), ("delta_yhat1", "0"), ("delta_h1", "0"),
        ("g1", "[0, 0, 0, 0, 0]"), ("delta_yhat2", "0"), ("delta_h2", "0"),
        ("g2", "[0, 0, 0, 0, 0]"), ("g", "[0, 0, 0, 0, 0]"), ("theta_new", "[0, 0, 0, 0, 0]"),
        ("z1_after", "0"), ("h1_after", "0"), ("yhat1_after", "0"), ("z2_after", "0"),
        ("h2_after", "0"), ("yhat2_after", "0"), ("L1_after", "0"),
      ],
      marks: ["h2": 1, "yhat2": 1, "delta_h2": 1, "g2": 4, "h2_after": 1]),
    // The eigenvalues are in the wrong order, which is what was asked: lost. The factors belong to
    // them as they stand, and the small component takes the second of these: both follow.
    HandMarkedSheet(
      student: "Ida", exercise: "problemset9",
      answers: [
        ("eigenvalues", "[0.01, 98.01]"), ("factors", #"["0.01/1 = 0.01", "98.01/99 = 0.99"]"#),
        ("components", "[1, -1]"), ("small_component", #""0.99*(-1) = -0.99""#),
      ],
      marks: ["factors": 1, "components": 1, "small_component": 1],
      codes: ["eigenvalues": "order-exchanged"]),
    // W1's gradient is transposed: the numbers are right, the shape is W1ᵀ's: half of 4. The
    // gradient by W2 lies as a row: nothing is lost by that.
    HandMarkedSheet(
      student: "Jon", exercise: "problemset9",
      answers: [
        ("output_error", "-0.00425517"),
        ("W2_gradient", "[[-0.00223387, -0.00223387, -0.00223387, -0.00223387, -0.00223387]]"),
        (
          "W1_gradient",
          "["
            + Array(
              repeating: "[-1.06113639e-05, -2.12227277e-05, -3.18340916e-05, -4.24454555e-05]",
              count: 5
            ).joined(separator: ", ") + "]"
        ),
      ],
      marks: ["output_error": 1, "W2_gradient": 2, "W1_gradient": 2],
      codes: ["W1_gradient": "transposed", "W2_gradient": "row-for-column"]),
    // One number where five are asked for: nothing. Four of five entries: four fifths. 93.2% is
    // 0.932: right. The loss without its half: lost.
    HandMarkedSheet(
      student: "Kim", exercise: "problemset9",
      answers: [
        ("hidden_in", "0.1"), ("hidden_out", "[0.525, 0.525, 0.525, 0.525]"),
        ("prediction", #""93.2%""#), ("loss", "0.00456344"),
      ],
      marks: ["hidden_out": 0.8, "prediction": 1],
      codes: [
        "hidden_in": "scalar-for-vector", "hidden_out": "too-short", "loss": "factor-2-added",
      ]),
    // Both components exchanged: both wrong. The gradient vanishes: 0 is right.
    HandMarkedSheet(
      student: "Lea", exercise: "problemset9",
      answers: [
        ("components", #""(1, -1)""#), ("w_new", "[0.786, 0.602]"), ("new_gradient", "[0, 0]"),
      ],
      marks: ["components": 1, "new_gradient": 1], codes: ["w_new": "permuted"]),
    // The three colours are forgotten in the first layer: lost. The sum of what stands there,
    // 524288 + 512 + 131072 + 256 + 2560 + 10, is right work.
    HandMarkedSheet(
      student: "Mia", exercise: "homework3",
      answers: [
        ("nW1", #""32*32*512 = 524288""#), ("nb1", "512"), ("nW2", #""512*256 = 131072""#),
        ("nb2", "256"), ("nW3", "2560"), ("nb3", "10"), ("total", "658698"),
      ],
      marks: ["nb1": 1, "nW2": 1, "nb2": 1, "nW3": 1, "nb3": 1, "total": 1],
      codes: ["nW1": "colours-forgotten", "total": "follows"]),
    // The last biases are forgotten in the total: lost. The depth is worked out from it: 71118/14520
    // = 4.898, where 4.899 would be right: it follows. 5 is right. Of the layers one is forgotten:
    // lost; the list of five times 120 is what follows from that, though it is one entry short.
    HandMarkedSheet(
      student: "Ned", exercise: "homework3",
      answers: [
        ("total", "1707264"), ("depth", #""71118/14520 = 4.898""#), ("depth_chosen", "5"),
        ("layers_120", "5"), ("hidden_layers", "[512, 120, 120, 120, 120, 120]"),
      ],
      marks: ["depth": 1, "depth_chosen": 1, "hidden_layers": 1],
      codes: ["total": "biases-forgotten", "layers_120": "layer-forgotten"]),
    // The exact number was asked for, and this is a correct rounding of it: half. Digits in groups
    // cannot be read; nothing yet, and a person may look. 131,328 has the biases: lost.
    HandMarkedSheet(
      student: "Oli", exercise: "homework3",
      answers: [
        ("nW1", #""1 572 864""#), ("nW2", "131328"), ("total", "1.71e6"),
        ("parameters", #""W1, b1, W2, b2""#),
      ],
      marks: ["total": 0.5, "parameters": 0.25],
      codes: ["nW1": "unreadable", "nW2": "biases-counted", "total": "not-in-form"]),
    // No colours, natural logarithms, the output layer not counted: three marks. That a network of
    // two layers has 2 - (4 - 4) = 2 hidden ones follows from the third.
    HandMarkedSheet(
      student: "Pia", exercise: "assignment1",
      answers: [
        ("features", "1024"), ("combinations", #""20^4 = 160000""#),
        ("rate_range", #""(1e-7, 1e-2)""#), ("best_exponents", "[-6.10, -8.75]"), ("layers", "4"),
        ("hidden_of_two", #""2 - (4 - 4) = 2""#), ("validation_rises", "0"),
      ],
      marks: ["combinations": 1, "rate_range": 1, "hidden_of_two": 1, "validation_rises": 1],
      codes: [
        "features": "colours-forgotten", "best_exponents": "natural-logarithm",
        "layers": "layer-forgotten",
      ]),
    // The 1/N is forgotten in ∂J/∂W2: two marks lost; the penalty is added to it rightly: two marks.
    // The scores as a row: the right entries, the wrong way round: half. The shape is exchanged: lost.
    HandMarkedSheet(
      student: "Quy", exercise: "assignment1",
      answers: [
        ("scores", #""a^T*W2^T + b2^T""#), ("D_from_DL", #""1/N*DL(i)""#),
        ("dW2_shape", #""(m, k)""#),
        ("dJ_dW2", #""sum(i, 1, N, (psi(z(i)) - Delta(i))*a(i)^T)""#),
        ("dJtilde_dW2", #""sum(i, 1, N, (psi(z(i)) - Delta(i))*a(i)^T) + 2*lambda*W2""#),
      ],
      marks: ["scores": 0.5, "D_from_DL": 1, "dJtilde_dW2": 2],
      codes: ["scores": "transposed", "dW2_shape": "transposed", "dJ_dW2": "mean-forgotten"]),
    // The biases are forgotten: lost. The counts of the naive way are right: 5. Those of
    // backpropagation lack the output: lost. One of five counts of paths is off by one: 4 of 5.
    HandMarkedSheet(
      student: "Ros", exercise: "tp1",
      answers: [
        ("inputs", "2"), ("hidden", "4"), ("outputs", "2"), ("parameters", "16"),
        ("naive_counts", "[24, 54, 96, 150, 216]"),
        ("backprop_counts", #""16*(1, 2, 3, 4, 5) = (16, 32, 48, 64, 80)""#),
        ("paths_counts", "[9, 23, 51, 107, 218]"),
      ],
      marks: ["inputs": 1, "hidden": 1, "outputs": 1, "naive_counts": 5, "paths_counts": 4],
      codes: ["parameters": "biases-forgotten", "backprop_counts": "layer-forgotten"]),
    // Five hidden units for four: lost; 5·2 + 5 + 2·5 + 2 = 27 parameters follow. All three slopes
    // have the wrong sign: lost. One range is right, the other is tanh's.
    HandMarkedSheet(
      student: "Sam", exercise: "tp1",
      answers: [
        ("hidden", "5"), ("parameters", #""5*2 + 5 + 2*5 + 2 = 27""#),
        ("binary_slopes", "[100, 2, 1]"), ("binary_end", "[0, -1]"), ("tanh_range", #""(-1, 1)""#),
        ("softmax_range", #""(-1, 1)""#),
      ],
      marks: ["parameters": 1, "binary_end": 1, "tanh_range": 1],
      codes: ["binary_slopes": "sign-turned", "parameters": "follows"]),
    // The sign is turned: lost. The gradients are the right ones again, whatever stands above. The
    // bias is dropped: lost. The chain to the second differences is right.
    HandMarkedSheet(
      student: "Tia", exercise: "tp1",
      answers: [
        ("dytilde", #""y - yhat""#), ("dW_y", #""yhat^T*h - y^T*h""#), ("db_y", #""yhat - y""#),
        ("ytilde_entry", #""dot(W_y[k, :], h)""#),
        ("power_growth", #"["2 - 2*4 + 8 = 2", "4 - 2*8 + 16 = 4", "8 - 2*16 + 32 = 8"]"#),
      ],
      marks: ["dW_y": 1, "db_y": 1, "power_growth": 1],
      codes: ["dytilde": "sign-turned", "ytilde_entry": "bias-dropped"]),
  ]
}

extension Rational {
  /// Marks with few decimals, such as 0.8.
  fileprivate init(exactlyDouble value: Double) {
    self = (try? Rational(decimal: "\(value)")) ?? -1
  }
}
