/// The natural logarithm of a positive, finite number, by basic arithmetic alone: the same bits on every machine, which the
/// systems' own functions don't promise. Within 2 units in the last place.
func naturalLogarithm(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var significand = x.significand
    if significand > 1.4142135623730951 {
        significand /= 2
        exponent += 1
    }
    // ln s = 2 artanh((s − 1) / (s + 1)), and the quotient is below 0.172.
    let quotient = (significand - 1) / (significand + 1)
    let square = quotient * quotient
    var sum = 0.0
    for k in stride(from: 23, through: 1, by: -2) { sum = sum * square + 1 / Double(k) }
    return exponent * 0.6931471805599453 + 2 * quotient * sum
}
