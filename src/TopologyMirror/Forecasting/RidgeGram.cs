using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TopologyMirror.Forecasting;

/// <summary>
/// Sums of products of least squares: a row is added in O(width²), coefficients are solved for when asked. A row begins with a one (the
/// intercept, which is not shrunk) and ends with the target; its length is a multiple of four.
/// </summary>
/// <remarks>
/// Ridge regression: Hoerl and Kennard, Technometrics 1970, on predictors in units of their own deviation. Solved by Cholesky
/// decomposition (LDLᵀ) of the centred sums.
/// </remarks>
internal sealed class RidgeGram(int width)
{
    private const double LeastPivot = 1e-9;
    private const double LeastVariation = 1e-12;

    // What solving needs besides the sums, kept once per thread: nothing of it outlives a call.
    [ThreadStatic]
    private static double[]? _scratch;

    // The upper triangle, each row from a multiple of four on: what lies left of the diagonal is of no meaning.
    private readonly double[] _sums = new double[width * width];

    /// <summary>Rows added, less what was forgotten.</summary>
    public double Rows { get; private set; }

    public int Width => width;

    /// <summary>Adds a row.</summary>
    /// <param name="row">Its numbers.</param>
    /// <param name="weight">How many rows it counts as.</param>
    public void Add(ReadOnlySpan<double> row, double weight)
    {
        Rows += weight;
        ref double values = ref MemoryMarshal.GetReference(row[..width]);
        ref double sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        for (int i = 0; i < width; i++)
        {
            AddScaled(ref sums, i * width, ref values, 0, weight * row[i], i);
        }
    }

    /// <summary>Lets all rows so far count this much less.</summary>
    public void Forget(double kept)
    {
        Rows *= kept;
        VectorMath.Scale(_sums, kept);
    }

    /// <summary>Solves for the coefficients.</summary>
    /// <param name="strength">How many rows the shrinkage to 0 counts as.</param>
    /// <param name="coefficients">Intercept first; as many as predictors.</param>
    public void Solve(double strength, Span<double> coefficients)
    {
        int d = width - 1;
        double shrinkage = 1 + (strength / Math.Max(Rows, 1));
        double[] scratch = _scratch is { } kept && kept.Length >= (width * width) + width ? kept : _scratch = new double[(width * width) + width];
        ref double centred = ref MemoryMarshal.GetArrayDataReference(scratch);
        Span<double> diagonal = scratch.AsSpan(width * width, width);
        Centre(scratch, diagonal);
        coefficients.Clear();
        for (int k = 1; k < d; k++)
        {
            double full = diagonal[k] * shrinkage;
            double pivot = scratch[(k * width) + k] + (full - diagonal[k]);
            pivot = full > 0 && pivot > LeastPivot * full ? pivot : 0;
            diagonal[k] = pivot;
            for (int i = k + 1; i < d && pivot > 0; i++)
            {
                AddScaled(ref centred, i * width, ref centred, k * width, -scratch[(k * width) + i] / pivot, i);
            }
        }

        // From below; a predictor without a pivot of its own gets no coefficient.
        for (int i = d - 1; i >= 1; i--)
        {
            if (diagonal[i] > 0)
            {
                ReadOnlySpan<double> row = scratch.AsSpan(i * width, width);
                double right = row[d] - VectorMath.Dot(row[(i + 1)..d], coefficients[(i + 1)..d]);
                coefficients[i] = right / diagonal[i];
            }
        }

        coefficients[0] = (_sums[d] - VectorMath.Dot(_sums.AsSpan(1, d - 1), coefficients[1..d])) / _sums[0];
    }

    public void Save(StateWriter writer)
    {
        writer.Doubles([Rows]);
        for (int i = 0; i < width; i++)
        {
            writer.Doubles(_sums.AsSpan((i * width) + i, width - i));
        }
    }

    public void Load(ref StateReader reader)
    {
        Span<double> rows = stackalloc double[1];
        reader.Doubles(rows);
        Rows = rows[0];
        for (int i = 0; i < width; i++)
        {
            reader.Doubles(_sums.AsSpan((i * width) + i, width - i));
        }
    }

    // The sums about the means: the intercept's row is eliminated.
    private void Centre(double[] scratch, Span<double> diagonal)
    {
        _sums.CopyTo(scratch, 0);
        ref double centred = ref MemoryMarshal.GetArrayDataReference(scratch);
        for (int i = 1; i < width; i++)
        {
            AddScaled(ref centred, i * width, ref centred, 0, -_sums[i] / _sums[0], i);

            // What is left of a predictor that hardly varied is rounding.
            double left = scratch[(i * width) + i];
            diagonal[i] = left > LeastVariation * _sums[(i * width) + i] ? left : 0;
        }
    }

    /// <summary>Adds a multiple of one row to another, from a column on, or up to three columns before.</summary>
    private void AddScaled(ref double target, int at, ref double source, int from, double factor, int column)
    {
        var factors = Vector256.Create(factor);
        for (int j = column & ~3; j < width; j += 4)
        {
            Vector256<double> sum = Vector256.FusedMultiplyAdd(
                factors, Vector256.LoadUnsafe(ref source, (nuint)(from + j)), Vector256.LoadUnsafe(ref target, (nuint)(at + j)));
            sum.StoreUnsafe(ref target, (nuint)(at + j));
        }
    }
}
