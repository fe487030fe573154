namespace TopologyMirror.Replay;

/// <summary>What a policy expects: the highest load, in instances, from now on for a while; <see cref="double.NaN"/> when it expects nothing.</summary>
/// <param name="observation">What is known now.</param>
/// <param name="ahead">How far ahead.</param>
internal delegate double DemandAhead(ReplayObservation observation, TimeSpan ahead);
