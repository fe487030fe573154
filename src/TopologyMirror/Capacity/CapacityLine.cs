using System.Text.Json.Serialization;

namespace TopologyMirror.Capacity;

/// <summary>A straight line y = a + b·x of which both numbers are uncertain: their means and covariances.</summary>
/// <param name="A">Mean of a.</param>
/// <param name="B">Mean of b.</param>
/// <param name="Vaa">Variance of a.</param>
/// <param name="Vab">Covariance of a and b.</param>
/// <param name="Vbb">Variance of b.</param>
[method: JsonConstructor]
internal readonly record struct CapacityLine(double A, double B, double Vaa, double Vab, double Vbb)
{
    public double At(double x) => A + (B * x);

    public double VarianceAt(double x) => Math.Max(Vaa + (2 * Vab * x) + (Vbb * x * x), 0);

    /// <summary>The same line after time in which both numbers may have drifted.</summary>
    public CapacityLine Drifted(double varianceOfA, double varianceOfB) => this with { Vaa = Vaa + varianceOfA, Vbb = Vbb + varianceOfB };

    /// <summary>The line after a value was seen at x that differed by <paramref name="error"/> from what it said, which had <paramref name="variance"/>.</summary>
    /// <remarks>The update of the Kalman filter (Kalman, "A New Approach to Linear Filtering and Prediction Problems", 1960).</remarks>
    public CapacityLine Corrected(double x, double error, double variance)
    {
        double ka = (Vaa + (Vab * x)) / variance;
        double kb = (Vab + (Vbb * x)) / variance;
        return new CapacityLine(A + (ka * error), B + (kb * error), Vaa - (ka * ka * variance), Vab - (ka * kb * variance), Vbb - (kb * kb * variance));
    }

    /// <summary>
    /// The first x ≥ 0 at which a + b·x + <paramref name="deviations"/> × its standard deviation comes to <paramref name="target"/>; null when
    /// it never does, 0 when it lies above from the beginning.
    /// </summary>
    /// <remarks>Fieller, "Some Problems in Interval Estimation", 1954: the bounds of a ratio are where the band of the line meets the target.</remarks>
    public double? Meets(double target, double deviations)
    {
        double q2 = deviations * deviations;
        double room = target - A;
        if (room - (deviations * Math.Sqrt(Vaa)) <= 0)
        {
            return 0;
        }

        if (deviations == 0)
        {
            return B > 0 ? room / B : null;
        }

        double square = (B * B) - (q2 * Vbb);
        double half = (room * B) + (q2 * Vab);
        double constant = (room * room) - (q2 * Vaa);
        if (Math.Abs(square) < 1e-12 * B * B)
        {
            return IsMeeting(constant / (2 * half), room, deviations) ? constant / (2 * half) : null;
        }

        double inner = (half * half) - (square * constant);
        if (inner < 0)
        {
            return null;
        }

        double root = Math.Sqrt(inner);
        double one = (half - root) / square;
        double other = (half + root) / square;
        (double first, double second) = one < other ? (one, other) : (other, one);
        return IsMeeting(first, room, deviations) ? first : IsMeeting(second, room, deviations) ? second : null;
    }

    /// <summary>Squaring has made both bands into one equation: of its solutions those count that lie on the side that was asked for.</summary>
    private bool IsMeeting(double x, double room, double deviations)
    {
        double slack = room - (B * x);
        return double.IsFinite(x) && x >= 0 && slack * Math.Sign(deviations) >= -1e-9 * Math.Abs(room);
    }
}
