using System.Buffers.Binary;
using System.Text;

namespace TopologyMirror.Forecasting;

/// <summary>Writes the saved state of a session: a header that names forecaster, version and series; the content; a checksum.</summary>
internal sealed class StateWriter
{
    /// <summary>Marks a saved session: "TMFS".</summary>
    public const int Magic = 0x53464D54;

    private byte[] _bytes = new byte[1024];
    private int _length;

    public StateWriter(string forecaster, int version, ForecastSeries series)
    {
        Int(Magic);
        Text(forecaster);
        Int(version);
        Text(series.Name);
        Long(series.Step.Ticks);
        Long(series.Start.UtcTicks);
    }

    public void Int(int value) => BinaryPrimitives.WriteInt32LittleEndian(Grow(sizeof(int)), value);

    public void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Grow(sizeof(long)), value);

    public void Doubles(ReadOnlySpan<double> values)
    {
        Span<byte> target = Grow(values.Length * sizeof(double));
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(target[(i * sizeof(double))..], values[i]);
        }
    }

    public void Block(ReadOnlySpan<byte> bytes)
    {
        Int(bytes.Length);
        bytes.CopyTo(Grow(bytes.Length));
    }

    public byte[] Finish()
    {
        ulong checksum = StateChecksum.Of(_bytes.AsSpan(0, _length));
        BinaryPrimitives.WriteUInt64LittleEndian(Grow(sizeof(ulong)), checksum);
        return _bytes[.._length];
    }

    private void Text(string text) => Block(Encoding.UTF8.GetBytes(text));

    private Span<byte> Grow(int by)
    {
        if (_length + by > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + by));
        }

        _length += by;
        return _bytes.AsSpan(_length - by, by);
    }
}
