using System.Security.Cryptography;

namespace TopologyMirror.Propagation;

/// <summary>Names the bytes of one file or script by their content: lower-case hexadecimal SHA-256.</summary>
public readonly record struct BlobDigest : IComparable<BlobDigest>
{
    /// <summary>Creates the digest.</summary>
    /// <param name="value">64 lower-case hexadecimal digits.</param>
    /// <exception cref="InvalidNameException">The value has another form.</exception>
    public BlobDigest(string value) => Value = new ConfigDigest(value).Value;

    /// <summary>The hexadecimal digits; null only for the default value, which names nothing.</summary>
    public string Value { get; }

    /// <summary>The digest of some bytes.</summary>
    /// <param name="content">The bytes.</param>
    public static BlobDigest Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <inheritdoc/>
    public int CompareTo(BlobDigest other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Ordinal order.</summary>
    public static bool operator <(BlobDigest left, BlobDigest right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(BlobDigest left, BlobDigest right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(BlobDigest left, BlobDigest right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(BlobDigest left, BlobDigest right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
