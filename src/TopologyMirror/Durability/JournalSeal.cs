using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TopologyMirror.Durability;

/// <summary>
/// The checksum of a journal record, chained over the record before it, so that a record that is torn, changed, missing or out of place is
/// seen. SHA-256 over the seal before and the record's fields, each with its length. Pure.
/// </summary>
public static class JournalSeal
{
    /// <summary>Length of a seal in bytes.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>What the first record of a cluster follows.</summary>
    public static ReadOnlySpan<byte> First => Nothing;

    private static readonly byte[] Nothing = new byte[Length];

    /// <summary>The seal of a record.</summary>
    /// <param name="previous">The seal of the record before; <see cref="First"/> for record 1.</param>
    /// <param name="record">The record, with its sequence.</param>
    public static byte[] Of(ReadOnlySpan<byte> previous, JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        AddText(hash, record.Cluster.Value);
        AddNumber(hash, record.Sequence);
        AddNumber(hash, record.FormatVersion);
        AddNumber(hash, record.Time.UtcTicks);
        AddNumber(hash, record.Epoch.Value);
        AddText(hash, record.Kind.ToString());
        AddNumber(hash, record.Run.Value);
        AddNumber(hash, record.Step);
        AddNumber(hash, record.Attempt);
        AddText(hash, record.Payload);
        return hash.GetHashAndReset();
    }

    private static void AddNumber(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private static void AddText(IncrementalHash hash, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        AddNumber(hash, bytes.Length);
        hash.AppendData(bytes);
    }
}
