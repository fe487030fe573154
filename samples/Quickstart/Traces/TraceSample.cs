namespace TopologyMirror.Quickstart.Traces;

/// <summary>One line of a trace file.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Time">Its time stamp.</param>
/// <param name="Load">Its load.</param>
internal readonly record struct TraceSample(long Line, DateTimeOffset Time, double Load);
