/// A number of the proof does not fit in 128 bits.
struct Overflow: Error {}

/// Int128 arithmetic that reports what does not fit, instead of trapping or going on with a wrong number.
enum Exact {
    @inline(__always)
    static func sum(_ a: Int128, _ b: Int128) throws(Overflow) -> Int128 {
        let (value, overflow) = a.addingReportingOverflow(b)
        if overflow { throw Overflow() }
        return value
    }

    @inline(__always)
    static func difference(_ a: Int128, _ b: Int128) throws(Overflow) -> Int128 {
        let (value, overflow) = a.subtractingReportingOverflow(b)
        if overflow { throw Overflow() }
        return value
    }

    @inline(__always)
    static func product(_ a: Int128, _ b: Int128) throws(Overflow) -> Int128 {
        let (value, overflow) = a.multipliedReportingOverflow(by: b)
        if overflow { throw Overflow() }
        return value
    }

    /// The smallest whole number that is at least a / b; b > 0.
    static func ceilingOfQuotient(_ a: Int128, _ b: Int128) -> Int128 {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        return remainder > 0 ? quotient + 1 : quotient
    }
}
