using TopologyMirror.Capacity;
using TopologyMirror.Metrics;

namespace TopologyMirror.Promotion;

/// <summary>A <see cref="ServiceCapacity"/> as it is written: a member for each of its properties.</summary>
internal sealed record ServiceCapacityForm
{
    public required ServiceName Service { get; init; }

    public int Floor { get; init; } = 1;

    public int Ceiling { get; init; } = 200;

    public IReadOnlyList<ScheduledFloorForm> ScheduledFloors { get; init; } = [];

    public double? CeilingBuffer { get; init; }

    public int? CeilingLimit { get; init; }

    public required IReadOnlyDictionary<string, double> LoadPerInstance { get; init; }

    public static ServiceCapacityForm Of(ServiceCapacity capacity, DateTimeOffset from, DateTimeOffset to)
    {
        var loads = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach ((MetricName metric, double load) in capacity.LoadPerInstance)
        {
            loads[metric.Value] = load;
        }

        return new ServiceCapacityForm
        {
            Service = capacity.Service,
            Floor = capacity.Floor,
            Ceiling = capacity.Ceiling,
            ScheduledFloors = [.. capacity.ScheduledFloors.SelectMany(f => ScheduledFloorForm.Of(f, from, to))],
            CeilingBuffer = capacity.CeilingBuffer,
            CeilingLimit = capacity.CeilingLimit,
            LoadPerInstance = loads,
        };
    }

    public ServiceCapacity Read()
    {
        var loads = new SortedDictionary<MetricName, double>();
        foreach ((string metric, double load) in LoadPerInstance)
        {
            loads[new MetricName(metric)] = load;
        }

        return new ServiceCapacity
        {
            Service = Service,
            Floor = Floor,
            Ceiling = Ceiling,
            ScheduledFloors = [.. ScheduledFloors.Select(static f => f.Read())],
            CeilingBuffer = CeilingBuffer,
            CeilingLimit = CeilingLimit,
            LoadPerInstance = loads,
        };
    }
}
