namespace TopologyMirror.Contracts;

/// <summary>Keys and epochs of the effects that cases ask for. A fixture's cluster is new, so that no key was used before.</summary>
internal static class Effects
{
    /// <summary>The epoch of the owner before.</summary>
    public static readonly Epoch Stale = new(1);

    /// <summary>The epoch of the owner.</summary>
    public static readonly Epoch Current = new(2);

    public static EffectKey Key(IContractFixture fixture, int step) => new(fixture.Cluster, new RunId(1), step, 1);
}
