using System.Collections.Concurrent;

namespace TopologyMirror.Forecasting;

/// <summary>Sines and cosines of a season and of its whole fractions, from a table that all series share.</summary>
internal sealed class Harmonics
{
    // One table per length, whoever asks: of a week of five minutes it is 16 kB.
    private static readonly ConcurrentDictionary<int, double[]> Tables = new();

    private readonly double[] _sines;

    /// <param name="length">Steps per season; 0 for none.</param>
    /// <param name="count">How many harmonics at most; not more than the season has steps for.</param>
    public Harmonics(int length, int count)
    {
        Length = length;
        Count = Math.Min(count, (length - 1) / 2);
        _sines = Tables.GetOrAdd(length, static steps => [.. Enumerable.Range(0, steps).Select(i => Math.Sin(Math.Tau * i / steps))]);
    }

    /// <summary>Steps per season.</summary>
    public int Length { get; }

    /// <summary>Harmonics.</summary>
    public int Count { get; }

    /// <summary>Fills in a sine and a cosine per harmonic.</summary>
    public void Fill(int time, Span<double> values)
    {
        if (Count == 0)
        {
            return;
        }

        int phase = time % Length;
        int quarter = Length / 4;
        int at = 0;
        for (int k = 0; k < Count; k++)
        {
            at += phase;
            at -= at >= Length ? Length : 0;

            // A quarter of a season later the sine is the cosine, or near it: together they span the same waves.
            int later = at + quarter;
            values[2 * k] = _sines[at];
            values[(2 * k) + 1] = _sines[later >= Length ? later - Length : later];
        }
    }
}
