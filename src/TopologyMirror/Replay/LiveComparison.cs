using System.Runtime.InteropServices;

namespace TopologyMirror.Replay;

/// <summary>
/// Runs policies beside a real cluster, minute by minute as its load becomes known, by the fleet and the accounts of a replay. Each begins with
/// what was live then. Not thread-safe.
/// </summary>
internal sealed class LiveComparison
{
    private static readonly ReplayClock Minutes = new(TimeSpan.FromMinutes(1));

    private readonly double[] _demand;
    private readonly int[] _need;
    private readonly LaunchDraws _draws;
    private readonly ReplayTrace _trace;
    private readonly Running[] _running;

    /// <param name="start">Start of its first minute.</param>
    /// <param name="minutes">Most minutes that it can take.</param>
    /// <param name="live">Instances that are live at the start; at least 1.</param>
    /// <param name="cap">Most instances at the same time.</param>
    /// <param name="draws">How long launches take.</param>
    /// <param name="policies">The policies.</param>
    public LiveComparison(DateTimeOffset start, int minutes, int live, int cap, LaunchDraws draws, IReadOnlyList<IReplayPolicy> policies)
    {
        _demand = new double[minutes];
        _need = new int[minutes];
        _draws = draws;
        _trace = ReplayTrace.Growing(start, Minutes, minutes, live, Math.Max(cap, live), _demand, ImmutableCollectionsMarshal.AsImmutableArray(_need));
        _running = [.. policies.Select(p => new Running(p, _trace, draws))];
    }

    /// <summary>Minutes taken so far.</summary>
    public int Count { get; private set; }

    /// <summary>Start of the next minute.</summary>
    public DateTimeOffset Next => _trace.Start + (Count * Minutes.Tick);

    /// <summary>True when it takes no more.</summary>
    public bool IsFull => Count == _demand.Length;

    /// <summary>Takes the load of the next minute.</summary>
    /// <param name="demand">Load in instances, as a real number; <see cref="double.NaN"/> when it is unknown: then nothing is missing.</param>
    /// <returns>What each policy paid and missed in that minute, in instances.</returns>
    public IEnumerable<(string Policy, int Paid, int Missing)> Add(double demand)
    {
        int tick = Count++;
        _demand[tick] = demand;
        _need[tick] = double.IsNaN(demand) ? 0 : UnitRule.Need(demand);
        return [.. _running.Select(r => r.Step(tick))];
    }

    /// <summary>What somebody who knows all minutes so far would have paid and missed in each, in instances.</summary>
    public IReadOnlyList<(int Paid, int Missing)> Clairvoyant()
    {
        if (Count == 0)
        {
            return [];
        }

        ReplayTrace known = ReplayTrace.Growing(
            _trace.Start, Minutes, Count, _trace.InitialInstances, _trace.FleetCap, _demand[..Count], ImmutableCollectionsMarshal.AsImmutableArray(_need[..Count]));
        ReplayResult result = ReplayRunner.Run(known, new ClairvoyantPolicy(known, _draws), _draws);
        return [.. result.Paid.Select((paid, t) => (paid, Math.Max(0, _need[t] - result.Serving[t])))];
    }

    private sealed class Running(IReplayPolicy policy, ReplayTrace trace, LaunchDraws draws)
    {
        private readonly ReplayFleet _fleet = new(trace, draws, ReplayEvents.None, policy.Name);
        private readonly ReplayLedger _ledger = new(trace);
        private readonly IReplaySession _session = policy.Start();

        public (string Policy, int Paid, int Missing) Step(int tick)
        {
            _fleet.BeginTick(tick);
            var observation = new ReplayObservation(trace, tick, draws.GiveUpTicks(trace.Clock), _fleet.ViewAt(tick), _fleet.RoomAt(tick));
            foreach (ReplayDecision decision in _session.Decide(observation))
            {
                _fleet.Apply(tick, decision);
            }

            _ledger.Close(tick, _fleet.Members);
            return (policy.Name, _ledger.Paid[^1], Math.Max(0, trace.Need[tick] - _ledger.Serving[^1]));
        }
    }
}
