using System.Numerics;

namespace TopologyMirror.Forecasting;

/// <summary>Eigenvalues and eigenvectors of a small matrix that is not symmetric.</summary>
/// <remarks>
/// The QR iteration with single shifts on a Hessenberg matrix, and back substitution: Francis, The Computer Journal 1961; Wilkinson,
/// "The Algebraic Eigenvalue Problem", 1965.
/// </remarks>
internal static class ComplexSchur
{
    private const int MostSweeps = 40;
    private const double Negligible = 1e-16;

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">n × n, by rows.</param>
    /// <param name="n">Rows.</param>
    /// <returns>The eigenvalues, and the eigenvectors, one a column.</returns>
    public static (Complex[] Values, Complex[] Vectors) Decompose(ReadOnlySpan<double> matrix, int n)
    {
        var t = new Complex[n * n];
        var q = new Complex[n * n];
        for (int i = 0; i < n * n; i++)
        {
            t[i] = matrix[i];
        }

        for (int i = 0; i < n; i++)
        {
            q[(i * n) + i] = 1;
        }

        ToHessenberg(t, q, n);
        ToTriangle(t, q, n);
        var values = new Complex[n];
        for (int i = 0; i < n; i++)
        {
            values[i] = t[(i * n) + i];
        }

        return (values, Multiply(q, Vectors(t, n), n));
    }

    /// <summary>Solves V·X = B for a square V, which is overwritten, with pivots; false when V is singular.</summary>
    public static bool TrySolve(Complex[] v, Complex[] b, int n)
    {
        for (int pivot = 0; pivot < n; pivot++)
        {
            int best = pivot;
            for (int i = pivot + 1; i < n; i++)
            {
                best = Complex.Abs(v[(i * n) + pivot]) > Complex.Abs(v[(best * n) + pivot]) ? i : best;
            }

            if (v[(best * n) + pivot] == Complex.Zero)
            {
                return false;
            }

            for (int j = 0; j < n && best != pivot; j++)
            {
                (v[(best * n) + j], v[(pivot * n) + j]) = (v[(pivot * n) + j], v[(best * n) + j]);
                (b[(best * n) + j], b[(pivot * n) + j]) = (b[(pivot * n) + j], b[(best * n) + j]);
            }

            Complex inverse = 1 / v[(pivot * n) + pivot];
            for (int j = 0; j < n; j++)
            {
                v[(pivot * n) + j] *= inverse;
                b[(pivot * n) + j] *= inverse;
            }

            for (int i = 0; i < n; i++)
            {
                Complex factor = v[(i * n) + pivot];
                for (int j = 0; j < n && i != pivot; j++)
                {
                    v[(i * n) + j] -= factor * v[(pivot * n) + j];
                    b[(i * n) + j] -= factor * b[(pivot * n) + j];
                }
            }
        }

        return true;
    }

    private static void ToHessenberg(Complex[] t, Complex[] q, int n)
    {
        for (int k = 0; k < n - 2; k++)
        {
            for (int i = k + 2; i < n; i++)
            {
                Rotate(t, q, n, k + 1, i, Of(t[((k + 1) * n) + k], t[(i * n) + k]), n - 1);
            }
        }
    }

    private static void ToTriangle(Complex[] t, Complex[] q, int n)
    {
        var rotations = new (double Cosine, Complex Sine)[n];
        int high = n - 1;
        for (int sweep = 0; high > 0 && sweep < MostSweeps * n; sweep++)
        {
            int low = high;
            while (low > 0 && Complex.Abs(t[(low * n) + low - 1]) > Negligible * (Complex.Abs(t[(low * n) + low]) + Complex.Abs(t[((low - 1) * n) + low - 1])))
            {
                low--;
            }

            if (low > 0)
            {
                t[(low * n) + low - 1] = 0;
            }

            if (low == high)
            {
                high--;
                continue;
            }

            Complex shift = Shift(t, n, high, sweep);
            for (int i = low; i <= high; i++)
            {
                t[(i * n) + i] -= shift;
            }

            for (int k = low; k < high; k++)
            {
                rotations[k] = Of(t[(k * n) + k], t[((k + 1) * n) + k]);
                RotateRows(t, n, k, k + 1, rotations[k], k);
            }

            for (int k = low; k < high; k++)
            {
                RotateColumns(t, n, k, k + 1, rotations[k], Math.Min(k + 1, high));
                RotateColumns(q, n, k, k + 1, rotations[k], n - 1);
            }

            for (int i = low; i <= high; i++)
            {
                t[(i * n) + i] += shift;
            }
        }
    }

    /// <summary>The eigenvalue of the last two by two that is nearer to its corner; something else now and then, against cycles.</summary>
    private static Complex Shift(Complex[] t, int n, int high, int sweep)
    {
        Complex a = t[((high - 1) * n) + high - 1];
        Complex b = t[((high - 1) * n) + high];
        Complex c = t[(high * n) + high - 1];
        Complex d = t[(high * n) + high];
        if (sweep % 11 == 10)
        {
            return d + Complex.Abs(c);
        }

        Complex half = (a - d) / 2;
        Complex root = Complex.Sqrt((half * half) + (b * c));
        Complex one = d + half + root;
        Complex other = d + half - root;
        return Complex.Abs(one - d) < Complex.Abs(other - d) ? one : other;
    }

    /// <summary>The rotation that turns (a, b) into (r, 0).</summary>
    private static (double Cosine, Complex Sine) Of(Complex a, Complex b)
    {
        double sizeA = Complex.Abs(a);
        double size = double.Hypot(sizeA, Complex.Abs(b));
        return size == 0 ? (1, 0) : sizeA == 0 ? (0, Complex.Conjugate(b) / size) : (sizeA / size, a / sizeA * Complex.Conjugate(b) / size);
    }

    private static void Rotate(Complex[] t, Complex[] q, int n, int i, int j, (double Cosine, Complex Sine) rotation, int last)
    {
        RotateRows(t, n, i, j, rotation, 0);
        RotateColumns(t, n, i, j, rotation, last);
        RotateColumns(q, n, i, j, rotation, last);
    }

    private static void RotateRows(Complex[] t, int n, int i, int j, (double Cosine, Complex Sine) rotation, int first)
    {
        Complex conjugate = Complex.Conjugate(rotation.Sine);
        for (int k = first; k < n; k++)
        {
            (Complex a, Complex b) = (t[(i * n) + k], t[(j * n) + k]);
            t[(i * n) + k] = (rotation.Cosine * a) + (rotation.Sine * b);
            t[(j * n) + k] = (rotation.Cosine * b) - (conjugate * a);
        }
    }

    private static void RotateColumns(Complex[] t, int n, int i, int j, (double Cosine, Complex Sine) rotation, int last)
    {
        Complex conjugate = Complex.Conjugate(rotation.Sine);
        for (int k = 0; k <= last; k++)
        {
            (Complex a, Complex b) = (t[(k * n) + i], t[(k * n) + j]);
            t[(k * n) + i] = (rotation.Cosine * a) + (conjugate * b);
            t[(k * n) + j] = (rotation.Cosine * b) - (rotation.Sine * a);
        }
    }

    private static Complex[] Vectors(Complex[] t, int n)
    {
        var y = new Complex[n * n];
        double size = t.Sum(Complex.Abs);
        for (int k = 0; k < n; k++)
        {
            y[(k * n) + k] = 1;
            for (int i = k - 1; i >= 0; i--)
            {
                Complex sum = 0;
                for (int j = i + 1; j <= k; j++)
                {
                    sum += t[(i * n) + j] * y[(j * n) + k];
                }

                // Equal eigenvalues have no second eigenvector: one that is nearly so is as good as can be had.
                Complex gap = t[(k * n) + k] - t[(i * n) + i];
                y[(i * n) + k] = sum / (Complex.Abs(gap) > Negligible * size ? gap : Negligible * size);
            }
        }

        return y;
    }

    private static Complex[] Multiply(Complex[] one, Complex[] other, int n)
    {
        var product = new Complex[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                Complex factor = one[(i * n) + j];
                for (int k = 0; k < n; k++)
                {
                    product[(i * n) + k] += factor * other[(j * n) + k];
                }
            }
        }

        return product;
    }
}
