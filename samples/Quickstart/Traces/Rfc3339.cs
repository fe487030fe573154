using System.Globalization;
using System.Text.RegularExpressions;

namespace TopologyMirror.Quickstart.Traces;

/// <summary>Reads and writes times as RFC 3339 has them: date, time and offset, all of them.</summary>
internal static partial class Rfc3339
{
    /// <summary>Reads a time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The time, in UTC.</param>
    /// <returns>False when the text is no such time.</returns>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        return Form().IsMatch(text) && DateTimeOffset.TryParse(
            text.ToUpperInvariant(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }

    /// <summary>The year as it is written; null when the text does not have the form of such a time.</summary>
    /// <param name="text">The text.</param>
    public static int? YearOf(string text) => Form().IsMatch(text) ? int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture) : null;

    /// <summary>Writes a time in UTC, with fractions of seconds only where there are any.</summary>
    /// <param name="time">The time.</param>
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?([Zz]|[+-][0-9]{2}:[0-9]{2})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
