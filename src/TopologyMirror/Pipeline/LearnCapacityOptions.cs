using System.ComponentModel.DataAnnotations;
using TopologyMirror.Capacity;
using TopologyMirror.Internal;

namespace TopologyMirror.Pipeline;

/// <summary>From what the load that one instance of a service carries is learnt, as the host writes it.</summary>
public sealed class LearnCapacityOptions
{
    /// <summary>Name of the load metric whose load per instance is learnt; one of the cluster's that drives the service, not a utilisation.</summary>
    [Required]
    public string Load { get; set; } = "";

    /// <summary>
    /// Name of the metric that shows how hard the serving instances work. It is read from the source of the cluster's metrics on the grid of
    /// <see cref="Load"/>, as the mean over serving instances, and is no load metric itself.
    /// </summary>
    [Required]
    public string Signal { get; set; } = "";

    /// <summary>What the signal is. Default: <see cref="CapacitySignalKind.Utilisation"/>.</summary>
    [EnumDataType(typeof(CapacitySignalKind))]
    public CapacitySignalKind Kind { get; set; } = CapacitySignalKind.Utilisation;

    /// <summary>The signal at which an instance carries as much as it should: a utilisation below 0.95, or seconds. Default: 0.7.</summary>
    [Within(double.Epsilon, 3600.0)]
    public double Objective { get; set; } = 0.7;

    /// <summary>Probability with which an instance carries at least what is planned on it. Default: 0.8.</summary>
    [Within(0.5, 0.999)]
    public double Confidence { get; set; } = 0.8;

    /// <summary>Standard deviation of the load per instance that the options give, as a share of it. Default: 0.3.</summary>
    [Within(0.01, 1.0)]
    public double GivenUncertainty { get; set; } = 0.3;

    /// <summary>Standard deviation of what the capacity drifts in an hour, as a share of it. Default: 0.01.</summary>
    [Within(0.0, 0.5)]
    public double DriftPerHour { get; set; } = 0.01;

    /// <summary>Which latency of a load test stands for the signal, where that is a latency. Default: <see cref="LatencyRank.P95"/>.</summary>
    [EnumDataType(typeof(LatencyRank))]
    public LatencyRank TestLatency { get; set; } = LatencyRank.P95;

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal LearnCapacityOptions Copy() => (LearnCapacityOptions)MemberwiseClone();

    internal CapacityRelation ToRelation(double? given) => new()
    {
        Kind = Kind, Objective = Objective, Given = given, GivenUncertainty = GivenUncertainty, DriftPerHour = DriftPerHour, Confidence = Confidence,
    };
}
