import Notation
import WorkedExamples

/// One layer of a network: what its units come to, and what the loss asks of them.
package struct NetworkLayer: Sendable {
  /// The layer's name: `h1`.
  package let name: String
  package let isVector: Bool
  package let values: [Double]
  /// The derivative of the loss by each unit.
  package let adjoints: [Double]
  /// The derivative of each unit by each of the layer before, which comes first; none before the
  /// first layer.
  package let derivatives: [[Double]]

  /// As many as can be told apart in a picture.
  package static let greatestCount = 12
}

extension Setting {
  func network(_ layers: [Written], _ loss: Written) throws(PictureFault) -> [NetworkLayer] {
    guard layers.count <= NetworkLayer.greatestCount else {
      throw PictureFault(
        "a network is drawn with up to \(NetworkLayer.greatestCount) layers", layers.last)
    }
    _ = try number(loss)
    var drawn: [NetworkLayer] = []
    for (index, layer) in layers.enumerated() {
      let values = try doubles(layer)
      switch values.shape {
      case .number: break
      case .vector(let count) where count <= NetworkLayer.greatestCount: break
      case .vector(let count):
        throw PictureFault(
          "a layer is drawn with up to \(NetworkLayer.greatestCount) units; this has \(count)",
          layer)
      case .matrix:
        throw PictureFault("a layer is a number or a vector; this is a \(values.shape)", layer)
      }
      let isLoss = layer.formula == loss.formula
      let adjoints =
        isLoss ? [1] : try doubles(call(.grad, loss.formula, layer.formula), of: layer).entries
      var derivatives: [[Double]] = []
      if index > 0 {
        let before = drawn[index - 1].values.count
        let jacobian = try doubles(
          call(.jacobian, layer.formula, layers[index - 1].formula), of: layer
        ).entries
        derivatives = values.entries.indices.map {
          Array(jacobian[($0 * before)..<(($0 + 1) * before)])
        }
      }
      drawn.append(
        NetworkLayer(
          name: layer.formula.description, isVector: !values.isNumber, values: values.entries,
          adjoints: adjoints, derivatives: derivatives))
    }
    return drawn
  }

  private func call(_ function: CalculusFunction, _ arguments: Formula...) -> Formula {
    Formula(.call(function.rawValue, order: 0, arguments))
  }
}
