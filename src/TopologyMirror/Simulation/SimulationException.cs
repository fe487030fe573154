namespace TopologyMirror.Simulation;

/// <summary>A simulated world was used in a way that would make its run depend on more than its seed, or it cannot go on.</summary>
public sealed class SimulationException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence that names the port or call.</param>
    public SimulationException(string message)
        : base(message)
    {
    }
}
