namespace TopologyMirror.Processes.Provider;

/// <summary>What became of an effect.</summary>
/// <param name="StaleAgainst">The epoch that is in force, where the effect was refused for a lower one.</param>
/// <param name="Launched">The instances that were accepted.</param>
internal sealed record EffectAnswer(long? StaleAgainst, IReadOnlyList<string> Launched);
