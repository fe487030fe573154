namespace TopologyMirror.Capacity;

/// <summary>What no launch may exceed. Null means no cap. Immutable.</summary>
public sealed record FleetCaps
{
    /// <summary>No cap at all.</summary>
    public static FleetCaps None { get; } = new();

    /// <summary>Most instances in the shadow, beside what live lacks. Default: none.</summary>
    public int? ShadowInstances { get; init; }

    /// <summary>Most instances of the cluster. Default: none.</summary>
    public int? TotalInstances { get; init; }

    /// <summary>Most instances that are launched in any 60 minutes. Default: none.</summary>
    public int? LaunchesPerHour { get; init; }

    /// <summary>What the shadow may cost in a calendar month in UTC, beside what live lacks and a release that has begun. Default: none.</summary>
    public double? ShadowBudgetPerMonth { get; init; }

    /// <summary>Most candidates of a release at a time, over all services. Default: none.</summary>
    public int? OverlapInstances { get; init; }

    /// <summary>The caps of options without faults.</summary>
    /// <param name="options">The options.</param>
    public static FleetCaps Of(FleetCapOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new FleetCaps
        {
            ShadowInstances = options.ShadowInstances,
            TotalInstances = options.TotalInstances,
            LaunchesPerHour = options.LaunchesPerHour,
            ShadowBudgetPerMonth = options.ShadowBudgetPerMonth,
            OverlapInstances = options.OverlapInstances,
        };
    }
}
