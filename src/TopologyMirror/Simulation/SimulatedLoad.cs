namespace TopologyMirror.Simulation;

/// <summary>The load of one metric over time, as it was or will be. Immutable.</summary>
/// <param name="Start">Start of the first step.</param>
/// <param name="Step">Step of the grid.</param>
/// <param name="VisibleAfter">Time from the start of a step until the source gives its value.</param>
/// <param name="Values">One value per step; <see cref="double.NaN"/> for a gap.</param>
public sealed record SimulatedLoad(DateTimeOffset Start, TimeSpan Step, TimeSpan VisibleAfter, IReadOnlyList<double> Values)
{
    /// <summary>The load at a time; <see cref="double.NaN"/> in a gap and outside.</summary>
    /// <param name="time">The time.</param>
    public double At(DateTimeOffset time)
    {
        long index = (time - Start).Ticks / Step.Ticks;
        return time >= Start && index < Values.Count ? Values[(int)index] : double.NaN;
    }
}
