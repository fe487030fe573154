namespace TopologyMirror.Replay;

/// <summary>A release that falls due in a replay: from then on the cluster should run another configuration.</summary>
/// <param name="Tick">Instant at which it falls due: the start of this tick, counted from the start of the trace.</param>
/// <param name="Generation">Number of the configuration, from 1; what runs at first is generation 0.</param>
/// <param name="IsBad">True when its instances fail under traffic: an alarm fires for each that has served for 3 minutes.</param>
public readonly record struct ReplayRelease(int Tick, int Generation, bool IsBad);
