namespace TopologyMirror.Replay;

/// <summary>
/// Scales on the forecast load alone, as if it were certain: the highest median from now until a launch of now would serve, plus 25 %, by
/// the rule and the window of <see cref="ReactivePolicy"/>. Made for one trace; immutable but for the forecasts that it shares.
/// </summary>
/// <remarks>
/// Launch leads are measured as the pipeline measures them. Until there is a forecast, measured load counts; a gap in the measured load
/// changes nothing.
/// </remarks>
public sealed class PointForecastPolicy : IReplayPolicy
{
    private readonly ReplayForecasts _forecasts;

    /// <summary>Creates the policy.</summary>
    /// <param name="forecasts">The forecasts of the trace that it is run on.</param>
    public PointForecastPolicy(ReplayForecasts forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        _forecasts = forecasts;
    }

    /// <summary>Instances above those that the load asks for, in percent of them: 25.</summary>
    public const int HeadroomPercent = MarginSession.MarginPercent;

    /// <inheritdoc/>
    public string Name => "point-forecast";

    /// <inheritdoc/>
    public IReplaySession Start() => new MarginSession(_forecasts.HighestMedian, withMeasured: false);
}
