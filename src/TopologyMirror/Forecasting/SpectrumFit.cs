using System.Numerics;

namespace TopologyMirror.Forecasting;

/// <summary>
/// Singular spectrum analysis of a series: the waves, trends and decays that stand out of its noise, each with the filter that reads its
/// present state from the last window of values, and with the pole that carries it one step ahead.
/// </summary>
/// <remarks>
/// <para>Golyandina, Nekrutkin and Zhigljavsky, "Analysis of Time Series Structure: SSA and Related Techniques", 2001: the eigenvectors
/// of the lag covariance span the possible courses of the signal over a window; what continues them is a linear recurrence (chapter 5; here
/// in its vector form, section 2.3). Within the span, one step ahead is a small matrix, whose eigenvalues are the poles of the
/// recurrence: Roy and Kailath, "ESPRIT", IEEE Transactions on Acoustics, Speech and Signal Processing 1989.</para>
/// <para>A pole outside the unit circle is noise that would run away: it is drawn back onto the circle.</para>
/// </remarks>
internal sealed class SpectrumFit
{
    // The share of the last value's direction that the eigenvectors may hold: with all of it nothing could be continued.
    private const double MostVertical = 0.9;
    private const double Real = 1e-10;

    private SpectrumFit(int window, double mean, Complex[] poles, double[] filters)
    {
        Window = window;
        Mean = mean;
        Poles = poles;
        Filters = filters;
    }

    /// <summary>How many of the last values the filters read.</summary>
    public int Window { get; }

    /// <summary>What values are taken relative to.</summary>
    public double Mean { get; }

    /// <summary>Poles with an imaginary part that is not negative; one of a pair stands for both.</summary>
    public Complex[] Poles { get; }

    /// <summary>For each pole, a row for the real and a row for the imaginary part of its state.</summary>
    public double[] Filters { get; }

    /// <summary>Fits a series.</summary>
    /// <param name="values">Its values, at least the window's and one.</param>
    /// <param name="window">Values per window, at least 2.</param>
    /// <param name="mostRank">Eigenvectors at most.</param>
    public static SpectrumFit Of(ReadOnlySpan<double> values, int window, int mostRank)
    {
        double[] deviations = new double[values.Length];
        double mean = Deviate(values, deviations);
        if (!Array.Exists(deviations, x => x != 0))
        {
            return new SpectrumFit(window, mean, [], []);
        }

        (double[] vectors, double[] eigenvalues) = LeadingEigenpairs.Of(new TrajectoryProduct(deviations, window), Math.Min(mostRank, window - 1));
        int rank = eigenvalues.Length;
        double vertical = Vertical(vectors, window, rank);
        while (vertical > MostVertical)
        {
            rank--;
            vertical = Vertical(vectors, window, rank);
        }

        return Modes(vectors, window, rank, mean, vertical);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static SpectrumFit Load(ref StateReader reader, int longestWindow, int mostRank)
    {
        Span<double> numbers = stackalloc double[2];
        int window = reader.Int(1, longestWindow);
        int count = reader.Int(0, mostRank);
        reader.Doubles(numbers[..1]);
        double mean = numbers[0];
        var poles = new Complex[count];
        for (int k = 0; k < count; k++)
        {
            reader.Doubles(numbers);
            poles[k] = new Complex(numbers[0], numbers[1]);
        }

        double[] filters = new double[2 * count * window];
        reader.Doubles(filters);
        return new SpectrumFit(window, mean, poles, filters);
    }

    public void Save(StateWriter writer)
    {
        writer.Int(Window);
        writer.Int(Poles.Length);
        writer.Doubles([Mean]);
        foreach (Complex pole in Poles)
        {
            writer.Doubles([pole.Real, pole.Imaginary]);
        }

        writer.Doubles(Filters);
    }

    /// <summary>Continues the series.</summary>
    /// <param name="last">Its last values, as many as the window's; become deviations from the mean.</param>
    /// <param name="ahead">Filled with what follows.</param>
    public void Continue(Span<double> last, Span<double> ahead)
    {
        ahead.Fill(Mean);
        for (int i = 0; i < last.Length; i++)
        {
            last[i] -= Mean;
        }

        for (int k = 0; k < Poles.Length; k++)
        {
            double real = VectorMath.Dot(Filters.AsSpan(2 * k * Window, Window), last);
            double imaginary = VectorMath.Dot(Filters.AsSpan(((2 * k) + 1) * Window, Window), last);
            (double c, double s) = (Poles[k].Real, Poles[k].Imaginary);
            for (int n = 0; n < ahead.Length; n++)
            {
                (real, imaginary) = ((c * real) - (s * imaginary), (s * real) + (c * imaginary));
                ahead[n] += real;
            }
        }
    }

    // Relative to the mean, and in a unit of about their size: squares must neither vanish nor overflow, nor lose a small wave's digits.
    private static double Deviate(ReadOnlySpan<double> values, Span<double> deviations)
    {
        double mean = 0;
        foreach (double value in values)
        {
            mean += (value - values[0]) / values.Length;
        }

        mean += values[0];
        double largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            deviations[i] = values[i] - mean;
            largest = Math.Max(largest, Math.Abs(deviations[i]));
        }

        if (largest > 0)
        {
            int exponent = Math.ILogB(largest);
            foreach (ref double deviation in deviations)
            {
                deviation = Math.ScaleB(deviation, -exponent);
            }
        }

        return mean;
    }

    private static double Vertical(ReadOnlySpan<double> vectors, int window, int rank)
    {
        double sum = 0;
        for (int i = 0; i < rank; i++)
        {
            double last = vectors[((i + 1) * window) - 1];
            sum += last * last;
        }

        return sum;
    }

    private static SpectrumFit Modes(double[] vectors, int window, int rank, double mean, double vertical)
    {
        double[] shift = Shift(vectors, window, rank, vertical);
        (Complex[] values, Complex[] right) = ComplexSchur.Decompose(shift, rank);

        // The last row of the eigenvectors reads a value from a state.
        var gains = new Complex[rank];
        for (int k = 0; k < rank; k++)
        {
            for (int i = 0; i < rank; i++)
            {
                gains[k] += vectors[((i + 1) * window) - 1] * right[(i * rank) + k];
            }
        }

        var left = new Complex[rank * rank];
        for (int i = 0; i < rank; i++)
        {
            left[(i * rank) + i] = 1;
        }

        if (!ComplexSchur.TrySolve(right, left, rank))
        {
            return new SpectrumFit(window, mean, [], []);
        }

        int[] kept = [.. Enumerable.Range(0, rank).Where(k => values[k].Imaginary > -Real)];
        double[] filters = new double[2 * kept.Length * window];
        var poles = new Complex[kept.Length];
        for (int m = 0; m < kept.Length; m++)
        {
            int k = kept[m];
            bool real = values[k].Imaginary < Real;
            Complex pole = real ? values[k].Real : values[k];
            poles[m] = pole / Math.Max(Complex.Abs(pole), 1);
            for (int i = 0; i < rank; i++)
            {
                Complex factor = gains[k] * left[(k * rank) + i] * (real ? 1 : 2);
                ReadOnlySpan<double> vector = vectors.AsSpan(i * window, window);
                VectorMath.Add(filters.AsSpan(2 * m * window, window), vector, factor.Real);
                VectorMath.Add(filters.AsSpan(((2 * m) + 1) * window, window), vector, real ? 0 : factor.Imaginary);
            }
        }

        // Poles that can hardly be told apart have no states that can: better none than what is not a number.
        return Array.TrueForAll(filters, double.IsFinite) ? new SpectrumFit(window, mean, poles, filters) : new SpectrumFit(window, mean, [], []);
    }

    /// <summary>What a step ahead does to a state within the eigenvectors' span: least squares between all but their last and all but their first values.</summary>
    private static double[] Shift(double[] vectors, int window, int rank, double vertical)
    {
        double[] shift = new double[rank * rank];
        double[] last = new double[rank];
        for (int j = 0; j < rank; j++)
        {
            double along = 0;
            for (int i = 0; i < rank; i++)
            {
                double product = VectorMath.Dot(vectors.AsSpan(i * window, window - 1), vectors.AsSpan((j * window) + 1, window - 1));
                shift[(i * rank) + j] = product;
                along += vectors[((i + 1) * window) - 1] * product;
            }

            last[j] = along / (1 - vertical);
        }

        for (int i = 0; i < rank; i++)
        {
            VectorMath.Add(shift.AsSpan(i * rank, rank), last, vectors[((i + 1) * window) - 1]);
        }

        return shift;
    }
}
