using TopologyMirror.Internal;

namespace TopologyMirror;

/// <summary>Names a data set: what has one writer at a time.</summary>
/// <remarks>Compared and sorted ordinally, so that every listing has the same order in every process.</remarks>
public readonly record struct DataSetName : IComparable<DataSetName>
{
    /// <summary>Creates the name.</summary>
    /// <param name="value">1 to 128 letters, digits, '.', '_', '-', '/' or ':', starting with a letter or digit.</param>
    /// <exception cref="InvalidNameException">The value has another form.</exception>
    public DataSetName(string value) => Value = Identifier.Require("data set name", value);

    /// <summary>The text of the name; null only for the default value, which names nothing.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public int CompareTo(DataSetName other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Ordinal order.</summary>
    public static bool operator <(DataSetName left, DataSetName right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(DataSetName left, DataSetName right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(DataSetName left, DataSetName right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(DataSetName left, DataSetName right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
