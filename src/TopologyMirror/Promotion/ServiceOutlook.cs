using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>What the time ahead takes of a service, as a decision looks at it. Immutable.</summary>
/// <param name="Service">The service.</param>
public sealed record ServiceOutlook(ServiceName Service)
{
    /// <summary>Until what joins now serves, at the accepted risk; null when nothing is forecast.</summary>
    public CapacityRequirement? Promoted { get; init; }

    /// <summary>Until what is launched now serves, at the accepted risk; null when nothing is forecast.</summary>
    public CapacityRequirement? Launched { get; init; }

    /// <summary>Until a release that begins now has baked, at the accepted risk; null when none is due or nothing is forecast.</summary>
    public CapacityRequirement? Bake { get; init; }

    /// <summary>The same of the release's new side, where its instances carry another load; null where they do not.</summary>
    public CapacityRequirement? BakeOfRelease { get; init; }

    /// <summary>
    /// Instances that are as likely as a launch has to be to be needed at some time after they could serve or, where that is not asked for,
    /// that are needed then at the accepted risk; null when nothing is forecast.
    /// </summary>
    public int? Likely { get; init; }

    /// <summary>Instances of which the last is worth being kept; null when nothing is forecast.</summary>
    public int? WorthKeeping { get; init; }

    /// <summary>Instances of which the last is worth being launched; null when nothing is forecast or no prices are known.</summary>
    public int? WorthLaunching { get; init; }

    /// <summary>Whether load is forecast.</summary>
    public bool IsForeseen => Launched is not null;
}
