namespace TopologyMirror.Simulation;

/// <summary>Whom one probe of an instance reached, along its links and theirs.</summary>
/// <param name="Shadow">Calls that ended at instances without requests of their own.</param>
/// <param name="Live">Calls that ended at instances that serve: a probe of the shadow must make none.</param>
/// <param name="Shared">Calls that ended at what everybody shares.</param>
public readonly record struct SimulatedProbe(int Shadow, int Live, int Shared);
