namespace TopologyMirror.Propagation;

/// <summary>A step of a revision that is executed once per revision.</summary>
/// <param name="Digest">The revision.</param>
/// <param name="Step">The step's id.</param>
/// <param name="Instance">The instance on which it succeeded.</param>
public readonly record struct RevisionStep(ConfigDigest Digest, string Step, InstanceId Instance);
