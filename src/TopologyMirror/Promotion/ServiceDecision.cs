namespace TopologyMirror.Promotion;

/// <summary>What was decided for one service. Immutable.</summary>
/// <param name="Service">The service.</param>
/// <param name="Join">Ready cover instances to bring into live.</param>
/// <param name="ScaleIn">Live instances to take out.</param>
/// <param name="Cover">Cover instances that the shadow should have from now on, arriving ones included.</param>
/// <param name="DesiredLive">Instances that are wanted in live.</param>
/// <param name="Candidate">Candidates that the shadow should have for the release that is due; 0 when none is.</param>
public readonly record struct ServiceDecision(ServiceName Service, int Join, int ScaleIn, int Cover, int DesiredLive, int Candidate = 0);
