using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>The built-in check <c>health</c>: an instance has been ready for a while. Pure.</summary>
public static class HealthCheck
{
    /// <summary>Its name.</summary>
    public const string Name = "health";

    /// <summary>Checks one instance.</summary>
    /// <param name="instance">The instance, which is ready.</param>
    /// <param name="readySince">When it was first observed ready without a break since.</param>
    /// <param name="readyFor">How long it must have been ready.</param>
    /// <param name="observedAt">When it was observed last.</param>
    public static ValidationFinding Find(ObservedInstance instance, DateTimeOffset readySince, TimeSpan readyFor, DateTimeOffset observedAt)
    {
        ArgumentNullException.ThrowIfNull(instance);
        TimeSpan ready = observedAt > readySince ? observedAt - readySince : TimeSpan.Zero;
        return ready >= readyFor
            ? ValidationFinding.Passed(instance.Id)
            : ValidationFinding.Refused(instance.Id, "time ready", ready.TotalSeconds, readyFor.TotalSeconds, "s", observedAt, readySince + readyFor);
    }
}
