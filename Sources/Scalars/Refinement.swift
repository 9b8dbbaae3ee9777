/// Tries at 64, 128, 256 … bits of precision until the answer is decided.
///
/// - Returns: The first answer that is not nil; nil if there is none up to the limit, which is
///   tried last.
package func refine<Answer, Failure: Error>(
  from start: Int = 64, to limit: Int, _ answer: (Int) throws(Failure) -> Answer?
) throws(Failure) -> Answer? {
  let limit = min(limit, Ball.precisionLimit)
  var precision = Ball.clamped(start)
  while precision < limit {
    if let decided = try answer(precision) { return decided }
    precision *= 2
  }
  return try answer(limit)
}
