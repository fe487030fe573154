using TopologyMirror.Internal;

namespace TopologyMirror.Safety;

/// <summary>Limits that the invariants hold effects against.</summary>
public sealed class SafetyOptions
{
    /// <summary>Age of an observation of fleet and routes beyond which no effect rests on it. Default: 30 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ObservationAgeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Share above observed need that serving capacity is not taken below. Default: 0.</summary>
    [Within(0.0, 10.0)]
    public double Headroom { get; set; }

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal SafetyOptions Copy() => (SafetyOptions)MemberwiseClone();
}
