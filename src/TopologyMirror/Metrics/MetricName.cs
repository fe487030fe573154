using TopologyMirror.Internal;

namespace TopologyMirror.Metrics;

/// <summary>Names a load metric within its cluster.</summary>
public readonly record struct MetricName : IComparable<MetricName>
{
    /// <summary>Creates the name.</summary>
    /// <param name="value">1 to 128 letters, digits, '.', '_', '-', '/' or ':', starting with a letter or digit.</param>
    /// <exception cref="InvalidNameException">The value has another form.</exception>
    public MetricName(string value) => Value = Identifier.Require("metric name", value);

    /// <summary>The text of the name; null only for the default value, which names nothing.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public int CompareTo(MetricName other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Ordinal order.</summary>
    public static bool operator <(MetricName left, MetricName right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(MetricName left, MetricName right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(MetricName left, MetricName right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(MetricName left, MetricName right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
