using System.Collections.Immutable;

namespace TopologyMirror.Capacity;

/// <summary>
/// Learns what share of its full capacity an instance carries at an age, counted from when it first served: 1 − exp(−age ÷ τ). Several τ,
/// no ramp among them, are weighed by how well they explain the signal of steps in which young instances served. Immutable.
/// </summary>
/// <remarks>Bayes' rule on a grid: Gelman et al., Bayesian Data Analysis (3rd ed. 2013), section 3.7. Older steps are discounted.</remarks>
public sealed class RampModel
{
    /// <summary>Share of full capacity at which an instance counts as ramped up.</summary>
    public const double FullShare = 0.9;

    private const double Discount = 0.995;
    private const double PriorOfNone = 0.5;

    /// <summary>Weight of one step: neighbouring steps err alike, so each counts as half a one.</summary>
    private const double Temper = 0.5;

    private static readonly double[] Minutes = [0, 0.5, 1, 2, 4, 8, 16, 32];
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);

    private readonly ImmutableArray<double> _logs;

    private RampModel(ImmutableArray<double> logs, double samples)
    {
        _logs = logs;
        Samples = samples;
    }

    /// <summary>Nothing was seen yet.</summary>
    public static RampModel Empty { get; } = new([.. Minutes.Select(_ => 0.0)], 0);

    /// <summary>Steps in which young instances served, older ones counted for less.</summary>
    public double Samples { get; }

    internal ImmutableArray<double> Logs => _logs;

    /// <summary>Learns from a step. One in which nobody was young, or whose capacity is not known, changes nothing.</summary>
    /// <param name="capacity">What the instances' digest carries.</param>
    /// <param name="load">The load of the step.</param>
    /// <param name="signal">The signal of the step.</param>
    /// <param name="ages">How long each serving instance had served in the middle of the step.</param>
    public RampModel Observe(CapacityModel capacity, double load, double signal, IReadOnlyList<TimeSpan> ages)
    {
        ArgumentNullException.ThrowIfNull(capacity);
        ArgumentNullException.ThrowIfNull(ages);
        var seen = new CapacityObservation(default, load, signal);
        if (!capacity.Answer().TryGet(out _) || !(load > 0) || !(signal > 0) || ages.All(a => a >= Young) || capacity.Relation.IsSaturated(seen))
        {
            return this;
        }

        double y = capacity.Relation.Line(signal);
        var logs = ImmutableArray.CreateBuilder<double>(Minutes.Length);
        for (int k = 0; k < Minutes.Length; k++)
        {
            double power = ages.Sum(a => Share(Minutes[k], a));
            double x = load / Math.Max(power, 1e-3) / capacity.State.Unit;
            double expected = capacity.State.Line.At(x);
            double variance = capacity.State.Line.VarianceAt(x) + (capacity.State.Noise * capacity.Relation.Spread(expected));
            double error = (y - expected) * (y - expected) / variance;
            logs.Add((Discount * _logs[k]) - (Temper * ((Math.Min(error, 25) + Math.Log(variance)) / 2)));
        }

        double highest = logs.Max();
        return new RampModel([.. logs.Select(l => l - highest)], (Discount * Samples) + 1);
    }

    /// <summary>The share of its full capacity that an instance is expected to carry; 1 while there is no evidence.</summary>
    /// <param name="age">How long it has served; negative counts as none.</param>
    public double ShareAt(TimeSpan age)
    {
        if (Samples == 0)
        {
            return 1;
        }

        double[] weights = Weights();
        return Minutes.Select((m, k) => weights[k] * Share(m, age)).Sum();
    }

    /// <summary>Time until an instance carries <see cref="FullShare"/> of its full capacity, not exceeded with a probability; zero while there is no evidence.</summary>
    /// <param name="probability">Between 0 and 1.</param>
    public TimeSpan RampTime(double probability)
    {
        if (Samples == 0)
        {
            return TimeSpan.Zero;
        }

        double[] weights = Weights();
        double sum = 0;
        int k = 0;
        while (k < Minutes.Length - 1 && (sum += weights[k]) < probability)
        {
            k++;
        }

        return TimeSpan.FromMinutes(Minutes[k] * -Math.Log(1 - FullShare));
    }

    /// <summary>The model with what it knew when it was saved; null when that does not fit.</summary>
    internal static RampModel? Of(IReadOnlyList<double> logs, double samples) =>
        logs.Count == Minutes.Length && logs.All(double.IsFinite) && double.IsFinite(samples) && samples >= 0 ? new RampModel([.. logs], samples) : null;

    private double[] Weights()
    {
        double[] weights = [.. _logs.Select((l, k) => Math.Exp(l) * (k == 0 ? PriorOfNone : (1 - PriorOfNone) / (Minutes.Length - 1)))];
        double sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    private static double Share(double minutes, TimeSpan age) => minutes <= 0 ? 1 : 1 - Math.Exp(-Math.Max(age.TotalMinutes, 0) / minutes);
}
