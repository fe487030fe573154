using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>What the next wave of a release is to do for one service.</summary>
/// <param name="Wanted">Candidates that all that is left takes.</param>
/// <param name="Limit">Candidates that a wave may have.</param>
/// <param name="Old">Instances that are still to be replaced.</param>
/// <param name="Available">Candidates that are ready.</param>
/// <param name="Pool">Those that arrive included.</param>
/// <param name="Missing">Instances that live lacks for the whole bake.</param>
/// <param name="Needed">What the whole bake takes; null when nothing is forecast.</param>
/// <param name="IsDone">True when nothing is left to be replaced.</param>
internal readonly record struct WavePart(int Wanted, int Limit, int Old, int Available, int Pool, int Missing, CapacityRequirement? Needed, bool IsDone)
{
    /// <summary>The floor of the whole bake.</summary>
    public FloorInForce Floor { get; init; }
}
