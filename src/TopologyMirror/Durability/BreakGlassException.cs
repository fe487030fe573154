namespace TopologyMirror.Durability;

/// <summary>All automation of a cluster is stopped, and something was to be changed all the same. Nothing was.</summary>
public sealed class BreakGlassException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="glass">Who stopped it, and why.</param>
    public BreakGlassException(BrokenGlass glass)
        : base($"All automation of cluster '{(glass ?? throw new ArgumentNullException(nameof(glass))).Cluster}' was stopped by {glass.Actor} at {glass.At:u}: {glass.Reason}")
    {
        Glass = glass;
    }

    /// <summary>Who stopped it, and why.</summary>
    public BrokenGlass Glass { get; }
}
