using TopologyMirror.Metrics;

namespace TopologyMirror.Capacity;

/// <summary>What is known of the load that one instance of a service carries. Immutable.</summary>
/// <param name="Service">The service.</param>
/// <param name="Metric">The load metric that is meant.</param>
/// <param name="Digest">The digest that is meant; null while none serves.</param>
/// <param name="Given">The load per instance that was given; null when none was.</param>
/// <param name="Answer">What was learnt, or why nothing was.</param>
public sealed record LearnedCapacity(ServiceName Service, MetricName Metric, ConfigDigest? Digest, double? Given, CapacityAnswer Answer)
{
    /// <summary>The load per instance that is planned on: what was learnt, else what was given; null when there is neither.</summary>
    public double? Planned => Answer.Estimate?.Planned ?? Given;

    /// <summary>True when there is nothing to plan on: the service then follows its signal, and nothing is built on a forecast of this metric.</summary>
    public bool IsReactiveOnly => Planned is null;

    /// <summary>How long a fresh instance takes to carry nearly all of that; zero while nothing shows it.</summary>
    public TimeSpan RampTime { get; init; }

    /// <summary>Why the newest signal could not be read; null when it could.</summary>
    public string? Fault { get; init; }
}
