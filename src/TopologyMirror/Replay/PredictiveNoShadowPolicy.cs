using System.Globalization;

namespace TopologyMirror.Replay;

/// <summary>
/// The pipeline's forecast, plan, reactive rule and scale-in rule, without a shadow: what is missing is launched straight into live, what
/// is too much is drained and terminated. Made for one trace; immutable but for the forecasts that it shares.
/// </summary>
/// <remarks>
/// Live follows the larger of the reactive rule (10 % headroom) and of the load quantile from now until a launch of this moment would serve;
/// launch leads are measured as the pipeline measures them. Everything but the risk has the pipeline's default.
/// </remarks>
public sealed class PredictiveNoShadowPolicy : IReplayPolicy
{
    private readonly ReplayForecasts _forecasts;

    /// <summary>Creates the policy.</summary>
    /// <param name="forecasts">The forecasts of the trace that it is run on.</param>
    /// <param name="risk">Accepted probability that the load of a step exceeds the planned capacity; between 0 and 1, exclusive.</param>
    public PredictiveNoShadowPolicy(ReplayForecasts forecasts, double risk)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        if (!(risk > 0 && risk < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(risk), risk, "A risk lies between 0 and 1, exclusive.");
        }

        _forecasts = forecasts;
        Risk = risk;
    }

    /// <summary>Accepted probability that the load of a step exceeds the planned capacity.</summary>
    public double Risk { get; }

    /// <summary><c>predictive-no-shadow@5</c> at a risk of 5 %.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"predictive-no-shadow@{100 * Risk:0.####}");

    /// <inheritdoc/>
    public IReplaySession Start() => new PredictiveNoShadowSession(_forecasts, Risk);
}
