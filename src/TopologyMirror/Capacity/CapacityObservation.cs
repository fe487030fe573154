namespace TopologyMirror.Capacity;

/// <summary>What was seen of serving instances over one step, or of one instance under synthetic load.</summary>
/// <param name="Time">When it was.</param>
/// <param name="LoadPerInstance">Load ÷ serving instances, in the metric's unit.</param>
/// <param name="Signal">The signal: a utilisation from 0 to 1, or a latency in seconds.</param>
/// <param name="Doubt">How many times the variance of an ordinary step it has; positive. Default: 1.</param>
public readonly record struct CapacityObservation(DateTimeOffset Time, double LoadPerInstance, double Signal, double Doubt = 1)
{
    /// <summary>True when the instances could do no more: what they would have shown is not known.</summary>
    public bool IsSaturated { get; init; }
}
