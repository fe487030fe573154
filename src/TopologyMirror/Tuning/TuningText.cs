using System.Globalization;

namespace TopologyMirror.Tuning;

/// <summary>Numbers as the table and the verdicts write them, the same in every culture.</summary>
internal static class TuningText
{
    /// <summary>A time of a tick: microseconds, or from a thousand on milliseconds, or seconds.</summary>
    public static string Time(TimeSpan time) => time.TotalMicroseconds switch
    {
        < 1000 => $"{Microseconds(time)} µs",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.##} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##} s"),
    };

    public static string Microseconds(TimeSpan time) =>
        time.TotalMicroseconds.ToString(time.TotalMicroseconds < 100 ? "0.#" : "0", CultureInfo.InvariantCulture);

    /// <summary>A number with a fixed count of decimals; a dash where there is none.</summary>
    public static string Fixed(double? value, int decimals) =>
        value?.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) ?? "–";
}
