using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>Within what a service is decided on at one moment. Immutable.</summary>
/// <param name="Ordinary">The service, with its ordinary floor and the ceiling that the forecast allows.</param>
/// <param name="Near">The floor of live: of the time until what joins now serves.</param>
/// <param name="Far">The floor of live and cover together: of the time until what is launched now serves. Never below <paramref name="Near"/>.</param>
/// <param name="Raising">What raises the ceiling; null when nothing does.</param>
internal sealed record ServiceBounds(ServiceCapacity Ordinary, FloorInForce Near, FloorInForce Far, CapacityRequirement? Raising)
{
    /// <summary>The bounds that hold live.</summary>
    public ServiceCapacity Live { get; } = Ordinary with { Floor = Near.Floor };

    /// <summary>What the forecast takes above a ceiling that nothing raises; null when the ceiling is not reached.</summary>
    public CapacityRequirement? Exceeding { get; init; }

    /// <summary>The bounds of a service.</summary>
    /// <param name="capacity">The service.</param>
    /// <param name="now">The moment.</param>
    /// <param name="promoted">When what joins now serves.</param>
    /// <param name="launched">When what is launched now serves.</param>
    /// <param name="forecast">What the forecast takes until then; null when nothing is forecast.</param>
    public static ServiceBounds Of(ServiceCapacity capacity, DateTimeOffset now, DateTimeOffset promoted, DateTimeOffset launched, CapacityRequirement? forecast)
    {
        ServiceCapacity raised = capacity.RaisedFor(forecast?.Real ?? 0);
        return new ServiceBounds(
            raised, capacity.FloorIn(now, promoted), capacity.FloorIn(now, launched), raised.Ceiling > capacity.Ceiling ? forecast : null)
        {
            Exceeding = raised.Ceiling == capacity.Ceiling && forecast is { } f && capacity.Exceeds(f.Real) ? f : null,
        };
    }

    /// <summary>Instances that a requirement takes for its load, whatever is scheduled; 0 when there is none.</summary>
    /// <param name="requirement">The requirement.</param>
    public int ForLoad(CapacityRequirement? requirement) => requirement is { } r ? Ordinary.RaisedFor(r.Real).Round(r.Real) : 0;
}
