using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>The event variants as they are written: <c>bad-release</c>, and on the command line also <c>BadRelease</c>.</summary>
internal static class VariantNames
{
    /// <summary>The name of a variant.</summary>
    /// <param name="variant">The variant.</param>
    public static string Of(ReplayEventVariant variant) =>
        string.Concat(variant.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    /// <summary>Reads a name, in any case.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The variant; null when it is none.</returns>
    public static ReplayEventVariant? Find(string name)
    {
        int at = Array.FindIndex(Enum.GetValues<ReplayEventVariant>(), v =>
            string.Equals(Of(v), name, StringComparison.OrdinalIgnoreCase) || string.Equals(v.ToString(), name, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : Enum.GetValues<ReplayEventVariant>()[at];
    }
}
