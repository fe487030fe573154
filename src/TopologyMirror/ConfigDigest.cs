using System.Buffers;

namespace TopologyMirror;

/// <summary>Names one immutable revision of configuration by its content: the lower-case hexadecimal SHA-256 digest D.</summary>
public readonly record struct ConfigDigest : IComparable<ConfigDigest>
{
    /// <summary>Number of hexadecimal digits of a digest.</summary>
    public const int Length = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Creates the digest.</summary>
    /// <param name="value">64 lower-case hexadecimal digits.</param>
    /// <exception cref="InvalidNameException">The value has another form.</exception>
    public ConfigDigest(string value)
    {
        if (value is not { Length: Length } || value.AsSpan().ContainsAnyExcept(HexDigits))
        {
            throw new InvalidNameException("configuration digest", value, "64 lower-case hexadecimal digits");
        }

        Value = value;
    }

    /// <summary>The hexadecimal digits; null only for the default value, which names nothing.</summary>
    public string Value { get; }

    /// <summary>The first 12 digits, for people.</summary>
    public string Abbreviated => Value is null ? "none" : Value[..12];

    /// <inheritdoc/>
    public int CompareTo(ConfigDigest other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Ordinal order.</summary>
    public static bool operator <(ConfigDigest left, ConfigDigest right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(ConfigDigest left, ConfigDigest right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(ConfigDigest left, ConfigDigest right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(ConfigDigest left, ConfigDigest right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
