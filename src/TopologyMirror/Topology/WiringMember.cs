namespace TopologyMirror.Topology;

/// <summary>An instance and where it stands as far as wiring goes.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Tier">Where it stands.</param>
public readonly record struct WiringMember(ObservedInstance Instance, WiringTier Tier)
{
    /// <summary>What it runs, or was launched for while it has not said; null when neither is known.</summary>
    public ConfigDigest? Pool => Instance.Digest ?? Instance.LaunchDigest;

    /// <summary>True when requests of live reach it, or are about to.</summary>
    public bool IsOfLive => Tier is WiringTier.Live or WiringTier.Joining or WiringTier.Replacing;
}
