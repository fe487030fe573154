namespace TopologyMirror.Simulation;

/// <summary>
/// A stream of pseudo-random numbers that is the same in every process and runtime: SplitMix64 (Steele, Lea, Flood, "Fast Splittable
/// Pseudorandom Number Generators", OOPSLA 2014). Every component draws from a stream of its own, so that one more draw here changes
/// nothing there. Not thread-safe.
/// </summary>
public sealed class SimulationRandom
{
    private ulong _state;

    /// <summary>Creates a stream.</summary>
    /// <param name="seed">The world's seed.</param>
    /// <param name="stream">The component's name.</param>
    public SimulationRandom(int seed, string stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _state = unchecked((ulong)seed * 0x9E3779B97F4A7C15);
        foreach (char c in stream)
        {
            // FNV-1a: string hash codes differ from process to process.
            _state = unchecked((_state ^ c) * 0x100000001B3);
        }
    }

    /// <summary>The next number, from 0 inclusive to 1 exclusive.</summary>
    public double NextDouble()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }

    /// <summary>A time between two others, uniformly.</summary>
    /// <param name="from">The shortest.</param>
    /// <param name="to">The longest.</param>
    public TimeSpan NextBetween(TimeSpan from, TimeSpan to) => from + TimeSpan.FromTicks((long)((to - from).Ticks * NextDouble()));

    /// <summary>A standard normal number (Box and Muller, 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());
}
