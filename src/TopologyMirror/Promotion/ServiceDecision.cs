namespace TopologyMirror.Promotion;

/// <summary>What was decided for one service. Immutable.</summary>
/// <param name="Service">The service.</param>
/// <param name="Join">Ready cover instances to bring into live.</param>
/// <param name="ScaleIn">Live instances to take out.</param>
/// <param name="Cover">Cover instances that the shadow should have from now on, arriving ones included.</param>
/// <param name="DesiredLive">Instances that are wanted in live.</param>
/// <param name="Candidate">Candidates that the shadow should have for the release that is due; 0 when none is.</param>
/// <param name="Wave">Ready instances that take over in the next wave of the release.</param>
/// <param name="Leaving">Serving instances that leave live in that wave.</param>
public readonly record struct ServiceDecision(ServiceName Service, int Join, int ScaleIn, int Cover, int DesiredLive, int Candidate = 0, int Wave = 0, int Leaving = 0);
