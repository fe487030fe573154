using TopologyMirror.Data;
using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>Invariant 4, about how things end: at rest every data set has one writer, that writer is live, and its writes are not parked.</summary>
public sealed class DataAtRestInvariant : IRestInvariant
{
    /// <inheritdoc/>
    public int Number => 4;

    /// <inheritdoc/>
    public string Name => "data-at-rest";

    /// <inheritdoc/>
    public string? Breach(RestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.World.Data?.DataSets.Select(d => Breach(context, d)).FirstOrDefault(static b => b is not null);
    }

    private static string? Breach(RestContext context, DataSetState dataSet)
    {
        if (dataSet.Writer is not { } writer)
        {
            return $"data set '{dataSet.Name}' has {dataSet.Writers.Count} writers";
        }

        return context.OpenRun is null && context.World.SideOf(writer) != Side.Live ? $"data set '{dataSet.Name}' is written by '{writer}', which is not live"
            : dataSet.IsChanging ? $"data set '{dataSet.Name}' is about to change its writer"
            : dataSet.ParkedSince is not null ? $"the writes of data set '{dataSet.Name}' are parked"
            : null;
    }
}
