namespace TopologyMirror.Switchover;

/// <summary>Which part of a release a Replace carries out. Immutable.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="IsLast">True when nothing of the other digest is left in live after it.</param>
/// <param name="IsBackward">True when it takes waves back that were committed before.</param>
public sealed record ReleaseWave(int Number, bool IsLast, bool IsBackward = false);
