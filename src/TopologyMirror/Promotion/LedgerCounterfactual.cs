namespace TopologyMirror.Promotion;

/// <summary>What the same load would have taken in another way. Immutable.</summary>
/// <param name="Policy">
/// <c>reactive</c>: scaled on observed load with the same headroom, by the Kubernetes rule; <c>no-shadow</c>: what was planned here, launched
/// straight into live; <c>nothing</c>: live as it was when the day began; <c>clairvoyant</c>: knowing the whole day, which is a bound.
/// </param>
/// <param name="PaidHours">Instance-hours paid.</param>
/// <param name="MissingHours">Instance-hours needed and not served.</param>
public sealed record LedgerCounterfactual(string Policy, double PaidHours, double MissingHours)
{
    /// <summary>Both as money; null without prices.</summary>
    public double? Cost { get; init; }
}
