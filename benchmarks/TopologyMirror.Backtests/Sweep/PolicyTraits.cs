namespace TopologyMirror.Backtests.Sweep;

/// <summary>What a policy is called, and with which settings it runs. Immutable.</summary>
/// <param name="Name">A name that no other has, with the settings in it.</param>
/// <param name="Family">The name of the kind, without headroom and risk; policies that differ in these alone are one curve.</param>
internal sealed record PolicyTraits(string Name, string Family)
{
    /// <summary>Accepted probability; null for a policy without one.</summary>
    public double? Risk { get; init; }

    /// <summary>Instances above those that the load asks for, in percent of them; null for a policy without such a setting.</summary>
    public int? Headroom { get; init; }

    /// <summary>Instances that always stand by; null for a policy without such a setting.</summary>
    public int? Standing { get; init; }
}
