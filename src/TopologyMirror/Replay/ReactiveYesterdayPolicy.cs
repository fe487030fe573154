namespace TopologyMirror.Replay;

/// <summary>
/// Scales on the higher of the measured load and of the load of yesterday at the times that a launch of now is for, plus 25 %, by the rule
/// and the window of <see cref="ReactivePolicy"/>. What many write as a scheduled floor beside an autoscaler. Immutable.
/// </summary>
/// <remarks>
/// "Yesterday" is the highest load of the ticks from 24 hours before now to 24 hours before a launch of now would serve, gaps left out;
/// launch leads are measured as the pipeline measures them. Without a yesterday, measured load alone counts. A gap in the measured load
/// changes nothing.
/// </remarks>
public sealed class ReactiveYesterdayPolicy : IReplayPolicy
{
    /// <summary>Instances above those that the load asks for, in percent of them: 25.</summary>
    public const int HeadroomPercent = MarginSession.MarginPercent;

    /// <inheritdoc/>
    public string Name => "reactive+yesterday";

    /// <inheritdoc/>
    public IReplaySession Start() => new MarginSession(Yesterday, withMeasured: true);

    private static double Yesterday(ReplayObservation observation, TimeSpan ahead)
    {
        int from = observation.Tick - observation.Clock.Ticks(TimeSpan.FromDays(1));
        int to = Math.Min(from + observation.Clock.Ticks(ahead), observation.Demand.Length);
        double highest = double.NaN;
        for (int tick = Math.Max(from, 0); tick < to; tick++)
        {
            highest = !(observation.Demand[tick] <= highest) && !double.IsNaN(observation.Demand[tick]) ? observation.Demand[tick] : highest;
        }

        return highest;
    }
}
