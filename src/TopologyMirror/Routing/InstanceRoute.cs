namespace TopologyMirror.Routing;

/// <summary>One instance in a router's table, as the data plane has it. Immutable.</summary>
public sealed record InstanceRoute
{
    /// <summary>The instance.</summary>
    public required InstanceId Instance { get; init; }

    /// <summary>Weight in force in the data plane; 0 while it drains or stands by.</summary>
    public required int Weight { get; init; }

    /// <summary>Weight that the control plane accepted and the data plane does not yet use; null when both agree.</summary>
    public int? PendingWeight { get; init; }

    /// <summary>When the pending weight is known to be in force at the latest; null when nothing is pending or nobody can say.</summary>
    public DateTimeOffset? SettlesAt { get; init; }

    /// <summary>Connections that are open to it; null when the router does not tell.</summary>
    public int? OpenConnections { get; init; }

    /// <summary>Share of the recent requests that it was sent, 0 to 1; null when the router does not tell.</summary>
    public double? RequestShare { get; init; }
}
