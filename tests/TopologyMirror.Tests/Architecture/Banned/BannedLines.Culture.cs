namespace TopologyMirror.Tests.Architecture.Banned;

internal static partial class BannedLines
{
    /// <summary>Dates, spans and conversions read in the culture of the moment.</summary>
    private const string Culture = """
        M:System.DateTime.Parse(System.String) => _ = DateTime.Parse(text);
        M:System.DateTime.TryParse(System.String,System.DateTime@) => _ = DateTime.TryParse(text, out _);
        M:System.DateTime.TryParse(System.ReadOnlySpan{System.Char},System.DateTime@) => _ = DateTime.TryParse(chars, out _);
        M:System.DateTimeOffset.Parse(System.String) => _ = DateTimeOffset.Parse(text);
        M:System.DateTimeOffset.TryParse(System.String,System.DateTimeOffset@) => _ = DateTimeOffset.TryParse(text, out _);
        M:System.DateTimeOffset.TryParse(System.ReadOnlySpan{System.Char},System.DateTimeOffset@) => _ = DateTimeOffset.TryParse(chars, out _);
        M:System.DateOnly.Parse(System.String) => _ = DateOnly.Parse(text);
        M:System.DateOnly.TryParse(System.String,System.DateOnly@) => _ = DateOnly.TryParse(text, out _);
        M:System.DateOnly.TryParse(System.ReadOnlySpan{System.Char},System.DateOnly@) => _ = DateOnly.TryParse(chars, out _);
        M:System.TimeOnly.Parse(System.String) => _ = TimeOnly.Parse(text);
        M:System.TimeOnly.TryParse(System.String,System.TimeOnly@) => _ = TimeOnly.TryParse(text, out _);
        M:System.TimeOnly.TryParse(System.ReadOnlySpan{System.Char},System.TimeOnly@) => _ = TimeOnly.TryParse(chars, out _);
        M:System.TimeSpan.Parse(System.String) => _ = TimeSpan.Parse(text);
        M:System.TimeSpan.TryParse(System.String,System.TimeSpan@) => _ = TimeSpan.TryParse(text, out _);
        M:System.TimeSpan.TryParse(System.ReadOnlySpan{System.Char},System.TimeSpan@) => _ = TimeSpan.TryParse(chars, out _);
        M:System.DateOnly.ParseExact(System.String,System.String) => _ = DateOnly.ParseExact(text, text);
        M:System.DateOnly.ParseExact(System.String,System.String[]) => _ = DateOnly.ParseExact(text, words);
        M:System.DateOnly.ParseExact(System.ReadOnlySpan{System.Char},System.String[]) => _ = DateOnly.ParseExact(chars, words);
        M:System.DateOnly.TryParseExact(System.String,System.String,System.DateOnly@) => _ = DateOnly.TryParseExact(text, text, out _);
        M:System.DateOnly.TryParseExact(System.String,System.String[],System.DateOnly@) => _ = DateOnly.TryParseExact(text, words, out _);
        M:System.DateOnly.TryParseExact(System.ReadOnlySpan{System.Char},System.ReadOnlySpan{System.Char},System.DateOnly@) => _ = DateOnly.TryParseExact(chars, chars, out _);
        M:System.DateOnly.TryParseExact(System.ReadOnlySpan{System.Char},System.String[],System.DateOnly@) => _ = DateOnly.TryParseExact(chars, words, out _);
        M:System.TimeOnly.ParseExact(System.String,System.String) => _ = TimeOnly.ParseExact(text, text);
        M:System.TimeOnly.ParseExact(System.String,System.String[]) => _ = TimeOnly.ParseExact(text, words);
        M:System.TimeOnly.ParseExact(System.ReadOnlySpan{System.Char},System.String[]) => _ = TimeOnly.ParseExact(chars, words);
        M:System.TimeOnly.TryParseExact(System.String,System.String,System.TimeOnly@) => _ = TimeOnly.TryParseExact(text, text, out _);
        M:System.TimeOnly.TryParseExact(System.String,System.String[],System.TimeOnly@) => _ = TimeOnly.TryParseExact(text, words, out _);
        M:System.TimeOnly.TryParseExact(System.ReadOnlySpan{System.Char},System.ReadOnlySpan{System.Char},System.TimeOnly@) => _ = TimeOnly.TryParseExact(chars, chars, out _);
        M:System.TimeOnly.TryParseExact(System.ReadOnlySpan{System.Char},System.String[],System.TimeOnly@) => _ = TimeOnly.TryParseExact(chars, words, out _);
        M:System.Convert.ToSByte(System.String) => _ = Convert.ToSByte(text);
        M:System.Convert.ToByte(System.String) => _ = Convert.ToByte(text);
        M:System.Convert.ToInt16(System.String) => _ = Convert.ToInt16(text);
        M:System.Convert.ToUInt16(System.String) => _ = Convert.ToUInt16(text);
        M:System.Convert.ToInt32(System.String) => _ = Convert.ToInt32(text);
        M:System.Convert.ToUInt32(System.String) => _ = Convert.ToUInt32(text);
        M:System.Convert.ToInt64(System.String) => _ = Convert.ToInt64(text);
        M:System.Convert.ToUInt64(System.String) => _ = Convert.ToUInt64(text);
        M:System.Convert.ToSingle(System.String) => _ = Convert.ToSingle(text);
        M:System.Convert.ToDouble(System.String) => _ = Convert.ToDouble(text);
        M:System.Convert.ToDecimal(System.String) => _ = Convert.ToDecimal(text);
        M:System.Convert.ToDateTime(System.String) => _ = Convert.ToDateTime(text);
        """;
}
