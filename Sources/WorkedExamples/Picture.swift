import Notation

/// A picture that an exercise asks for; what it shows is computed anew whenever it is drawn.
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
