namespace TopologyMirror.Simulation.Tests.CrashPoints;

/// <summary>A point of a controller's life, counted from 1, and what happens to it there.</summary>
internal readonly record struct CrashPoint(int Number, CrashKind Kind)
{
    /// <summary>Nothing ever happens.</summary>
    public static CrashPoint None { get; } = new(int.MaxValue, CrashKind.CrashBefore);
}
