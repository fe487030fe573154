using TopologyMirror.Capacity;

namespace TopologyMirror.Replay;

/// <summary>
/// How far ahead a policy that launches straight into live has to look: its launch leads, measured as the pipeline measures them. Not
/// thread-safe.
/// </summary>
internal sealed class LaunchLeadMeter
{
    // A launch is routed at the first tick after it is ready, and serves from the next one; another tick passes until the next decision.
    private const int TicksAfterReady = 2;

    private readonly CapacityOptions _options = new();
    private readonly SortedSet<int> _onTheirWay = [];
    private LeadTimeHistory _launch;

    public LaunchLeadMeter(ReplayClock clock) => _launch = LeadTimeHistory.Start(clock.IsMinute ? _options.LaunchLeadPrior : clock.Tick);

    /// <summary>An instance that was seen on its way and is seen ready gives a lead.</summary>
    public void Observe(ReplayObservation observation)
    {
        foreach (ReplayInstance instance in observation.Fleet)
        {
            if (instance.State == ReplayInstanceState.Launching)
            {
                _onTheirWay.Add(instance.Number);
            }
            else if (_onTheirWay.Remove(instance.Number))
            {
                _launch = _launch.Add((observation.Tick - instance.LaunchedAt) * observation.Clock.Tick);
            }
        }
    }

    /// <summary>From now until a launch of now would serve in nine of ten cases.</summary>
    public TimeSpan UntilServed(ReplayClock clock) => _launch.Quantile(_options.LeadTimeQuantile) + (TicksAfterReady * clock.Tick);
}
