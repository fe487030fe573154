using System.Collections.Immutable;

namespace TopologyMirror.Capacity;

/// <summary>
/// What each digest of a service was seen to carry. A digest that was not seen yet is believed to carry about what the one before it does.
/// Immutable.
/// </summary>
public sealed class CapacityBook
{
    /// <summary>Digests that are remembered; the ones seen longest ago are forgotten beyond.</summary>
    public const int Kept = 8;

    private readonly ImmutableSortedDictionary<ConfigDigest, CapacityModel> _models;

    private CapacityBook(CapacityRelation relation, ImmutableSortedDictionary<ConfigDigest, CapacityModel> models)
    {
        Relation = relation;
        _models = models;
    }

    /// <summary>What is learnt from.</summary>
    public CapacityRelation Relation { get; }

    /// <summary>The models by digest.</summary>
    public IReadOnlyDictionary<ConfigDigest, CapacityModel> Models => _models;

    /// <summary>Nothing was seen yet.</summary>
    /// <param name="relation">What to learn from.</param>
    public static CapacityBook Start(CapacityRelation relation)
    {
        ArgumentNullException.ThrowIfNull(relation);
        return new CapacityBook(relation, ImmutableSortedDictionary<ConfigDigest, CapacityModel>.Empty);
    }

    /// <summary>The model of a digest: its own, else one that begins with what the live digest, or else the digest seen last, carries.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="live">The digest that serves; null when none does.</param>
    public CapacityModel ModelOf(ConfigDigest digest, ConfigDigest? live = null) =>
        _models.TryGetValue(digest, out CapacityModel? own) ? own
        : live is { } serves && _models.TryGetValue(serves, out CapacityModel? before) ? before.Inherit()
        : _models.Values.MaxBy(m => m.LastAt)?.Inherit() ?? CapacityModel.Start(Relation);

    /// <summary>Learns from an observation of a digest.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="live">The digest that serves; null when none does.</param>
    /// <param name="observation">The observation.</param>
    public CapacityBook Observe(ConfigDigest digest, ConfigDigest? live, CapacityObservation observation)
    {
        ImmutableSortedDictionary<ConfigDigest, CapacityModel> models = _models.SetItem(digest, ModelOf(digest, live).Observe(observation));
        while (models.Count > Kept)
        {
            models = models.Remove(models.Where(m => m.Key != live && m.Key != digest).MinBy(m => m.Value.LastAt).Key);
        }

        return new CapacityBook(Relation, models);
    }

    /// <summary>The book with what it knew when it was saved.</summary>
    internal static CapacityBook Of(CapacityRelation relation, IEnumerable<KeyValuePair<ConfigDigest, CapacityModelState>> states) =>
        new(relation, ImmutableSortedDictionary.CreateRange(states.Select(s => KeyValuePair.Create(s.Key, CapacityModel.Of(relation, s.Value)))));
}
