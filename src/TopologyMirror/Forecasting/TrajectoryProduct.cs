namespace TopologyMirror.Forecasting;

/// <summary>
/// Products with the lag covariance X·Xᵀ of a series, where column j of the trajectory matrix X is the window of values that starts at j.
/// Two vectors at once, as real and imaginary parts; the matrix is never made.
/// </summary>
/// <remarks>
/// A Hankel matrix times a vector is a correlation, so it takes Fourier transforms: Korobeynikov, "Computation- and space-efficient
/// implementation of SSA", Statistics and Its Interface 2010.
/// </remarks>
internal sealed class TrajectoryProduct
{
    private readonly double[] _spectrumReal;
    private readonly double[] _spectrumImaginary;
    private readonly double[] _real;
    private readonly double[] _imaginary;
    private readonly double[] _scratch;

    /// <param name="values">The series.</param>
    /// <param name="window">Rows of the trajectory matrix; at most as many as there are values.</param>
    public TrajectoryProduct(ReadOnlySpan<double> values, int window)
    {
        Window = window;
        Columns = values.Length - window + 1;
        int length = 4;
        while (length < values.Length)
        {
            length *= 2;
        }

        _spectrumReal = new double[length];
        _spectrumImaginary = new double[length];
        _real = new double[length];
        _imaginary = new double[length];
        _scratch = new double[2 * length];
        values.CopyTo(_spectrumReal);
        FourierTransform.Forward(_spectrumReal, _spectrumImaginary, _scratch);

        // Two transforms back follow, each of which lacks a division by the length.
        VectorMath.Scale(_spectrumReal, 1.0 / length);
        VectorMath.Scale(_spectrumImaginary, 1.0 / length);
        for (int t = 0; t < values.Length; t++)
        {
            int columns = Math.Min(Math.Min(t + 1, values.Length - t), Math.Min(window, Columns));
            Trace += columns * values[t] * values[t];
        }
    }

    /// <summary>Rows of the trajectory matrix.</summary>
    public int Window { get; }

    /// <summary>Columns of the trajectory matrix.</summary>
    public int Columns { get; }

    /// <summary>The sum of all eigenvalues.</summary>
    public double Trace { get; }

    /// <summary>Multiplies two vectors by the lag covariance.</summary>
    public void Multiply(ReadOnlySpan<double> one, ReadOnlySpan<double> other, Span<double> oneProduct, Span<double> otherProduct)
    {
        one.CopyTo(_real);
        other.CopyTo(_imaginary);
        Correlate(Window);
        Correlate(Columns);
        _real.AsSpan(0, Window).CopyTo(oneProduct);
        _imaginary.AsSpan(0, Window).CopyTo(otherProduct);
    }

    /// <summary>Correlates the series with what the buffers hold up to a length.</summary>
    private void Correlate(int length)
    {
        // With real and imaginary parts exchanged, a transform is one back, but for a factor. The correlation of a real series with z is
        // the transform back of its spectrum times conj(F(conj z)), and conj(F(conj z)) is what a transform back of z is.
        _real.AsSpan(length).Clear();
        _imaginary.AsSpan(length).Clear();
        FourierTransform.Forward(_imaginary, _real, _scratch);
        for (int k = 0; k < _real.Length; k++)
        {
            double real = (_real[k] * _spectrumReal[k]) - (_imaginary[k] * _spectrumImaginary[k]);
            _imaginary[k] = (_real[k] * _spectrumImaginary[k]) + (_imaginary[k] * _spectrumReal[k]);
            _real[k] = real;
        }

        FourierTransform.Forward(_imaginary, _real, _scratch);
    }
}
