using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>The numbers that decided about one service. Immutable.</summary>
public sealed record ServiceFigures
{
    /// <summary>What stood where.</summary>
    public required ServiceCounts Counts { get; init; }

    /// <summary>What the newest observed load takes.</summary>
    public required ServiceNeed Need { get; init; }

    /// <summary>Instances that the reactive rule was asked for: observed need, with its headroom where nothing is forecast, as a real number.</summary>
    public required double ObservedWithHeadroom { get; init; }

    /// <summary>What the time ahead takes, as it was read off the plan.</summary>
    public required ServiceOutlook Outlook { get; init; }

    /// <summary>What the plan takes until what joins now serves; null without a forecast.</summary>
    public CapacityRequirement? WithinPromoteLead => Outlook.Promoted;

    /// <summary>What the plan takes until what is launched now serves; null without a forecast.</summary>
    public CapacityRequirement? AtLaunchLead => Outlook.Launched;

    /// <summary>Fewest instances that live is left with: the most that was to be kept within the stabilisation window, and the floor.</summary>
    public required int Kept { get; init; }

    /// <summary>The floor until what is launched now serves.</summary>
    public required FloorInForce Floor { get; init; }

    /// <summary>What was decided for the service.</summary>
    public required ServiceDecision Decision { get; init; }

    /// <summary>The service.</summary>
    public ServiceName Service => Counts.Service;
}
