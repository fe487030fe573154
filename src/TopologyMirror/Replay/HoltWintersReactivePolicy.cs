using TopologyMirror.Forecasting;

namespace TopologyMirror.Replay;

/// <summary>
/// Scales on the higher of the measured load and of a Holt-Winters point forecast, plus 25 %, by the rule and the window of
/// <see cref="ReactivePolicy"/>: what predictive autoscalers for Kubernetes do, which take the larger of a prediction and of the present.
/// Made for one trace; immutable but for its forecasts.
/// </summary>
/// <remarks>
/// The forecast is <see cref="ForecastModel.DampedHoltWinters"/> alone, its highest median from now until a launch of now would serve; launch
/// leads are measured as the pipeline measures them. A gap in the measured load changes nothing.
/// </remarks>
public sealed class HoltWintersReactivePolicy : IReplayPolicy
{
    private static readonly EnsembleForecaster HoltWinters = new("holt-winters", ForecastModel.DampedHoltWinters);

    private readonly ReplayForecasts _forecasts;

    /// <summary>Creates the policy.</summary>
    /// <param name="trace">The trace that it is to be run on.</param>
    /// <param name="horizon">How far ahead is forecast; what lies beyond counts as the last step.</param>
    public HoltWintersReactivePolicy(ReplayTrace trace, TimeSpan horizon) => _forecasts = new ReplayForecasts(trace, horizon, HoltWinters);

    /// <summary>Instances above those that the load asks for, in percent of them: 25.</summary>
    public const int HeadroomPercent = MarginSession.MarginPercent;

    /// <inheritdoc/>
    public string Name => "holt-winters+reactive";

    /// <inheritdoc/>
    public IReplaySession Start() => new MarginSession(_forecasts.HighestMedian, withMeasured: true);
}
