using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Shadow;

/// <summary>What the ready live instances of a service look like: what its shadow is to be like. Pure; immutable.</summary>
internal sealed class LiveShape
{
    private readonly SortedDictionary<string, int> _zones = new(StringComparer.Ordinal);

    private LiveShape()
    {
    }

    /// <summary>The size that most of them have, the ordinally first of equals; null when none tells its size.</summary>
    public string? Size { get; private set; }

    /// <summary>How many of them run in each zone, in ordinal order; those that tell no zone are left out.</summary>
    public IReadOnlyDictionary<string, int> Zones => _zones;

    /// <summary>Reads the shape of a service.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="service">The service.</param>
    public static LiveShape Of(WorldView world, ServiceName service)
    {
        ArgumentNullException.ThrowIfNull(world);
        var shape = new LiveShape();
        var sizes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (ObservedInstance instance in world.On(service, Side.Live).Where(i => i.State == InstanceState.Ready))
        {
            Count(sizes, instance.Size);
            Count(shape._zones, instance.Zone);
        }

        shape.Size = sizes.Count == 0 ? null : sizes.MaxBy(s => s.Value).Key;
        return shape;
    }

    /// <summary>
    /// The zones of instances that are to be launched, one by one: each goes where the shadow, it included, is furthest below live's
    /// distribution (the largest remainder), the ordinally first of equals.
    /// </summary>
    /// <param name="shadow">Zones of the instances that are there already.</param>
    /// <param name="count">How many are to be launched.</param>
    /// <returns>How many in each zone, in ordinal order; one entry without a zone where live tells none.</returns>
    public IReadOnlyList<(string? Zone, int Count)> Place(IEnumerable<string?> shadow, int count)
    {
        ArgumentNullException.ThrowIfNull(shadow);
        if (_zones.Count == 0)
        {
            return [(null, count)];
        }

        SortedDictionary<string, int> placed = Counts(shadow);
        var launches = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string zone = _zones.Keys.MaxBy(z => Lack(placed, z, placed.Values.Sum() + 1))!;
            Count(placed, zone);
            Count(launches, zone);
        }

        return [.. launches.Select(l => ((string?)l.Key, l.Value))];
    }

    /// <summary>How many instances there are in each zone; those that tell none are left out.</summary>
    /// <param name="zones">Their zones.</param>
    public static SortedDictionary<string, int> Counts(IEnumerable<string?> zones)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (string? zone in zones)
        {
            Count(counts, zone);
        }

        return counts;
    }

    /// <summary>How far a zone is above its share in a shadow; negative when it is below.</summary>
    /// <param name="placed">How many instances of the shadow there are in each zone.</param>
    /// <param name="zone">The zone; null is in no one's way.</param>
    public long Excess(SortedDictionary<string, int> placed, string? zone) =>
        zone is null || _zones.Count == 0 ? long.MinValue : -Lack(placed, zone, placed.Values.Sum());

    /// <summary>Share × total − there, in whole numbers: every term times the number of live instances.</summary>
    private long Lack(SortedDictionary<string, int> placed, string zone, int total) =>
        ((long)_zones.GetValueOrDefault(zone) * total) - ((long)placed.GetValueOrDefault(zone) * _zones.Values.Sum());

    private static void Count(SortedDictionary<string, int> counts, string? name)
    {
        if (name is not null)
        {
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
    }
}
