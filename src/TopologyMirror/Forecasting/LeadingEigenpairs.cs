using System.Buffers;

namespace TopologyMirror.Forecasting;

/// <summary>The eigenvectors of a lag covariance that stand out of noise.</summary>
/// <remarks>
/// Lanczos, Journal of Research of the National Bureau of Standards 1950; with blocks of two, because a wave has a pair of nearly equal
/// eigenvalues: Golub and Underwood, "The block Lanczos method for computing eigenvalues", 1977. Every new vector is made orthogonal to
/// all before, twice.
/// </remarks>
internal sealed class LeadingEigenpairs
{
    private const int FirstLook = 24;
    private const int PerRank = 3;

    // A pair is known well enough when its error is this share of the edge of noise.
    private const double Tolerance = 1e-3;

    private readonly TrajectoryProduct _product;
    private readonly int _window;
    private readonly int _most;
    private readonly double[] _basis;
    private readonly double[] _projected;
    private readonly double[] _next;
    private readonly double[] _coefficients;

    private LeadingEigenpairs(TrajectoryProduct product, int most, double[] basis)
    {
        _product = product;
        _window = product.Window;
        _most = most;
        _basis = basis;
        _projected = new double[_most * _most];
        _next = new double[2 * _window];
        _coefficients = new double[_most];
    }

    /// <summary>Finds them.</summary>
    /// <param name="product">The lag covariance; its window at least 2.</param>
    /// <param name="mostRank">As many at most.</param>
    /// <returns>The eigenvectors, largest eigenvalue first, one a row, and their eigenvalues.</returns>
    public static (double[] Vectors, double[] Values) Of(TrajectoryProduct product, int mostRank)
    {
        int most = Math.Min(product.Window, (PerRank * mostRank) + FirstLook) & ~1;
        double[] basis = ArrayPool<double>.Shared.Rent(most * product.Window);
        try
        {
            return new LeadingEigenpairs(product, most, basis).Find(mostRank);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(basis);
        }
    }

    private (double[] Vectors, double[] Values) Find(int mostRank)
    {
        Start(0, 0);
        Start(1, 1);
        int look = Math.Min(FirstLook, _most);
        for (int size = 2; ; size += 2)
        {
            (double upper, double corner, double lower) = Expand(size);
            if (size < look)
            {
                continue;
            }

            double[] vectors = new double[size * size];
            double[] values = new double[size];
            for (int i = 0; i < size; i++)
            {
                _projected.AsSpan(i * _most, size).CopyTo(vectors.AsSpan(i * size));
            }

            SymmetricEigen.Decompose(vectors, values);
            (int rank, double edge) = SpectrumEdge.Of(values, _product.Trace, _window, _product.Columns, mostRank);
            double worst = 0;
            for (int i = 0; i < rank; i++)
            {
                double last = vectors[(i * size) + size - 1];
                double first = vectors[(i * size) + size - 2];
                worst = Math.Max(worst, double.Hypot((upper * first) + (corner * last), lower * last));
            }

            if (size >= _most || worst <= Tolerance * edge)
            {
                return (Back(vectors, size, rank), values[..rank]);
            }

            // To look costs as much as some products.
            look = Math.Min(size + (size / 2), _most);
        }
    }

    /// <summary>Projects the products of the newest two vectors, and makes two new ones of what is left of them.</summary>
    /// <returns>What is left, in terms of the new ones: a triangle.</returns>
    private (double Upper, double Corner, double Lower) Expand(int size)
    {
        Span<double> one = _next.AsSpan(0, _window);
        Span<double> other = _next.AsSpan(_window, _window);
        _product.Multiply(Vector(size - 2), Vector(size - 1), one, other);
        Project(one, size, size - 2);
        Project(other, size, size - 1);
        if (size >= _most)
        {
            return (Norm(one), 0, Norm(other));
        }

        double upper = Append(one, size);
        double corner = VectorMath.Dot(Vector(size), other);
        VectorMath.Add(other, Vector(size), -corner);
        double lower = Append(other, size + 1);
        return (upper, corner, lower);
    }

    private void Project(Span<double> product, int size, int column)
    {
        Span<double> sums = _coefficients.AsSpan(0, size);
        Orthogonalise(product, size, sums);
        for (int i = 0; i < size; i++)
        {
            _projected[(i * _most) + column] = sums[i];
            _projected[(column * _most) + i] = sums[i];
        }
    }

    private void Orthogonalise(Span<double> vector, int size, Span<double> sums)
    {
        sums.Clear();
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < size; i++)
            {
                double along = VectorMath.Dot(Vector(i), vector);
                VectorMath.Add(vector, Vector(i), -along);
                sums[i] += along;
            }
        }
    }

    private double Append(ReadOnlySpan<double> left, int at)
    {
        double norm = Norm(left);
        if (norm <= 1e-14 * _product.Trace)
        {
            // Nothing is left: what the basis spans is closed, and the search goes on from a fresh vector.
            Start(at, at);
            return 0;
        }

        left.CopyTo(Vector(at));
        VectorMath.Scale(Vector(at), 1 / norm);
        Orthogonalise(Vector(at), at, _coefficients.AsSpan(0, at));
        VectorMath.Scale(Vector(at), 1 / Norm(Vector(at)));
        return norm;
    }

    // Multiples of the golden ratio and its like: the same for every series, and in line with none.
    private void Start(int at, int salt)
    {
        Span<double> vector = Vector(at);
        for (int i = 0; i < _window; i++)
        {
            vector[i] = (unchecked((uint)((salt * _window) + i + 1) * 2654435769u * (uint)((2 * i) + 1)) / 4294967296.0) - 0.5;
        }

        Orthogonalise(vector, at, _coefficients.AsSpan(0, at));
        VectorMath.Scale(vector, 1 / Norm(vector));
    }

    private double[] Back(double[] vectors, int size, int rank)
    {
        double[] back = new double[rank * _window];
        for (int i = 0; i < rank; i++)
        {
            Span<double> row = back.AsSpan(i * _window, _window);
            for (int j = 0; j < size; j++)
            {
                VectorMath.Add(row, Vector(j), vectors[(i * size) + j]);
            }
        }

        return back;
    }

    private Span<double> Vector(int at) => _basis.AsSpan(at * _window, _window);

    private static double Norm(ReadOnlySpan<double> vector) => Math.Sqrt(VectorMath.Dot(vector, vector));
}
