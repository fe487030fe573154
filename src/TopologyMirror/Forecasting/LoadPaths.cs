using System.Runtime.InteropServices;

namespace TopologyMirror.Forecasting;

/// <summary>Equally likely courses of load over the next steps. Immutable and thread-safe.</summary>
public sealed class LoadPaths
{
    private readonly double[] _loads;

    /// <summary>Creates courses.</summary>
    /// <param name="origin">End of the last observed step.</param>
    /// <param name="step">Step of the grid.</param>
    /// <param name="steps">Steps per course, from 1.</param>
    /// <param name="loads">Loads, courses × steps, course by course; finite and not negative. Taken over, not copied.</param>
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

        int bad = Array.FindIndex(loads, load => !double.IsFinite(load) || load < 0);
        if (bad >= 0)
        {
            throw new ArgumentException($"Load {bad % steps} of course {bad / steps} is {loads[bad]}.", nameof(loads));
        }

        (Origin, Step, Steps, _loads) = (origin, step, steps, loads);
    }

    /// <summary>End of the last observed step; step 1 covers [Origin, Origin + Step).</summary>
    public DateTimeOffset Origin { get; }

    /// <summary>Step of the grid.</summary>
    public TimeSpan Step { get; }

    /// <summary>Steps per course.</summary>
    public int Steps { get; }

    /// <summary>Number of courses.</summary>
    public int Count => _loads.Length / Steps;

    /// <summary>One course: its loads, the next step first.</summary>
    /// <param name="path">From 0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<double> this[int path]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(path);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(path, Count);
            return MemoryMarshal.CreateReadOnlySpan(ref _loads[path * Steps], Steps);
        }
    }

    /// <summary>The load that the maximum over the first steps does not exceed with a probability.</summary>
    /// <param name="steps">1 to <see cref="Steps"/>.</param>
    /// <param name="probability">Between 0 and 1, exclusive.</param>
    public double MaximumQuantile(int steps, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, Steps);
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1, exclusive.");
        }

        double[] maxima = new double[Count];
        for (int i = 0; i < maxima.Length; i++)
        {
            foreach (double load in this[i][..steps])
            {
                maxima[i] = Math.Max(maxima[i], load);
            }
        }

        Array.Sort(maxima);
        double rank = Math.Clamp((probability * maxima.Length) - 0.5, 0, maxima.Length - 1);
        int below = (int)rank;
        int above = Math.Min(below + 1, maxima.Length - 1);
        return maxima[below] + ((rank - below) * (maxima[above] - maxima[below]));
    }
}
