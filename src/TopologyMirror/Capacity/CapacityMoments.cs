using System.Text.Json.Serialization;

namespace TopologyMirror.Capacity;

/// <summary>Weighted means and sums of squares of loads and signals, of which older ones count for less: what tells whether load explains the signal.</summary>
/// <param name="Count">Steps, discounted.</param>
/// <param name="Weight">Sum of the weights, discounted.</param>
/// <param name="X">Mean of the loads.</param>
/// <param name="Y">Mean of the signals.</param>
/// <param name="Sxx">Sum of the squared deviations of the loads.</param>
/// <param name="Sxy">Sum of the products of the deviations.</param>
/// <param name="Syy">Sum of the squared deviations of the signals.</param>
/// <remarks>Updated one by one as in West, "Updating Mean and Variance Estimates: An Improved Method", 1979.</remarks>
[method: JsonConstructor]
internal readonly record struct CapacityMoments(double Count, double Weight, double X, double Y, double Sxx, double Sxy, double Syy)
{
    /// <summary>Spread of the loads as a share of their mean.</summary>
    public double Variation => Weight > 0 && X > 0 ? Math.Sqrt(Sxx / Weight) / X : 0;

    /// <summary>Slope of the least-squares line.</summary>
    public double Slope => Sxx > 0 ? Sxy / Sxx : 0;

    /// <summary>Share of the signal's variance that load explains.</summary>
    public double Explained => Sxx > 0 && Syy > 0 ? Sxy * Sxy / (Sxx * Syy) : 0;

    /// <summary>Standard deviation of the signal from the least-squares line, in units of its weights.</summary>
    public double Residual => Sxx > 0 && Count > 2 ? Math.Sqrt(Math.Max(Syy - (Sxy * Sxy / Sxx), 0) / (Count - 2)) : 0;

    public CapacityMoments Discounted(double factor) =>
        this with { Count = Count * factor, Weight = Weight * factor, Sxx = Sxx * factor, Sxy = Sxy * factor, Syy = Syy * factor };

    public CapacityMoments Add(double x, double y, double weight)
    {
        double sum = Weight + weight;
        double dx = x - X;
        double dy = y - Y;
        double newX = X + (dx * weight / sum);
        double newY = Y + (dy * weight / sum);
        return new CapacityMoments(
            Count + 1, sum, newX, newY, Sxx + (weight * dx * (x - newX)), Sxy + (weight * dx * (y - newY)), Syy + (weight * dy * (y - newY)));
    }
}
