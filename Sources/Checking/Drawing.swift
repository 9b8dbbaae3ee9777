import Notation
import WorkedExamples

/// What a picture shows, computed: numbers for the eye, from the engine that also judges.
package enum Drawing: Sendable {
  case network([NetworkLayer])
  case shrinkage(Shrinkage)
  case descent(DescentLine)
  case run([Double])
  case function(FunctionCurve)
}

extension Picture {
  /// Computes what the picture shows, or says what keeps it from being drawn, at its place.
  package func drawing(in scope: Scope, of exercise: Exercise) throws(Fault) -> Drawing {
    do throws(PictureFault) {
      return try drawing(in: Setting(scope))
    } catch {
      let place = error.written?.inscription
      guard let place else {
        throw Fault(error.diagnostic.message, in: exercise.document.source, at: self.place)
      }
      throw place.fault(error.diagnostic, in: exercise.document)
    }
  }

  private func drawing(in setting: Setting) throws(PictureFault) -> Drawing {
    switch content {
    case .network(let layers, let loss): .network(try setting.network(layers, loss))
    case .shrinkage(let hessian, let penalty, let minimizer):
      .shrinkage(try Shrinkage(hessian, penalty, minimizer, in: setting))
    case .descent(let loss, let parameters, let rate):
      .descent(try setting.line(loss, parameters, rate))
    case .run(let losses): .run(try setting.run(losses))
    case .function(let function, let variable, let from, let to):
      .function(try setting.curve(function, of: variable, from: from, to: to))
    }
  }
}

extension AnswerKey {
  /// What keeps pictures of the exercise from being drawn.
  package func pictureFaults() -> [Fault] {
    exercise.questions.flatMap { question in
      question.pictures.compactMap { picture in
        do throws(Fault) {
          _ = try picture.drawing(in: question.scope, of: exercise)
          return nil
        } catch {
          return error
        }
      }
    }
  }
}

/// Something that cannot be drawn, and the formula that it is about.
struct PictureFault: Error {
  let written: Written?
  let diagnostic: Diagnostic

  init(_ message: String, _ written: Written?, help: String? = nil) {
    self.written = written
    diagnostic = Diagnostic(message, at: written?.formula.range ?? 0..<0, help: help)
  }

  init(_ diagnostic: Diagnostic, in written: Written) {
    (self.written, self.diagnostic) = (written, diagnostic)
  }
}

extension Setting {
  /// The numbers that a formula comes to, nearest for a drawing.
  func doubles(_ formula: Formula, of written: Written) throws(PictureFault) -> Quantity<Double> {
    let value: RealQuantity
    do {
      value = try evaluate(formula)
    } catch {
      throw PictureFault(error, in: written)
    }
    if let obstacle = value.obstacle {
      throw PictureFault("this has no value: \(obstacle.reason)", written)
    }
    let doubles = value.doubles
    guard doubles.entries.allSatisfy(\.isFinite) else {
      throw PictureFault("this is too large to be drawn", written)
    }
    return doubles
  }

  func doubles(_ written: Written) throws(PictureFault) -> Quantity<Double> {
    try doubles(written.formula, of: written)
  }

  func number(_ written: Written) throws(PictureFault) -> Double {
    let value = try doubles(written)
    guard value.isNumber, let number = value.entries.first else {
      throw PictureFault("a number is drawn here; this is a \(value.shape)", written)
    }
    return number
  }

  /// The losses of a run.
  fileprivate func run(_ losses: Written) throws(PictureFault) -> [Double] {
    let value = try doubles(losses)
    guard case .vector(let count) = value.shape, count > 1 else {
      throw PictureFault(
        "a run is a vector of two losses or more; this is a \(value.shape)", losses)
    }
    return value.entries
  }

  fileprivate func line(_ loss: Written, _ parameters: Written, _ rate: Written)
    throws(PictureFault) -> DescentLine
  {
    guard case .name(let name) = parameters.formula.node else {
      throw PictureFault("a step changes a name", parameters)
    }
    let step = try number(rate)
    guard step > 0 else { throw PictureFault("a rate above 0 is drawn", rate) }
    _ = try number(loss)
    do {
      guard let line = try DescentLine(loss.formula, along: name, rate: rate.formula, in: self)
      else { throw PictureFault("along this step the loss has no value somewhere", loss) }
      return line
    } catch let fault as PictureFault {
      throw fault
    } catch let diagnostic as Diagnostic {
      throw PictureFault(diagnostic, in: loss)
    } catch {
      throw PictureFault("the loss cannot be drawn along this step", loss)
    }
  }
}

extension RealQuantity {
  /// The nearest numbers for a drawing.
  package var doubles: Quantity<Double> {
    let balls = isExact ? [] : enclosures(precision: 64)
    return Quantity(
      shape,
      exact.indices.map { index in
        exact[index].obstacle == nil ? Double(exact[index]) : Double(balls[index].lower)
      })
  }
}
