namespace TopologyMirror.Replay;

/// <summary>Numbers that depend on nothing but what they are made of, on every machine and in every process.</summary>
/// <remarks>SplitMix64: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.</remarks>
internal static class ReplayHash
{
    public const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    /// <summary>FNV-1a over the characters, mixed: string hash codes differ from process to process.</summary>
    public static ulong Of(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 0x100000001B3);
        }

        return Mix(hash);
    }

    public static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
