namespace TopologyMirror.Tests.Architecture.Banned;

internal static partial class BannedLines
{
    /// <summary>Numbers read in the culture of the moment.</summary>
    private const string Numbers = """
        M:System.Byte.Parse(System.String) => _ = byte.Parse(text);
        M:System.Byte.Parse(System.String,System.Globalization.NumberStyles) => _ = byte.Parse(text, NumberStyles.Any);
        M:System.Byte.TryParse(System.String,System.Byte@) => _ = byte.TryParse(text, out _);
        M:System.Byte.TryParse(System.ReadOnlySpan{System.Char},System.Byte@) => _ = byte.TryParse(chars, out _);
        M:System.Byte.TryParse(System.ReadOnlySpan{System.Byte},System.Byte@) => _ = byte.TryParse(bytes, out _);
        M:System.SByte.Parse(System.String) => _ = sbyte.Parse(text);
        M:System.SByte.Parse(System.String,System.Globalization.NumberStyles) => _ = sbyte.Parse(text, NumberStyles.Any);
        M:System.SByte.TryParse(System.String,System.SByte@) => _ = sbyte.TryParse(text, out _);
        M:System.SByte.TryParse(System.ReadOnlySpan{System.Char},System.SByte@) => _ = sbyte.TryParse(chars, out _);
        M:System.SByte.TryParse(System.ReadOnlySpan{System.Byte},System.SByte@) => _ = sbyte.TryParse(bytes, out _);
        M:System.Int16.Parse(System.String) => _ = short.Parse(text);
        M:System.Int16.Parse(System.String,System.Globalization.NumberStyles) => _ = short.Parse(text, NumberStyles.Any);
        M:System.Int16.TryParse(System.String,System.Int16@) => _ = short.TryParse(text, out _);
        M:System.Int16.TryParse(System.ReadOnlySpan{System.Char},System.Int16@) => _ = short.TryParse(chars, out _);
        M:System.Int16.TryParse(System.ReadOnlySpan{System.Byte},System.Int16@) => _ = short.TryParse(bytes, out _);
        M:System.UInt16.Parse(System.String) => _ = ushort.Parse(text);
        M:System.UInt16.Parse(System.String,System.Globalization.NumberStyles) => _ = ushort.Parse(text, NumberStyles.Any);
        M:System.UInt16.TryParse(System.String,System.UInt16@) => _ = ushort.TryParse(text, out _);
        M:System.UInt16.TryParse(System.ReadOnlySpan{System.Char},System.UInt16@) => _ = ushort.TryParse(chars, out _);
        M:System.UInt16.TryParse(System.ReadOnlySpan{System.Byte},System.UInt16@) => _ = ushort.TryParse(bytes, out _);
        M:System.Int32.Parse(System.String) => _ = int.Parse(text);
        M:System.Int32.Parse(System.String,System.Globalization.NumberStyles) => _ = int.Parse(text, NumberStyles.Any);
        M:System.Int32.TryParse(System.String,System.Int32@) => _ = int.TryParse(text, out _);
        M:System.Int32.TryParse(System.ReadOnlySpan{System.Char},System.Int32@) => _ = int.TryParse(chars, out _);
        M:System.Int32.TryParse(System.ReadOnlySpan{System.Byte},System.Int32@) => _ = int.TryParse(bytes, out _);
        M:System.UInt32.Parse(System.String) => _ = uint.Parse(text);
        M:System.UInt32.Parse(System.String,System.Globalization.NumberStyles) => _ = uint.Parse(text, NumberStyles.Any);
        M:System.UInt32.TryParse(System.String,System.UInt32@) => _ = uint.TryParse(text, out _);
        M:System.UInt32.TryParse(System.ReadOnlySpan{System.Char},System.UInt32@) => _ = uint.TryParse(chars, out _);
        M:System.UInt32.TryParse(System.ReadOnlySpan{System.Byte},System.UInt32@) => _ = uint.TryParse(bytes, out _);
        M:System.Int64.Parse(System.String) => _ = long.Parse(text);
        M:System.Int64.Parse(System.String,System.Globalization.NumberStyles) => _ = long.Parse(text, NumberStyles.Any);
        M:System.Int64.TryParse(System.String,System.Int64@) => _ = long.TryParse(text, out _);
        M:System.Int64.TryParse(System.ReadOnlySpan{System.Char},System.Int64@) => _ = long.TryParse(chars, out _);
        M:System.Int64.TryParse(System.ReadOnlySpan{System.Byte},System.Int64@) => _ = long.TryParse(bytes, out _);
        M:System.UInt64.Parse(System.String) => _ = ulong.Parse(text);
        M:System.UInt64.Parse(System.String,System.Globalization.NumberStyles) => _ = ulong.Parse(text, NumberStyles.Any);
        M:System.UInt64.TryParse(System.String,System.UInt64@) => _ = ulong.TryParse(text, out _);
        M:System.UInt64.TryParse(System.ReadOnlySpan{System.Char},System.UInt64@) => _ = ulong.TryParse(chars, out _);
        M:System.UInt64.TryParse(System.ReadOnlySpan{System.Byte},System.UInt64@) => _ = ulong.TryParse(bytes, out _);
        M:System.Single.Parse(System.String) => _ = float.Parse(text);
        M:System.Single.Parse(System.String,System.Globalization.NumberStyles) => _ = float.Parse(text, NumberStyles.Any);
        M:System.Single.TryParse(System.String,System.Single@) => _ = float.TryParse(text, out _);
        M:System.Single.TryParse(System.ReadOnlySpan{System.Char},System.Single@) => _ = float.TryParse(chars, out _);
        M:System.Single.TryParse(System.ReadOnlySpan{System.Byte},System.Single@) => _ = float.TryParse(bytes, out _);
        M:System.Double.Parse(System.String) => _ = double.Parse(text);
        M:System.Double.Parse(System.String,System.Globalization.NumberStyles) => _ = double.Parse(text, NumberStyles.Any);
        M:System.Double.TryParse(System.String,System.Double@) => _ = double.TryParse(text, out _);
        M:System.Double.TryParse(System.ReadOnlySpan{System.Char},System.Double@) => _ = double.TryParse(chars, out _);
        M:System.Double.TryParse(System.ReadOnlySpan{System.Byte},System.Double@) => _ = double.TryParse(bytes, out _);
        M:System.Decimal.Parse(System.String) => _ = decimal.Parse(text);
        M:System.Decimal.Parse(System.String,System.Globalization.NumberStyles) => _ = decimal.Parse(text, NumberStyles.Any);
        M:System.Decimal.TryParse(System.String,System.Decimal@) => _ = decimal.TryParse(text, out _);
        M:System.Decimal.TryParse(System.ReadOnlySpan{System.Char},System.Decimal@) => _ = decimal.TryParse(chars, out _);
        M:System.Decimal.TryParse(System.ReadOnlySpan{System.Byte},System.Decimal@) => _ = decimal.TryParse(bytes, out _);
        """;
}
