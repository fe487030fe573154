namespace TopologyMirror.Replay;

/// <summary>A stretch of time in which the recorded load is multiplied.</summary>
/// <param name="From">First tick, inclusive, counted from the start of the trace.</param>
/// <param name="To">End, exclusive.</param>
/// <param name="Factor">The factor; finite, not negative.</param>
public readonly record struct ReplayLoadChange(int From, int To, double Factor);
