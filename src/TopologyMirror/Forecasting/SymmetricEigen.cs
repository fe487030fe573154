namespace TopologyMirror.Forecasting;

/// <summary>All eigenvalues and eigenvectors of a small symmetric matrix.</summary>
/// <remarks>
/// Householder reduction to three diagonals, then the QL iteration with implicit shifts: Martin, Reinsch and Wilkinson, Numerische
/// Mathematik 1968; Dubrulle, Martin and Wilkinson, Numerische Mathematik 1968.
/// </remarks>
internal static class SymmetricEigen
{
    private const int MostSweeps = 60;

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">n × n, by rows; becomes the eigenvectors, one a row.</param>
    /// <param name="values">The eigenvalues, largest first; as many as rows.</param>
    public static void Decompose(Span<double> matrix, Span<double> values)
    {
        int n = values.Length;
        Span<double> beside = new double[n];
        Reduce(matrix, values, beside);
        Iterate(matrix, values, beside);
        Sort(matrix, values);
    }

    /// <summary>Leaves the diagonal, what lies beside it, and in the matrix the product of the reflections, transposed.</summary>
    private static void Reduce(Span<double> matrix, Span<double> diagonal, Span<double> beside)
    {
        int n = diagonal.Length;
        double[] rotation = new double[n * n];
        double[] reflector = new double[n];
        double[] product = new double[n];
        for (int i = 0; i < n; i++)
        {
            rotation[(i * n) + i] = 1;
        }

        for (int k = 0; k < n - 2; k++)
        {
            // The reflection that leaves of column k below the diagonal only its first entry.
            int length = n - k - 1;
            Span<double> u = reflector.AsSpan(0, length);
            matrix.Slice((k * n) + k + 1, length).CopyTo(u);
            double norm = Math.Sqrt(VectorMath.Dot(u, u));
            double rest = norm * (norm + Math.Abs(u[0]));
            if (rest == 0)
            {
                continue;
            }

            double first = u[0] > 0 ? -norm : norm;
            u[0] -= first;
            Span<double> p = product.AsSpan(0, length);
            for (int i = 0; i < length; i++)
            {
                p[i] = VectorMath.Dot(matrix.Slice(((k + 1 + i) * n) + k + 1, length), u) / rest;
            }

            VectorMath.Add(p, u, -0.5 * VectorMath.Dot(p, u) / rest);
            for (int i = 0; i < length; i++)
            {
                Span<double> row = matrix.Slice(((k + 1 + i) * n) + k + 1, length);
                VectorMath.Add(row, p, -u[i]);
                VectorMath.Add(row, u, -p[i]);
            }

            matrix[(k * n) + k + 1] = first;
            matrix.Slice((k * n) + k + 2, length - 1).Clear();
            for (int j = 0; j < length; j++)
            {
                matrix[((k + 1 + j) * n) + k] = matrix[(k * n) + k + 1 + j];
            }

            // Rows of the rotation are those of the product, transposed: rows k + 1 on change by the reflection.
            Span<double> sum = new double[n];
            for (int i = 0; i < length; i++)
            {
                VectorMath.Add(sum, rotation.AsSpan((k + 1 + i) * n, n), u[i] / rest);
            }

            for (int i = 0; i < length; i++)
            {
                VectorMath.Add(rotation.AsSpan((k + 1 + i) * n, n), sum, -u[i]);
            }
        }

        for (int i = 0; i < n; i++)
        {
            diagonal[i] = matrix[(i * n) + i];
            beside[i] = i < n - 1 ? matrix[(i * n) + i + 1] : 0;
        }

        rotation.CopyTo(matrix);
    }

    private static void Iterate(Span<double> vectors, Span<double> d, Span<double> e)
    {
        int n = d.Length;
        for (int l = 0; l < n; l++)
        {
            for (int sweep = 0; sweep < MostSweeps; sweep++)
            {
                int m = l;
                while (m < n - 1 && Math.Abs(e[m]) > 1e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1])))
                {
                    m++;
                }

                if (m == l)
                {
                    break;
                }

                double g = (d[l + 1] - d[l]) / (2 * e[l]);
                double r = double.Hypot(g, 1);
                g = d[m] - d[l] + (e[l] / (g + Math.CopySign(r, g)));
                (double sine, double cosine, double p) = (1, 1, 0);
                int i = m - 1;
                for (; i >= l; i--)
                {
                    double f = sine * e[i];
                    double b = cosine * e[i];
                    r = double.Hypot(f, g);
                    e[i + 1] = r;
                    if (r == 0)
                    {
                        d[i + 1] -= p;
                        e[m] = 0;
                        break;
                    }

                    sine = f / r;
                    cosine = g / r;
                    g = d[i + 1] - p;
                    r = ((d[i] - g) * sine) + (2 * cosine * b);
                    p = sine * r;
                    d[i + 1] = g + p;
                    g = (cosine * r) - b;
                    VectorMath.Rotate(vectors.Slice(i * n, n), vectors.Slice((i + 1) * n, n), cosine, sine);
                }

                if (i < l)
                {
                    d[l] -= p;
                    e[l] = g;
                    e[m] = 0;
                }
            }
        }
    }

    private static void Sort(Span<double> vectors, Span<double> values)
    {
        int n = values.Length;
        for (int i = 0; i < n; i++)
        {
            int largest = i;
            for (int j = i + 1; j < n; j++)
            {
                largest = values[j] > values[largest] ? j : largest;
            }

            if (largest != i)
            {
                (values[i], values[largest]) = (values[largest], values[i]);
                VectorMath.Rotate(vectors.Slice(i * n, n), vectors.Slice(largest * n, n), 0, 1);
            }
        }
    }
}
