import Checking
import Notation
import WorkedExamples

/// The pictures that a question of an exercise asks for.
struct AskedPictures {
  let question: Question
  let exercise: Exercise
  /// Distinguishes the pictures of a page.
  let id: String

  init(_ question: Question, of exercise: Exercise) {
    self.question = question
    self.exercise = exercise
    id = "a\((exercise.questions.firstIndex { $0.id == question.id } ?? 0) + 1)"
  }

  /// What cannot be drawn is left out: `verify` says why.
  var figures: [HTML] {
    question.pictures.enumerated().flatMap { index, picture -> [HTML] in
      guard let drawing = try? picture.drawing(in: question.scope, of: exercise) else { return [] }
      let name = "\(id)n\(index + 1)"
      switch drawing {
      case .network(let layers): return [network(layers, picture, name)]
      case .shrinkage(let shrinkage): return self.shrinkage(shrinkage, picture, name)
      case .descent(let line):
        guard case .descent(let loss, _, _) = picture.content else { return [] }
        return [line.figure(of: "\(loss.formula)", id: name, caption: picture.caption)]
      case .run(let losses): return [Self.run(losses, id: name, caption: picture.caption)]
      case .function(let curve):
        let caption = picture.caption.isEmpty ? nil : picture.caption
        return [FunctionDrawing(curve).figure(id: name, caption: caption)]
      }
    }
  }

  private func joined(_ caption: String, _ words: String) -> String {
    caption.isEmpty ? words : "\(caption) \(words)"
  }

  private func network(_ layers: [NetworkLayer], _ picture: Picture, _ id: String) -> HTML {
    let network = SVGNetwork(
      layers: layers, firstIndex: question.scope.conventions.firstIndex)
    guard case .network(_, let loss) = picture.content else { return "" }
    return SVGPicture(
      width: network.width, height: network.height, title: "The network of question \(question.id)",
      description: .text(network.description), id: id, isFluid: false
    ).figure(
      network.shapes,
      caption: joined(
        picture.caption,
        "In each unit, its value on the left and the derivative of \(loss.formula) by it on the right; on an edge, by what a change is multiplied on the way forward, and what comes back to the unit above. Dashed: nothing passes."
      ))
  }

  private func shrinkage(_ shrinkage: Shrinkage, _ picture: Picture, _ id: String) -> [HTML] {
    let factors = shrinkage.directions.map { direction in
      "along (\(direction.vector.map(\.brief).joined(separator: ", "))) with λ = \(direction.eigenvalue.shown) the factor is \(direction.factor.shown)"
    }.joined(separator: "; ")
    let words =
      "The penalty μ = \(shrinkage.penalty.shown) moves the minimizer from (\(shrinkage.minimizer.map(\.shown).joined(separator: ", "))) to (\(shrinkage.shrunk.map(\.shown).joined(separator: ", "))): \(factors)."
    let bars = shrinkage.directions.map {
      SVGBars.Bar(label: "λ = \($0.eigenvalue.brief)", share: $0.factor, figure: $0.factor.shown)
    }
    var figures = [
      SVGBars(bars: bars).figure(
        title: "Shrinkage factors λ/(λ + μ)", id: "\(id)b",
        caption:
          "Shrinkage factors λ/(λ + μ) along the eigenvectors, with μ = \(shrinkage.penalty.shown)."
      )
    ]
    if shrinkage.minimizer.count == 2 {
      let contours = SVGContours(shrinkage)
      figures.insert(
        SVGPicture(
          width: contours.width, height: contours.height, title: "What the penalty does",
          description: .text(words), id: id
        ).figure(
          contours.shapes(id: id),
          caption: joined(
            picture.caption,
            "\(words) Ellipses: equal loss, around w*; dashed circle: equal penalty; dotted: the way of the minimizer as μ grows; thin dashed: the eigenvectors."
          )), at: 0)
    }
    return figures
  }

  /// The losses of a run of gradient descent.
  static func run(_ losses: [Double], id: String, caption: String = "") -> HTML {
    let stretch = max(1, losses.count / 400)
    let points = stride(from: 0, to: losses.count, by: stretch).map {
      (x: Double($0), y: losses[$0])
    }
    let words =
      "The loss before each of \(losses.count) steps: from \(losses[0].shown) to \(losses[losses.count - 1].shown)."
    return SVGPlot(
      curves: [.init(name: "loss", styleClass: "curve", points: points)], xLabel: "step"
    ).figure(
      title: "The loss during the run", description: words, id: id,
      caption: caption.isEmpty ? words : "\(caption) \(words)")
  }
}

extension DescentLine {
  func figure(of loss: String, id: String, caption: String = "") -> HTML {
    let words =
      "\(loss) along the descent direction: the step with the rate \(rate.shown) leads from \(start.shown) to \(end.shown)."
    return SVGPlot(
      curves: [.init(name: loss.cut(to: 30), styleClass: "curve", points: points)],
      dots: [
        .init(x: 0, y: start, label: "before"), .init(x: rate, y: end, label: "after the step"),
      ], xLabel: "learning rate"
    ).figure(
      title: "\(loss) along the descent direction", description: words, id: id,
      caption: caption.isEmpty ? words : "\(caption) \(words)")
  }
}

extension Double {
  /// The number in four digits, for drawings.
  var brief: String { shown(digits: 4) }
}
