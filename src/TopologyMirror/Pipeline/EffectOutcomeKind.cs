namespace TopologyMirror.Pipeline;

/// <summary>What became of an effect.</summary>
internal enum EffectOutcomeKind
{
    /// <summary>The port accepted it.</summary>
    Accepted,

    /// <summary>An invariant, or the lease, refused it: it was not issued.</summary>
    Refused,

    /// <summary>The port said no.</summary>
    Failed,

    /// <summary>No answer in time: it may have happened. What is observed decides.</summary>
    Unknown,
}
