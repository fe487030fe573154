using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TopologyMirror.Forecasting;

/// <summary>
/// Sums of products of least squares: a row is added in O(width²), coefficients are solved for when asked. A row begins with a one (the
/// intercept, which is not shrunk) and ends with the target; its length is a multiple of four.
/// </summary>
/// <remarks>
/// Ridge regression: Hoerl and Kennard, Technometrics 1970, on predictors in units of their own deviation. Solved by Cholesky
/// decomposition of the centred sums.
/// </remarks>
internal sealed class RidgeGram(int width)
{
    private const double LeastPivot = 1e-9;

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
            // The lower triangle, up to the next multiple of four.
            var factor = Vector256.Create(weight * Unsafe.Add(ref values, i));
            nuint start = (nuint)(i * width);
            for (nuint j = 0; j <= (nuint)i; j += 4)
            {
                Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref values, j), Vector256.LoadUnsafe(ref sums, start + j)).StoreUnsafe(ref sums, start + j);
            }
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
    /// <param name="scratch">At least width² numbers.</param>
    public void Solve(double strength, Span<double> coefficients, Span<double> scratch)
    {
        int d = width - 1;
        double total = _sums[0];
        double shrinkage = 1 + (strength / Math.Max(Rows, 1));
        coefficients.Clear();

        // The centred sums, row by row: the lower triangle, and the target's as the last row, on which the decomposition solves L z = b.
        for (int i = 1; i <= d; i++)
        {
            double mean = _sums[i * width] / total;
            for (int j = 1; j <= Math.Min(i, d - 1); j++)
            {
                scratch[(i * width) + j] = _sums[(i * width) + j] - (mean * _sums[j * width]);
            }
        }

        for (int i = 1; i <= d; i++)
        {
            Span<double> row = scratch.Slice(i * width, width);
            for (int j = 1; j < Math.Min(i + 1, d); j++)
            {
                ReadOnlySpan<double> other = scratch.Slice(j * width, width);
                double dot = VectorMath.Dot(row[1..j], other[1..j]);
                if (i == j)
                {
                    double diagonal = row[i] * shrinkage;
                    double pivot = diagonal - dot;
                    row[i] = pivot > LeastPivot * diagonal ? Math.Sqrt(pivot) : 0;
                }
                else
                {
                    row[j] = other[j] > 0 ? (row[j] - dot) / other[j] : 0;
                }
            }
        }

        // Lᵀ β = z, from below; a predictor without a pivot of its own gets no coefficient.
        for (int i = d - 1; i >= 1; i--)
        {
            double right = scratch[(d * width) + i];
            for (int j = i + 1; j < d; j++)
            {
                right -= scratch[(j * width) + i] * coefficients[j];
            }

            double pivot = scratch[(i * width) + i];
            coefficients[i] = pivot > 0 ? right / pivot : 0;
        }

        double intercept = _sums[d * width];
        for (int j = 1; j < d; j++)
        {
            intercept -= coefficients[j] * _sums[j * width];
        }

        coefficients[0] = intercept / total;
    }

    public void Save(StateWriter writer)
    {
        writer.Doubles([Rows]);
        writer.Doubles(_sums);
    }

    public void Load(ref StateReader reader)
    {
        Span<double> rows = stackalloc double[1];
        reader.Doubles(rows);
        Rows = rows[0];
        reader.Doubles(_sums);
    }
}
