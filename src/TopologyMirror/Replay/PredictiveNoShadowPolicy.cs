using System.Globalization;

namespace TopologyMirror.Replay;

/// <summary>
/// The pipeline's forecast, plan, reactive rule and scale-in rule, without a shadow: what is missing is launched straight into live, what
/// is too much is drained and terminated. Made for one trace; immutable but for the forecasts that it shares.
/// </summary>
/// <remarks>
/// Launches, what is kept, and what observed load alone asks for follow the pipeline's rules with its defaults, but for the risk; launch
/// leads are measured as the pipeline measures them.
/// </remarks>
public sealed class PredictiveNoShadowPolicy : IReplayPolicy
{
    private readonly ReplayForecasts _forecasts;

    /// <summary>Creates the policy.</summary>
    /// <param name="forecasts">The forecasts of the trace that it is run on.</param>
    /// <param name="risk">Accepted probability that load exceeds the planned capacity until a launch would serve; between 0 and 1, exclusive.</param>
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

    /// <summary>Accepted probability that load exceeds the planned capacity until a launch would serve.</summary>
    public double Risk { get; }

    /// <summary><c>predictive-no-shadow@5</c> at a risk of 5 %.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"predictive-no-shadow@{100 * Risk:0.####}");

    /// <inheritdoc/>
    public IReplaySession Start() => new PredictiveNoShadowSession(_forecasts, Risk);
}
