namespace TopologyMirror.Replay;

/// <summary>
/// When each instance would be launched, routed and stopped by somebody who knows the need of every tick and how long every launch takes.
/// </summary>
internal sealed class ClairvoyantPlan
{
    private ClairvoyantPlan(Stint?[] initial, Stint?[] launches)
    {
        Initial = initial;
        Launches = launches;
    }

    /// <summary>What the first live instances do, −1 first; null for one that is not needed soon.</summary>
    public Stint?[] Initial { get; }

    /// <summary>What launch n does, in the order of acceptance; null for one that never becomes ready.</summary>
    public Stint?[] Launches { get; }

    /// <summary>Instant from which each launch is due, in the order of acceptance; never falling.</summary>
    public required int[] DueAt { get; init; }

    public static ClairvoyantPlan Of(ReplayTrace trace, LaunchDraws draws)
    {
        // An instance that is retired and launched again is paid for its drain, its launch and the tick in which it is routed.
        int relaunch = draws.TypicalTicks(trace.Clock) + 1 + trace.Clock.DrainTicks;
        var initial = new Stint?[trace.InitialInstances];
        List<Stint> launched = [];
        ReadOnlySpan<int> need = trace.Need.AsSpan()[trace.Window.WarmUpStart..];
        int levels = 1;
        foreach (int n in need)
        {
            levels = Math.Max(levels, Math.Min(n, trace.FleetCap));
        }

        for (int level = 1; level <= levels; level++)
        {
            List<Stint> stints = StintsOf(trace, level, relaunch);
            bool stays = level <= initial.Length && stints.Count > 0 && stints[0].From - trace.Window.WarmUpStart < relaunch;
            if (stays)
            {
                initial[level - 1] = stints[0];
            }

            launched.AddRange(stays ? stints[1..] : stints);
        }

        launched.Sort((a, b) => (a.From, a.To).CompareTo((b.From, b.To)));
        return Assign(trace, draws, initial, launched);
    }

    /// <summary>The runs of ticks that need at least <paramref name="level"/> instances, joined over gaps that are cheaper kept.</summary>
    private static List<Stint> StintsOf(ReplayTrace trace, int level, int relaunch)
    {
        List<Stint> stints = [];
        int end = trace.Window.End;
        for (int t = trace.Window.WarmUpStart; t < end; t++)
        {
            if (trace.Need[t] < level)
            {
                continue;
            }

            int from = t;
            while (t < end && trace.Need[t] >= level)
            {
                t++;
            }

            if (stints.Count > 0 && from - stints[^1].To < relaunch)
            {
                stints[^1] = stints[^1] with { To = t };
            }
            else
            {
                stints.Add(new Stint(from, t));
            }
        }

        return stints;
    }

    /// <summary>
    /// Gives stint after stint the next launch that becomes ready. Launches are accepted in the order of their numbers, so none is due later
    /// than one that follows it.
    /// </summary>
    private static ClairvoyantPlan Assign(ReplayTrace trace, LaunchDraws draws, Stint?[] initial, List<Stint> stints)
    {
        List<Stint?> launches = [];
        List<int> due = [];
        foreach (Stint stint in stints)
        {
            int? lead;
            while ((lead = draws.ReadyTicks(launches.Count, trace.Clock)) is null)
            {
                launches.Add(null);
                due.Add(FleetMember.Never);
            }

            launches.Add(stint);
            due.Add(stint.From - 1 - lead.Value);
        }

        for (int i = due.Count - 2; i >= 0; i--)
        {
            due[i] = Math.Min(due[i], due[i + 1]);
        }

        return new ClairvoyantPlan(initial, [.. launches]) { DueAt = [.. due] };
    }

    /// <summary>Ticks that one instance serves.</summary>
    /// <param name="From">First tick, inclusive.</param>
    /// <param name="To">End, exclusive.</param>
    public readonly record struct Stint(int From, int To);
}
