namespace TopologyMirror.Forecasting;

/// <summary>FNV-1a, 64 bits (Fowler, Noll and Vo): finds any single changed byte, and is no defence against intent.</summary>
internal static class StateChecksum
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = OffsetBasis;
        foreach (byte b in bytes)
        {
            hash = unchecked((hash ^ b) * Prime);
        }

        return hash;
    }
}
