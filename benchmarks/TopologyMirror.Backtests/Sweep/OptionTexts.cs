using System.Globalization;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Reads the values of options. What cannot be read is one error that names option and value.</summary>
internal static class OptionTexts
{
    private const double LeastRisk = 0.0001;
    private const double MostRisk = 0.5;

    private static readonly TimeSpan LongestLead = TimeSpan.FromHours(3);

    /// <summary>Names separated by commas.</summary>
    /// <param name="texts">What was written.</param>
    public static string[] Names(string[]? texts) => [.. (texts ?? []).SelectMany(t => t.Split(',', StringSplitOptions.TrimEntries))];

    /// <summary>Event variants.</summary>
    /// <param name="texts">What was written.</param>
    public static ReplayEventVariant[] Events(string[]? texts) => [.. Names(texts).Select(name => VariantNames.Find(name) ?? throw new BacktestException(
        $"--events '{name}' is none of {string.Join(", ", Enum.GetValues<ReplayEventVariant>().Select(VariantNames.Of))}."))];

    /// <summary>Risks: shares (<c>0.01</c>) or percentages (<c>1%</c>).</summary>
    /// <param name="texts">What was written.</param>
    public static double[] Risks(string[]? texts) => [.. Names(texts).Select(Risk)];

    /// <summary>A number with a unit (<c>90s</c>, <c>10m</c>, <c>1.5h</c>), or hours, minutes and seconds with colons.</summary>
    /// <param name="text">What was written; null for nothing.</param>
    public static TimeSpan? LeadTime(string? text) => text is null ? null
        : Duration(text) is { } lead && lead > TimeSpan.Zero && lead <= LongestLead ? lead
        : throw new BacktestException(
            $"--lead-time '{text}' is no duration longer than zero and at most {LongestLead.TotalHours:0} hours, such as 10m, 90s or 00:10:00.");

    private static double Risk(string text)
    {
        bool isPercent = text.EndsWith('%');
        bool isNumber = double.TryParse(isPercent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double risk);
        risk = isPercent ? risk / 100 : risk;
        return isNumber && risk is >= LeastRisk and <= MostRisk ? risk : throw new BacktestException(string.Create(
            CultureInfo.InvariantCulture, $"--risk '{text}' is no share from {LeastRisk} to {MostRisk}, for example 0.01 or 1%."));
    }

    private static TimeSpan? Duration(string text)
    {
        double unit = text.Length > 1 ? text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 } : 0;
        if (unit > 0)
        {
            bool isNumber = double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
            return isNumber && number * unit <= TimeSpan.FromDays(1).TotalSeconds ? TimeSpan.FromSeconds(number * unit) : null;
        }

        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span) ? span : null;
    }
}
