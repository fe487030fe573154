using TopologyMirror.Internal;

namespace TopologyMirror.Pipeline;

/// <summary>A service of a cluster, as the host writes it.</summary>
public sealed class ServiceOptions
{
    /// <summary>Load that one instance carries within its objective, for every metric without a value of its own in <see cref="LoadPer"/>. Default: none.</summary>
    [Within(double.Epsilon, double.MaxValue)]
    public double? LoadPerInstance { get; set; }

    /// <summary>Load that one instance carries within its objective, by metric name. Default: empty.</summary>
    public IDictionary<string, double> LoadPer { get; } = new SortedDictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Fewest instances that serve. Default: 1.</summary>
    [Within(1, 100_000)]
    public int Floor { get; set; } = 1;

    /// <summary>Most instances that serve. Default: 200.</summary>
    [Within(1, 100_000)]
    public int Ceiling { get; set; } = 200;

    /// <summary>Most instances that a release replaces at a time; null for all at once, where the fleet has room. Default: null.</summary>
    [Within(1, 100_000)]
    public int? WaveSize { get; set; }

    /// <summary>Services of the same cluster that it calls: they must exist, without a circle, and come before it in every listing. Default: none.</summary>
    public ICollection<string> DependsOn { get; } = [];

    /// <summary>
    /// Those of <see cref="DependsOn"/>, or services outside the cluster, that a shadow instance may call as live does. All other
    /// dependencies have a shadow of their own, and where the cluster has a wiring port its shadow instances call that. Default: none.
    /// </summary>
    public ICollection<string> Shares { get; } = [];

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal ServiceOptions Copy()
    {
        var copy = new ServiceOptions { LoadPerInstance = LoadPerInstance, Floor = Floor, Ceiling = Ceiling, WaveSize = WaveSize };
        foreach ((string metric, double load) in LoadPer)
        {
            copy.LoadPer[metric] = load;
        }

        foreach (string dependency in DependsOn)
        {
            copy.DependsOn.Add(dependency);
        }

        foreach (string shared in Shares)
        {
            copy.Shares.Add(shared);
        }

        return copy;
    }
}
