using System.Collections.Immutable;

namespace TopologyMirror.Capacity;

/// <summary>What was changed in the recent past, oldest first. Immutable.</summary>
public sealed class ScalingHistory
{
    private readonly ImmutableArray<(DateTimeOffset Time, int Change)> _changes;

    private ScalingHistory(ImmutableArray<(DateTimeOffset Time, int Change)> changes) => _changes = changes;

    /// <summary>Nothing was changed.</summary>
    public static ScalingHistory Empty { get; } = new([]);

    /// <summary>Adds a change and forgets those that are <paramref name="keep"/> old.</summary>
    /// <param name="now">When it was made.</param>
    /// <param name="change">Instances added; negative for those taken out.</param>
    /// <param name="keep">How far back changes matter.</param>
    public ScalingHistory Add(DateTimeOffset now, int change, TimeSpan keep) => new([.. _changes.Where(c => c.Time > now - keep), (now, change)]);

    /// <summary>Instances added after a moment.</summary>
    /// <param name="from">The moment, exclusive.</param>
    public int Added(DateTimeOffset from) => _changes.Where(c => c.Time > from && c.Change > 0).Sum(static c => c.Change);

    /// <summary>Instances taken out after a moment.</summary>
    /// <param name="from">The moment, exclusive.</param>
    public int Removed(DateTimeOffset from) => -_changes.Where(c => c.Time > from && c.Change < 0).Sum(static c => c.Change);
}
