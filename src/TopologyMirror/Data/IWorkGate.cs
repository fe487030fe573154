namespace TopologyMirror.Data;

/// <summary>Observes and changes which instances do the background work of their services.</summary>
/// <remarks>
/// Core calls effects through a guard only, one at a time per cluster. The same key has the same effect, and of two effects on one instance
/// the later one holds. An instance whose work may still go on is listed although nobody can reach it, with the end of its lease: what is not
/// listed does not work.
/// </remarks>
public interface IWorkGate
{
    /// <summary>What the port can do.</summary>
    PortDescription Description { get; }

    /// <summary>Says whose work is active, about to change and in flight now.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<WorkSnapshot> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken);

    /// <summary>Lets instances work, or stops them. Returns once that is accepted, before it is done. Repeating it is no error, nor is an unknown instance that is stopped.</summary>
    /// <param name="arguments">The instances and what they shall do.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask SetAsync(WorkArguments arguments, CancellationToken cancellationToken);
}
