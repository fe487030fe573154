using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipelineBuilder
{
    /// <summary>Takes out a service that was added before: what a change of a running cluster needs.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidTopologyException">The cluster has no such service.</exception>
    public MirrorPipelineBuilder RemoveService(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Options.Services.Remove(name) ? this : throw new InvalidTopologyException(
            $"Cluster '{Cluster}' has no service '{name}' to remove; it has: {string.Join(", ", Options.Services.Keys)}.");
    }

    /// <summary>Takes out a load metric that was added before, and every service's load per instance for it.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidTopologyException">The cluster has no such load metric.</exception>
    public MirrorPipelineBuilder RemoveLoadMetric(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!Options.LoadMetrics.Remove(name))
        {
            throw new InvalidTopologyException(
                $"Cluster '{Cluster}' has no load metric '{name}' to remove; it has: {string.Join(", ", Options.LoadMetrics.Keys)}.");
        }

        _ownSources.Remove(name);
        foreach (ServiceOptions service in Options.Services.Values)
        {
            service.LoadPer.Remove(name);
        }

        return this;
    }

    /// <summary>A builder that begins as this one stands and can be changed without it.</summary>
    internal MirrorPipelineBuilder Copy()
    {
        var copy = (MirrorPipelineBuilder)MemberwiseClone();
        copy.Options = Options.Copy();
        copy._routers = [.. _routers];
        copy._names = [.. _names];
        copy._checks = [.. _checks];
        copy._ownSources = new(_ownSources, StringComparer.Ordinal);
        return copy;
    }

    /// <summary>What a running pipeline goes over to. What keeps its owner keeps its state: stores, meters, and the forecaster where it is the same.</summary>
    /// <param name="before">What the running parts were built from.</param>
    /// <param name="running">What runs now.</param>
    internal PipelineParts Revise(MirrorPipelineBuilder before, PipelineParts running)
    {
        return BuildParts(running, ForecastsLike(before) ? running.Forecaster : null);
    }
}
