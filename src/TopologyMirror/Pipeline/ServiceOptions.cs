using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using TopologyMirror.Internal;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>A service of a cluster, as the host writes it.</summary>
public sealed class ServiceOptions
{
    /// <summary>Load that one instance carries within its objective, for every metric without a value of its own in <see cref="LoadPer"/>. Default: none.</summary>
    [Within(double.Epsilon, double.MaxValue)]
    public double? LoadPerInstance { get; set; }

    /// <summary>Load that one instance carries within its objective, by metric name. Default: empty.</summary>
    public IDictionary<string, double> LoadPer { get; } = new SortedDictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Learns the load that one instance carries from a signal; what the options give is then a first guess. Null: what they give holds. Default: null.</summary>
    [ValidateObjectMembers(typeof(LearnCapacityOptionsValidator))]
    public LearnCapacityOptions? Learn { get; set; }

    /// <summary>Fewest instances that serve. Default: 1.</summary>
    [Within(1, 100_000)]
    public int Floor { get; set; } = 1;

    /// <summary>Most instances that serve. Default: 200.</summary>
    [Within(1, 100_000)]
    public int Ceiling { get; set; } = 200;

    /// <summary>Floors that are in force at times, for what is known beforehand. The largest in force counts. Default: none.</summary>
    [ValidateEnumeratedItems(typeof(ScheduledFloorOptionsValidator))]
    public ICollection<ScheduledFloorOptions> ScheduledFloors { get; } = [];

    /// <summary>
    /// Share above the forecast to which the ceiling is raised while the forecast exceeds it at the accepted risk: forecast 50, ceiling 40
    /// and buffer 0.1 allow 55. Null: the ceiling holds, whatever is forecast. Default: null.
    /// </summary>
    [Within(0.0, 1.0)]
    public double? CeilingBuffer { get; set; }

    /// <summary>Most instances that a release replaces at a time; null for all at once, where the fleet has room. Default: null.</summary>
    [Within(1, 100_000)]
    public int? WaveSize { get; set; }

    /// <summary>Price of one instance for one hour, in the currency of <see cref="Capacity.CostOptions.Currency"/>. Null: no price. Default: null.</summary>
    [Within(0.0, double.MaxValue)]
    public double? InstanceHourPrice { get; set; }

    /// <summary>Services of the same cluster that it calls: they must exist, without a circle, and come before it in every listing. Default: none.</summary>
    public ICollection<string> DependsOn { get; } = [];

    /// <summary>
    /// Those of <see cref="DependsOn"/>, or services outside the cluster, that a shadow instance may call as live does. All other
    /// dependencies have a shadow of their own, and where the cluster has a wiring port its shadow instances call that. Default: none.
    /// </summary>
    public ICollection<string> Shares { get; } = [];

    /// <summary>How many instances do its background work, such as queue consumers, cron and mail. Default: <see cref="WorkKind.None"/>.</summary>
    [EnumDataType(typeof(WorkKind))]
    public WorkKind Work { get; set; } = WorkKind.None;

    /// <summary>
    /// Set it when the work cannot be gated within a process that runs: on the shadow the process is then not started at all; the work gate
    /// starts it with the work, and ends it with the work. Default: false.
    /// </summary>
    public bool KeepUnstarted { get; set; }

    /// <summary>Names of the data sets whose replicas its instances hold, each of one service alone. Default: none.</summary>
    public ICollection<string> DataSets { get; } = [];

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal ServiceOptions Copy()
    {
        var copy = new ServiceOptions
        {
            LoadPerInstance = LoadPerInstance, Floor = Floor, Ceiling = Ceiling, CeilingBuffer = CeilingBuffer, WaveSize = WaveSize,
            Work = Work, KeepUnstarted = KeepUnstarted, InstanceHourPrice = InstanceHourPrice, Learn = Learn?.Copy(),
        };
        foreach ((string metric, double load) in LoadPer)
        {
            copy.LoadPer[metric] = load;
        }

        foreach (ScheduledFloorOptions floor in ScheduledFloors)
        {
            copy.ScheduledFloors.Add(floor.Copy());
        }

        foreach (string dependency in DependsOn)
        {
            copy.DependsOn.Add(dependency);
        }

        foreach (string shared in Shares)
        {
            copy.Shares.Add(shared);
        }

        foreach (string dataSet in DataSets)
        {
            copy.DataSets.Add(dataSet);
        }

        return copy;
    }
}
