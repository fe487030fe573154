using System.Collections.Immutable;

namespace TopologyMirror.Replay;

/// <summary>The policies that every result is compared with. None of them forecasts.</summary>
public static class ReplayPolicies
{
    private static readonly int[] Headrooms = [0, 10, 25, 50, 100];
    private static readonly int[] Pools = [0, 1, 2, 4];

    /// <summary>
    /// Reactive with headrooms of 0, 10, 25, 50 and 100 %, then the same with 1, 2 and 4 instances standing, then the static peak.
    /// </summary>
    public static ImmutableArray<IReplayPolicy> Reactive { get; } =
    [
        .. Pools.SelectMany(pool => Headrooms.Select(headroom => new ReactivePolicy(headroom, pool))),
        new StaticPeakPolicy(),
    ];

    /// <summary>Those of <see cref="Reactive"/>, and the clairvoyant bound of one trace with one set of draws.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="draws">The draws.</param>
    public static ImmutableArray<IReplayPolicy> For(ReplayTrace trace, LaunchDraws draws) =>
        Reactive.Add(new ClairvoyantPolicy(trace, draws));
}
