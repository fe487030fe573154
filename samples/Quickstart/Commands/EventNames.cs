using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Commands;

/// <summary>The event variants as they are written on the command line.</summary>
internal static class EventNames
{
    private static readonly SortedDictionary<string, ReplayEventVariant> ByName = new(StringComparer.Ordinal)
    {
        ["none"] = ReplayEventVariant.None,
        ["plain"] = ReplayEventVariant.Plain,
        ["no-capacity"] = ReplayEventVariant.NoCapacity,
        ["bad-release"] = ReplayEventVariant.BadRelease,
        ["step-at-release"] = ReplayEventVariant.StepAtRelease,
        ["dip"] = ReplayEventVariant.Dip,
    };

    /// <summary>The names, in the order of the variants.</summary>
    public static IEnumerable<string> All => ByName.OrderBy(n => n.Value).Select(n => n.Key);

    /// <summary>The name of a variant.</summary>
    /// <param name="variant">The variant.</param>
    public static string Of(ReplayEventVariant variant) => ByName.First(n => n.Value == variant).Key;

    /// <summary>Reads a name; null when it is none.</summary>
    /// <param name="name">The name.</param>
    public static ReplayEventVariant? Find(string name) => ByName.TryGetValue(name, out ReplayEventVariant variant) ? variant : null;
}
