using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>Which instances of a service served when, and at which digest, as far back as a late sample can ask. Used by one tick at a time.</summary>
internal sealed class ServedInstances(ServiceName service)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(2);
    private static readonly TimeSpan Old = TimeSpan.FromDays(365);

    private readonly List<Stay> _stays = [];
    private readonly SortedDictionary<InstanceId, Stay> _serving = [];

    /// <summary>When the first observation was; nothing is known of the time before.</summary>
    public DateTimeOffset? Since { get; private set; }

    public void Note(WorldView world)
    {
        DateTimeOffset now = world.ObservedAt;
        SortedDictionary<InstanceId, ConfigDigest?> seen = [];
        foreach (ObservedInstance instance in world.Topology.Instances)
        {
            if (instance.Service == service && instance.State == InstanceState.Ready && world.IsRoutedEverywhere(instance.Id))
            {
                seen[instance.Id] = instance.Digest;
            }
        }

        foreach ((InstanceId id, Stay stay) in _serving.ToArray())
        {
            if (!seen.TryGetValue(id, out ConfigDigest? digest) || digest != stay.Digest)
            {
                stay.To = now;
                _serving.Remove(id);
            }
        }

        foreach ((InstanceId id, ConfigDigest? digest) in seen)
        {
            if (!_serving.ContainsKey(id))
            {
                _serving[id] = new Stay(digest, now, Since is null ? now - Old : now);
                _stays.Add(_serving[id]);
            }
        }

        Since ??= now;
        _stays.RemoveAll(s => s.To < now - Kept);
    }

    public ServedStep In(DateTimeOffset from, DateTimeOffset to)
    {
        double served = 0;
        bool steady = true;
        SortedSet<string> digests = new(StringComparer.Ordinal);
        ConfigDigest? digest = null;
        var ages = new List<TimeSpan>();
        DateTimeOffset middle = from + ((to - from) / 2);
        foreach (Stay stay in _stays.Where(s => s.From < to && s.To > from))
        {
            DateTimeOffset start = stay.From > from ? stay.From : from;
            DateTimeOffset end = stay.To < to ? stay.To : to;
            served += (end - start) / (to - from);
            steady &= start == from && end == to;
            digest = stay.Digest;
            digests.Add(stay.Digest?.ToString() ?? string.Empty);
            ages.Add(middle - stay.Born);
        }

        return new ServedStep(served, digests.Count == 1 ? digest : null, ages, steady);
    }

    private sealed class Stay(ConfigDigest? digest, DateTimeOffset from, DateTimeOffset born)
    {
        public ConfigDigest? Digest { get; } = digest;

        public DateTimeOffset From { get; } = from;

        public DateTimeOffset Born { get; } = born;

        public DateTimeOffset To { get; set; } = DateTimeOffset.MaxValue;
    }
}
