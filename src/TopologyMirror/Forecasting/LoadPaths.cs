using System.Buffers;

namespace TopologyMirror.Forecasting;

/// <summary>
/// Equally likely courses of load over the next steps. Immutable and thread-safe until it is disposed, which gives its memory back to be
/// used by others; whoever does not dispose it leaves it to the garbage collector.
/// </summary>
public sealed class LoadPaths : IDisposable
{
    private readonly bool _rented;
    private double[]? _loads;

    /// <summary>Creates courses.</summary>
    /// <param name="origin">End of the last observed step.</param>
    /// <param name="step">Step of the grid.</param>
    /// <param name="steps">Steps per course, from 1.</param>
    /// <param name="loads">Loads, steps × courses, step by step; finite and not negative. Taken over, not copied.</param>
    /// <exception cref="ArgumentException">The loads have another shape, or one is not finite or is negative.</exception>
    public LoadPaths(DateTimeOffset origin, TimeSpan step, int steps, double[] loads)
    {
        ArgumentNullException.ThrowIfNull(loads);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (loads.Length == 0 || loads.Length % steps != 0)
        {
            throw new ArgumentException($"{loads.Length} loads do not fill courses of {steps} steps.", nameof(loads));
        }

        (Origin, Step, Steps, Count, _loads) = (origin, step, steps, loads.Length / steps, loads);
        int bad = Array.FindIndex(loads, load => !double.IsFinite(load) || load < 0);
        if (bad >= 0)
        {
            throw new ArgumentException($"Load {bad / Count} of course {bad % Count} is {loads[bad]}.", nameof(loads));
        }
    }

    /// <summary>Courses whose loads are still to be filled in.</summary>
    internal LoadPaths(LoadForecast forecast, int steps, int count)
    {
        (Origin, Step, Steps, Count) = (forecast.Origin, forecast.Step, steps, count);
        (_loads, _rented) = (ArrayPool<double>.Shared.Rent(Steps * count), true);
    }

    /// <summary>End of the last observed step; step 1 covers [Origin, Origin + Step).</summary>
    public DateTimeOffset Origin { get; }

    /// <summary>Step of the grid.</summary>
    public TimeSpan Step { get; }

    /// <summary>Steps per course.</summary>
    public int Steps { get; }

    /// <summary>Number of courses.</summary>
    public int Count { get; }

    /// <summary>The loads of all courses in one step, in the order of the courses.</summary>
    /// <param name="step">1 to <see cref="Steps"/>.</param>
    public ReadOnlySpan<double> At(int step) => Row(step);

    /// <summary>The highest load of each course over some steps.</summary>
    /// <param name="first">The first step, from 1.</param>
    /// <param name="last">The last step, to <see cref="Steps"/>, not before the first.</param>
    /// <param name="maxima">Filled, one per course.</param>
    public void Maxima(int first, int last, Span<double> maxima)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        ArgumentOutOfRangeException.ThrowIfNotEqual(maxima.Length, Count, nameof(maxima));
        At(first).CopyTo(maxima);
        for (int step = first + 1; step <= last; step++)
        {
            VectorMath.Maximum(maxima, At(step));
        }
    }

    /// <summary>The load that the maximum over the first steps does not exceed with a probability.</summary>
    /// <param name="steps">1 to <see cref="Steps"/>.</param>
    /// <param name="probability">Between 0 and 1, exclusive.</param>
    public double MaximumQuantile(int steps, double probability)
    {
        double[] maxima = ArrayPool<double>.Shared.Rent(Count);
        Maxima(1, steps, maxima.AsSpan(0, Count));
        double quantile = SampleQuantile.Of(maxima.AsSpan(0, Count), probability);
        ArrayPool<double>.Shared.Return(maxima);
        return quantile;
    }

    /// <summary>Gives the memory back. Nothing can be read any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _loads, null) is { } loads && _rented)
        {
            ArrayPool<double>.Shared.Return(loads);
        }
    }

    /// <summary>The loads of one step, to be filled in.</summary>
    internal Span<double> Row(int step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, Steps);
        double[] loads = _loads ?? throw new ObjectDisposedException(GetType().FullName);
        return loads.AsSpan((step - 1) * Count, Count);
    }
}
