namespace TopologyMirror.Backtests.Frontier;

/// <summary>A log axis, and marks on it that do not come too close to each other.</summary>
/// <param name="Least">Value at its start; positive.</param>
/// <param name="Most">Value at its end; greater.</param>
/// <param name="From">Coordinate of its start.</param>
/// <param name="To">Coordinate of its end.</param>
internal readonly record struct FrontierScale(double Least, double Most, double From, double To)
{
    private static readonly double[] Steps = [1, 2, 5];

    /// <summary>Coordinate of a value.</summary>
    /// <param name="value">The value; positive.</param>
    public double At(double value) => From + (Math.Log(value / Least) / Math.Log(Most / Least) * (To - From));

    /// <summary>Ones, twos and fives of every power of ten on the axis; only ones where that would be too many.</summary>
    /// <param name="distance">How far marks have to be apart.</param>
    public IReadOnlyList<double> Decades(double distance)
    {
        FrontierScale scale = this;
        int first = (int)Math.Floor(Math.Log10(Least));
        int last = (int)Math.Ceiling(Math.Log10(Most));
        double[] ones = [.. Enumerable.Range(first, last - first + 1).Select(power => Math.Pow(10, power))];
        double[] all = [.. ones.SelectMany(one => Steps.Select(step => step * one))];
        return Spread([.. ones.Concat(all).Where(v => v >= scale.Least && v <= scale.Most)], distance);
    }

    /// <summary>Of some values those on the axis that stand apart; earlier ones go before later ones.</summary>
    /// <param name="values">The values, the most welcome first.</param>
    /// <param name="distance">How far marks have to be apart.</param>
    public IReadOnlyList<double> Spread(IReadOnlyList<double> values, double distance)
    {
        List<double> marks = [];
        foreach (double value in values)
        {
            double at = At(value);
            FrontierScale scale = this;
            if (value >= Least && value <= Most && marks.TrueForAll(m => Math.Abs(scale.At(m) - at) >= distance))
            {
                marks.Add(value);
            }
        }

        return marks;
    }
}
