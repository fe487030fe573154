using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>The built-in check <c>wiring</c>: an instance calls the shadow's own instances and nothing of live, so that no probe reaches live. Pure.</summary>
public static class WiringCheck
{
    /// <summary>Its name.</summary>
    public const string Name = "wiring";

    /// <summary>Says what an instance waits for while its side has no ready instance of a dependency: no refusal, and no deadline runs.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="fault">What is wrong with its links; null when nothing is.</param>
    /// <returns>One clause; null when it does not wait.</returns>
    public static string? Waits(ObservedInstance instance, WiringFault? fault)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (fault is not { Waits: true })
        {
            return null;
        }

        string now = fault.Target is { } target ? $"; it is wired to {Whose(fault)} instance '{target}'" : string.Empty;
        return $"instance '{instance.Id}' waits for a ready instance of {fault.Dependency} on its side{now}";
    }

    /// <summary>Checks one instance.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="fault">What is wrong with its links; null when nothing is.</param>
    /// <param name="observedAt">When the links were observed.</param>
    public static ValidationFinding Find(ObservedInstance instance, WiringFault? fault, DateTimeOffset observedAt)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (fault is null)
        {
            return ValidationFinding.Passed(instance.Id);
        }

        string value = fault.Target is { } target ? $"{Whose(fault)} instance '{target}'"
            : fault.IsLive ? "what live calls"
            : "nobody";
        string limit = instance.Digest is { } digest ? $"a ready shadow instance at {digest.Abbreviated}" : "a ready shadow instance";

        // Whoever wires repairs it in the next tick: it may pass as soon as it is looked at again.
        return ValidationFinding.Refused(instance.Id, $"its link to {fault.Dependency}", value, limit, string.Empty, observedAt, observedAt);
    }

    private static string Whose(WiringFault fault) => fault.IsLive ? "live" : "other";
}
