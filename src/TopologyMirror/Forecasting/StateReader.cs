using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TopologyMirror.Forecasting;

/// <summary>
/// Reads what <see cref="StateWriter"/> wrote. The first thing that does not fit makes it no longer <see cref="Good"/>; from then on it
/// gives the least value allowed, so that its caller needs to ask only once, at the end.
/// </summary>
internal ref struct StateReader
{
    private ReadOnlySpan<byte> _rest;

    public StateReader(ReadOnlySpan<byte> state, string forecaster, int version, ForecastSeries series)
    {
        int content = state.Length - sizeof(ulong);
        Good = content >= 0
            && BinaryPrimitives.ReadUInt64LittleEndian(state[content..]) == StateChecksum.Of(state[..content]);
        _rest = Good ? state[..content] : default;
        Require(Int(int.MinValue, int.MaxValue) == StateWriter.Magic);
        Require(IsText(forecaster));
        Require(Int(int.MinValue, int.MaxValue) == version);
        Require(IsText(series.Name));
        Require(Long() == series.Step.Ticks);
        Require(Long() == series.Start.UtcTicks);
    }

    public bool Good { get; private set; }

    /// <summary>Everything was read, and all of it fitted.</summary>
    public readonly bool Complete => Good && _rest.IsEmpty;

    public int Int(int least, int most)
    {
        int value = TryTake(sizeof(int), out ReadOnlySpan<byte> bytes) ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : least;
        Require(value >= least && value <= most);
        return Good ? value : least;
    }

    public long Long() => TryTake(sizeof(long), out ReadOnlySpan<byte> bytes) ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

    public void Doubles(scoped Span<double> values)
    {
        if (TryTake((long)values.Length * sizeof(double), out ReadOnlySpan<byte> bytes))
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
            }
        }
    }

    public bool TryDoubles(int count, List<double> values)
    {
        Require((long)count * sizeof(double) <= _rest.Length);
        if (Good)
        {
            CollectionsMarshal.SetCount(values, count);
            Doubles(CollectionsMarshal.AsSpan(values));
        }

        return Good;
    }

    public ReadOnlySpan<byte> Block()
    {
        int length = Int(0, int.MaxValue);
        return TryTake(length, out ReadOnlySpan<byte> bytes) ? bytes : default;
    }

    private bool IsText(string text) => Block().SequenceEqual(Encoding.UTF8.GetBytes(text));

    private void Require(bool condition) => Good &= condition;

    private bool TryTake(long length, out ReadOnlySpan<byte> bytes)
    {
        Require(length <= _rest.Length);
        bytes = Good ? _rest[..(int)length] : default;
        _rest = Good ? _rest[(int)length..] : default;
        return Good;
    }
}
