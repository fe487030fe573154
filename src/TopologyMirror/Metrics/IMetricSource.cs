namespace TopologyMirror.Metrics;

/// <summary>Reads the history and the newest samples of load metrics.</summary>
/// <remarks>
/// Gaps are left out, never invented. Samples may come in any order and more than once; the later in the batch wins. Implementations are
/// called by one caller at a time for each cluster, and by several clusters at once.
/// </remarks>
public interface IMetricSource
{
    /// <summary>The source's name in messages and telemetry.</summary>
    string Name { get; }

    /// <summary>Reads the samples of one metric whose time lies in [From, To).</summary>
    /// <param name="arguments">The metric and the range.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The samples there are; empty when there are none, never null.</returns>
    ValueTask<IReadOnlyList<LoadSample>> ReadAsync(MetricReadArguments arguments, CancellationToken cancellationToken);
}
