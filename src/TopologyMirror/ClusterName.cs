using TopologyMirror.Internal;

namespace TopologyMirror;

/// <summary>Names a cluster: the services that are switched together.</summary>
/// <remarks>Compared and sorted ordinally, so that every listing has the same order in every process.</remarks>
public readonly record struct ClusterName : IComparable<ClusterName>
{
    /// <summary>Creates the name.</summary>
    /// <param name="value">1 to 128 letters, digits, '.', '_', '-', '/' or ':', starting with a letter or digit.</param>
    /// <exception cref="InvalidNameException">The value has another form.</exception>
    public ClusterName(string value) => Value = Identifier.Require("cluster name", value);

    /// <summary>The text of the name; null only for the default value, which names nothing.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public int CompareTo(ClusterName other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Ordinal order.</summary>
    public static bool operator <(ClusterName left, ClusterName right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(ClusterName left, ClusterName right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(ClusterName left, ClusterName right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(ClusterName left, ClusterName right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
